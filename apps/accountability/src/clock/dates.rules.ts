import {
  type Due,
  dueOf,
  type Extension,
  type Pause,
  type Profile,
  profiles,
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
  /** The law's last day as it was told while provisional. */
  readonly toldOn?: string | undefined;
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
    const { pauses, extensions, asSetDays, toldOn } = asked;
    const isPlain = pauses.length + extensions.length === 0 && asSetDays === undefined && toldOn === undefined;
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

function countDates(asked: DatesAsked, calendar: WorkingDayCalendar): Dates {
  const { rule, startedAt, pauses, extensions, asSetDays } = asked;
  const profile = profileOf(asked.profile);
  return dueOf({ rule, startedAt, calendar, profile, pauses, extensions, asSetDays, toldOn: asked.toldOn });
}

function profileOf(id: string | undefined): Profile | undefined {
  return id !== undefined && Object.hasOwn(profiles, id) ? profiles[id as keyof typeof profiles] : undefined;
}
