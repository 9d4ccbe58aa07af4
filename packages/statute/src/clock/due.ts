import {
  type CivilDate,
  civilDate,
  type DayNumber,
  dayNumberOf,
  millisecondsOf,
  msPerHour,
  partsOf,
  shanghaiDayOf,
  startOfDay,
} from '../calendar/civil-date.js';
import type { WorkingDayCalendar } from '../calendar/working-days.js';
import { type LimitUnit, type TimeLimit, type TimeLimitId, timeLimit } from '../limits/time-limit.js';
import { StatuteError } from '../refusal.js';
import { type Counted, countFrom, type Rolled, rollOver } from './count.js';
import type { Explanation } from './explanation.js';
import { checkExtension, type Extension } from './extension.js';
import { type Pause, withPauses } from './pause.js';
import { lawfulProfile, type Profile } from './profile.js';
import { type DaysRead, sideOf } from './rest-days.js';

export interface Due {
  /** The last day on which the act is in time, in Asia/Shanghai. */
  readonly on: CivilDate;
  /**
   * The first instant that is too late: midnight (+08:00) at the end of `on`, in UTC. For a limit in hours, that hour.
   * Overdue means `now >= at`.
   */
  readonly at: string;
  readonly explanation: Explanation;
}

export interface DueOrder {
  readonly rule: TimeLimitId;
  /** The event that starts the clock. Only its day in Asia/Shanghai counts, except for hours. */
  readonly startedAt: Date | string;
  readonly calendar: WorkingDayCalendar;
  readonly profile?: Profile | undefined;
  readonly pauses?: readonly Pause[];
  /** In the order in which they were approved. */
  readonly extensions?: readonly Extension[];
  /** Calendar days that the paper sets, for an `as-set` limit. */
  readonly asSetDays?: number | undefined;
  /** The last day that was told while the date was provisional (decision 0018). */
  readonly toldOn?: CivilDate | undefined;
  /** CNT-4: also roll an office's duty over rest days. Off by default, so that screens show the stricter date. */
  readonly officeRollover?: boolean;
}

/**
 * When a period ends, by law and by the office's own promise, with the reason for each date (C.1-C.4). `internal` is there
 * only when the profile names this rule; it is never later than `legal`.
 * In a year whose working days are not published it counts provisionally, and says so (`provisionalIn`).
 * Throws StatuteError: `pause-not-lawful`, `extension-not-lawful`, `profile-not-lawful`, `length-not-set` (as-set without a
 * number), `not-a-clock` (TL-07).
 */
export function dueOf(order: DueOrder): { legal: Due; internal?: Due } {
  const rule = timeLimit(order.rule);
  if (rule.partOf !== undefined) throw new StatuteError('not-a-clock', { rule: order.rule });
  const legalLength = { count: countOf(rule, order), unit: rule.length.unit };
  checkExtensions(order, rule, legalLength);
  const legal = sinceTold(endOf(order, rule, legalLength), rule, order.toldOn);
  const promised = order.profile && lawfulProfile(order.profile).limits[order.rule];
  if (promised === undefined) return { legal };
  return { legal, internal: promisedDue(endOf(order, rule, promised), legal, order.profile as Profile) };
}

/** CNT-8: a duty ends on the law's day, earlier or later than was told; a citizen's window never earlier. */
function sinceTold(due: Due, { holder }: TimeLimit, toldOn: CivilDate | undefined): Due {
  if (toldOn === undefined) return due;
  const explanation = { ...due.explanation, toldOn };
  if (holder !== 'citizen' || toldOn <= due.on) return { ...due, explanation };
  return { on: toldOn, at: startOfDay(dayNumberOf(toldOn) + 1), explanation };
}

interface Length {
  readonly count: number;
  readonly unit: LimitUnit;
}

function endOf(order: DueOrder, rule: TimeLimit, length: Length): Due {
  if (length.unit === 'hour') return hoursDue(order, rule, length.count);
  const event = shanghaiDayOf(order.startedAt);
  const days: DaysRead = { calendar: order.calendar, side: sideOf(rule), event };
  const counted = countExtended(order, rule, length, days);
  const paused = withPauses(order.rule, event, counted.last, order.pauses ?? []);
  const rolls = rule.rollOver || (order.officeRollover === true && rule.holder === 'office');
  const rolled: Rolled = rolls ? rollOver(paused.last, days) : { to: paused.last, over: [] };
  const provisionalIn = counted.provisionalIn ?? rolled.provisionalIn;
  const consulted = rolls || length.unit === 'working-day' || rule.length.unit === 'working-day';
  return {
    on: civilDate(rolled.to),
    at: startOfDay(rolled.to + 1),
    explanation: {
      ...commonPart(order, rule, length, event),
      firstCountedDay: civilDate(event + 1),
      skipped: counted.skipped,
      madeUp: counted.madeUp,
      pauses: paused.explained,
      ...(rolled.over.length > 0 && {
        rolledOver: { from: civilDate(paused.last), to: civilDate(rolled.to), over: rolled.over },
      }),
      ...(provisionalIn !== undefined && { provisionalIn }),
      calendarVersion: consulted ? editions(order.calendar, event, rolled.to) : null,
    },
  };
}

