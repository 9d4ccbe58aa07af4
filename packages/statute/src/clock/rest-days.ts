import { type DayNumber, firstDayOf, partsOf } from '../calendar/civil-date.js';
import type { WorkingDayCalendar } from '../calendar/working-days.js';
import type { ExpiryEffect, TimeLimit } from '../limits/time-limit.js';

/**
 * Whose side a count takes where the calendar of a year is not known. A duty of an office: the earlier day. A window that this office
 * itself closes: the later day. A window that a court or another body closes: the day that is safe whatever the notice says.
 */
export type Side = 'duty' | 'own-window' | 'window-elsewhere';

export interface DaysRead {
  readonly calendar: WorkingDayCalendar;
  readonly side: Side;
  /** Day of the event that starts the count. */
  readonly event: DayNumber;
}

const closedHere: readonly ExpiryEffect[] = ['window-closes', 'not-evaluated'];

/** The side of a limit, by who holds it and what follows from its end. */
export function sideOf({ holder, onExpiry }: TimeLimit): Side {
  if (holder !== 'citizen') return 'duty';
  return closedHere.includes(onExpiry) ? 'own-window' : 'window-elsewhere';
}

/**
 * True on days on which nobody has to act. Two readings differ from the calendar's own, both in the petitioner's favour:
 * - elsewhere, any weekend of an unpublished year may yet be made a working day, and so counts as one;
 * - a window of ours that began before its year keeps resting on weekends that the notice made working days: its date was told while
 *   they were weekends, and is never taken back.
 */
export function isRest(day: DayNumber, { calendar, side, event }: DaysRead): boolean {
  const kind = calendar.kindOf(day);
  if (kind === 'holiday') return true;
  const { year } = partsOf(day);
  if (kind === 'weekend') return side !== 'window-elsewhere' || calendar.isPublished(year);
  return kind === 'make-up' && side === 'own-window' && event < firstDayOf(year);
}
