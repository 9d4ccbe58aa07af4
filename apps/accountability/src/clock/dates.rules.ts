import {
  type Due,
  dueOf,
  type DueOrder,
  type Extension,
  type Pause,
  type Profile,
  profiles,
  provisionalCalendar,
  StatuteError,
  type TimeLimitId,
  timeLimit,
  type WorkingDayCalendar,
} from '@huiyin/statute';

/** What a clock's dates depend on, and nothing else. */
export interface DatesAsked {
  readonly rule: TimeLimitId;
  /** Id of a statute profile; one that statute does not know promises nothing. */
  readonly profile?: string | undefined;
  readonly startedAt: string;
  /** Calendar days that a paper set, for an `as-set` limit. */
  readonly asSetDays?: number | undefined;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
}

export interface Dates {
  readonly legal: Due;
  /** Absent where the profile promises nothing for the rule. */
  readonly internal?: Due;
}

export type CountDates = (asked: DatesAsked) => Dates;

/** A batch brings hundreds of clocks that start on the same day under the same rule: their count is done once. */
const remembered = 5_000;
const shanghaiOffset = 8 * 3_600_000;
const msPerDay = 86_400_000;

/**
 * Counts by one calendar. Answers for clocks that were only started are remembered per rule, profile and day in Shanghai; make a new
 * counter when the calendar changes. Throws StatuteError as `dueOf` does.
 */
export function datesBy(calendar: WorkingDayCalendar): CountDates {
  const known = new Map<string, Dates>();
  return (asked) => {
    const isPlain = asked.pauses.length === 0 && asked.extensions.length === 0 && asked.asSetDays === undefined;
    if (!isPlain || timeLimit(asked.rule).length.unit === 'hour') return countDates(asked, calendar);
    const day = Math.floor((Date.parse(asked.startedAt) + shanghaiOffset) / msPerDay);
    const key = `${asked.rule}|${asked.profile ?? ''}|${day}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= remembered) known.clear();
    const dates = countDates(asked, calendar);
    known.set(key, dates);
    return dates;
  };
}

const provisional = provisionalCalendar();

/**
 * A promise in working days cannot be counted in a year whose calendar is not published. The law's own date can, and stands alone
 * then: a citizen's clock never fails to start for want of a promise. A limit of our own design is counted provisionally, so that
 * no matter is left without a clock; one of the law is refused rather than guessed.
 */
function countDates(asked: DatesAsked, calendar: WorkingDayCalendar): Dates {
  const profile = profileOf(asked.profile);
  const order: DueOrder = {
    rule: asked.rule,
    startedAt: asked.startedAt,
    calendar,
    pauses: asked.pauses,
    extensions: asked.extensions,
    asSetDays: asked.asSetDays,
  };
  return (
    ifPublished(() => dueOf(profile === undefined ? order : { ...order, profile })) ??
    ifPublished(() => ({ legal: dueOf(order).legal })) ?? {
      legal: dueOf({ ...order, calendar: mayBeProvisional(asked.rule) ? provisional : calendar }).legal,
    }
  );
}

function mayBeProvisional(rule: TimeLimitId): boolean {
  return timeLimit(rule).standing !== 'law';
}

function ifPublished(count: () => Dates): Dates | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof StatuteError && error.code === 'calendar-not-published') return undefined;
    throw error;
  }
}

function profileOf(id: string | undefined): Profile | undefined {
  return id !== undefined && Object.hasOwn(profiles, id) ? profiles[id as keyof typeof profiles] : undefined;
}
