import { type CivilDate, type DayNumber, dayNumberOf } from '../calendar/civil-date.js';
import { type PauseReason, type TimeLimitId, timeLimit } from '../limits/time-limit.js';
import { StatuteError } from '../refusal.js';
import type { ExplainedPause } from './explanation.js';

/** Both days are included. A pause that still runs is given with the last day known so far. */
export interface Pause {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly why: PauseReason;
}

/**
 * Moves the last day by the paused days that fell inside the period; days that two pauses share count once.
 * Regulations on Petition Work, Art. 36: only the time of a hearing at recheck is not counted. No meeting, mediation,
 * sponsorship or "sensitive period" stops any clock (B.3, guard 3): everything else throws `pause-not-lawful`.
 */
export function withPauses(
  id: TimeLimitId,
  event: DayNumber,
  last: DayNumber,
  pauses: readonly Pause[],
): { last: DayNumber; explained: readonly ExplainedPause[] } {
  if (pauses.length === 0) return { last, explained: [] };
  const lawful = timeLimit(id).suspendedBy;
  let cursor = event + 1;
  let moved = last;
  const explained = [...pauses]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map((pause) => {
      const [from, to] = [dayNumberOf(pause.from), dayNumberOf(pause.to)];
      if (lawful === undefined || pause.why !== lawful || to < from) {
        throw new StatuteError('pause-not-lawful', { rule: id, why: pause.why, from: pause.from, to: pause.to });
      }
      const starts = Math.max(from, cursor);
      const days = starts > moved ? 0 : Math.max(0, to - starts + 1);
      moved += days;
      cursor = Math.max(cursor, to + 1);
      return { ...pause, days };
    });
  return { last: moved, explained };
}