/** The days of an extension run on without a gap, in the unit of the law. */
function countExtended(order: DueOrder, rule: TimeLimit, length: Length, days: DaysRead): Counted {
  const more = (order.extensions ?? []).reduce((sum, extension) => sum + extension.count, 0);
  if (more === 0) return countFrom(days.event, length.count, length.unit, days);
  if (length.unit === rule.length.unit) return countFrom(days.event, length.count + more, length.unit, days);
  const promised = countFrom(days.event, length.count, length.unit, days);
  const { last, provisionalIn } = countFrom(promised.last, more, rule.length.unit, days);
  return { ...promised, last, provisionalIn: promised.provisionalIn ?? provisionalIn };
}

/**
 * Each extension is held against the law's own date as it stood before: a promise that was missed forfeits nothing. The
 * pauses are left out, so this date is never later than the real one.
 */
function checkExtensions(order: DueOrder, rule: TimeLimit, length: Length): void {
  const event = shanghaiDayOf(order.startedAt);
  const days: DaysRead = { calendar: order.calendar, side: sideOf(rule), event };
  let total = length.count;
  for (const [index, extension] of (order.extensions ?? []).entries()) {
    const known = rule.extension !== undefined;
    const last = known ? countFrom(event, total, length.unit, days).last : event;
    checkExtension(order.rule, { extension, nth: index + 1, event, last, profile: order.profile });
    total += extension.count;
  }
}

function hoursDue(order: DueOrder, rule: TimeLimit, hours: number): Due {
  withPauses(order.rule, 0, 0, order.pauses ?? []);
  const end = new Date(millisecondsOf(order.startedAt) + hours * msPerHour);
  const event = shanghaiDayOf(order.startedAt);
  return {
    on: civilDate(shanghaiDayOf(end)),
    at: end.toISOString(),
    explanation: {
      ...commonPart(order, rule, { count: hours, unit: 'hour' }, event),
      firstCountedDay: civilDate(event),
      skipped: [],
      madeUp: [],
      pauses: [],
      calendarVersion: null,
    },
  };
}

function commonPart(order: DueOrder, rule: TimeLimit, length: Length, event: DayNumber) {
  return {
    ruleId: order.rule,
    article: rule.article,
    startedOn: civilDate(event),
    length: length.count,
    unit: length.unit,
    extensions: order.extensions ?? [],
  };
}

/** A profile may only shorten: when holidays push the promised date past the law's, the law's date stands. */
function promisedDue(own: Due, legal: Due, profile: Profile): Due {
  const cappedByLaw = own.at > legal.at;
  const { on, at } = cappedByLaw ? legal : own;
  const source = { id: profile.id, article: profile.article, cappedByLaw };
  return { on, at, explanation: { ...own.explanation, profile: source } };
}

function countOf(rule: TimeLimit, order: DueOrder): number {
  const count = rule.length.unit === 'as-set' ? (order.asSetDays ?? rule.defaultDays) : rule.length.count;
  if (count === null || count === undefined || !Number.isInteger(count) || count < 1) {
    throw new StatuteError('length-not-set', { rule: order.rule });
  }
  return count;
}

function editions(calendar: WorkingDayCalendar, from: DayNumber, to: DayNumber): string {
  const versions = new Set<string>();
  for (let { year } = partsOf(from); year <= partsOf(to).year; year++) versions.add(calendar.versionOf(year));
  return [...versions].join('; ');
}

/**
 * Where TL-06 starts: on acceptance, or on the last lawful day of TL-02/TL-03 when no notice was given by then, so that
 * delay cannot buy time (design). `acceptedAt` is null while nothing was accepted.
 */
export function handlingStartsAt(acceptedAt: Date | string | null, noticeDue: Due): string {
  const lastLawfulDay = shanghaiDayOf(noticeDue.at) - 1;
  if (acceptedAt === null || millisecondsOf(acceptedAt) >= Date.parse(noticeDue.at)) return startOfDay(lastLawfulDay);
  return new Date(millisecondsOf(acceptedAt)).toISOString();
}
