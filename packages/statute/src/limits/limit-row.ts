import type { Sourced } from '../standing.js';

export type LimitUnit = 'day' | 'working-day' | 'hour' | 'month' | 'year' | 'half-month' | 'as-set';

/** `count` is null only for `as-set`: the number stands in the letter, decision or assignment that starts the clock. */
export interface LimitLength {
  readonly count: number | null;
  readonly unit: LimitUnit;
}

/** In the unit of the limit. `maxCount` and `times` are null where the text sets no ceiling and another office decides. */
export interface LimitExtension {
  readonly maxCount: number | null;
  readonly times: number | null;
  readonly byWhom: 'head-of-office' | 'assigning-office' | 'both-parties' | 'that-authority';
  readonly article: string;
}

export type PauseReason = 'recheck-hearing';

export type ExpiryEffect =
  | 'overdue'
  | 'alarm'
  | 'supervision'
  | 'escalate'
  | 'right-lost'
  | 'window-closes'
  | 'not-evaluated'
  | 'convert-to-ordinary'
  | 'to-first-contact-head'
  | 'deemed-accepted'
  | 'hearing-invalid'
  | 'return-to-handling'
  | 'warn-petitioner'
  | 'reminder'
  | 'inform'
  | 'may-be-destroyed';

/** Whose clock it is: a duty of the office, a window of the citizen, or another body's period that is only shown. */
export type LimitHolder = 'office' | 'citizen' | 'informational';

export interface TimeLimit extends Sourced {
  readonly slug: string;
  readonly trigger: string;
  readonly length: LimitLength;
  /** Used for an `as-set` limit when the paper names no number. */
  readonly defaultDays?: number;
  readonly atOnceIfPossible?: true;
  readonly extension?: LimitExtension;
  readonly suspendedBy?: PauseReason;
  readonly onExpiry: ExpiryEffect;
  readonly holder: LimitHolder;
  /** CNT-3/CNT-4: a last day that is no working day moves to the next working day. */
  readonly rollOver: boolean;
  /** Days before the last day at which the citizen is warned, where this differs from the ordinary points. */
  readonly warnDaysBefore?: number;
  /** Lengthens that limit and never runs by itself. */
  readonly partOf?: string;
  readonly note?: string;
}
