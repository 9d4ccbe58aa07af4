import type { CivilDate } from '../calendar/civil-date.js';
import type { LimitUnit, PauseReason, TimeLimitId } from '../limits/time-limit.js';

export interface SkippedDay {
  readonly on: CivilDate;
  readonly why: 'weekend' | 'holiday';
  readonly name?: string;
}

/** Days, both ends included, on which a clock stood still. `days`: how many of them would have been counted. */
export interface ExplainedPause {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly days: number;
  readonly why: PauseReason;
}

/** Why a date is this date, as data: enough for a screen or a paper to retell the count in any language. */
export interface Explanation {
  readonly ruleId: TimeLimitId;
  readonly article: string;
  readonly startedOn: CivilDate;
  /** CNT-2: the day after the event, except for a limit in hours, which starts at once. */
  readonly firstCountedDay: CivilDate;
  /** In `unit`, without extensions. */
  readonly length: number;
  readonly unit: LimitUnit;
  /** Rest days that fell inside a count of working days. */
  readonly skipped: readonly SkippedDay[];
  /** Weekend days that were worked, and so counted. */
  readonly madeUp: readonly { readonly on: CivilDate; readonly name: string }[];
  readonly pauses: readonly ExplainedPause[];
  /** `count` in the unit of the rule. */
  readonly extensions: readonly { readonly count: number; readonly approvedOn: CivilDate }[];
  readonly rolledOver?: { readonly from: CivilDate; readonly to: CivilDate; readonly over: readonly SkippedDay[] };
  /**
   * The State Council has not published the working days of this year, as far as is known here: the date is provisional (decision
   * 0018). Count again once it has, close no citizen's window before, and draft nothing against an office.
   */
  readonly provisionalIn?: number;
  /** The day that was told while the date was provisional. A citizen's window does not end before it, whatever the count says. */
  readonly toldOn?: CivilDate;
  readonly profile?: {
    readonly id: string;
    readonly article: string;
    /** The profile's own count ended later than the law, so the law's date stands. */
    readonly cappedByLaw: boolean;
  };
  /** Editions of the calendar that were consulted, or null when only calendar days were counted. */
  readonly calendarVersion: string | null;
}
