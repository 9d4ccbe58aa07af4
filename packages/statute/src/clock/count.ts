import { addMonths, civilDate, type DayNumber, partsOf } from '../calendar/civil-date.js';
import type { DayKind, WorkingDayCalendar } from '../calendar/working-days.js';
import type { LimitUnit } from '../limits/time-limit.js';
import { StatuteError } from '../refusal.js';
import type { SkippedDay } from './explanation.js';

/** Half a month in calendar days (design: S1 does not say). */
const halfMonthDays = 15;
const monthsPerYear = 12;

/** The last day of a count and what was met on the way. */
export interface Counted {
  readonly last: DayNumber;
  readonly skipped: SkippedDay[];
  readonly madeUp: { on: string; name: string }[];
}

/** Counts so many units after the day of the event, which is itself not counted (CNT-2). Throws `calendar-not-published`. */
export function countFrom(event: DayNumber, count: number, unit: LimitUnit, calendar: WorkingDayCalendar): Counted {
  if (unit === 'working-day') return countWorkingDays(event, count, calendar);
  return { last: event + spanOf(event, count, unit), skipped: [], madeUp: [] };
}

function spanOf(event: DayNumber, count: number, unit: LimitUnit): number {
  switch (unit) {
    case 'day':
    case 'as-set':
      return count;
    case 'half-month':
      return count * halfMonthDays;
    case 'month':
      return addMonths(event, count) - event;
    case 'year':
      return addMonths(event, count * monthsPerYear) - event;
    default:
      throw new StatuteError('not-a-clock', { unit });
  }
}

function countWorkingDays(event: DayNumber, count: number, calendar: WorkingDayCalendar): Counted {
  const skipped: SkippedDay[] = [];
  const madeUp: { on: string; name: string }[] = [];
  let last = event;
  for (let left = count; left > 0;) {
    last++;
    const kind = calendar.kindOf(last);
    if (kind === 'weekend' || kind === 'holiday') {
      skipped.push(restDay(last, kind, calendar));
      continue;
    }
    if (kind === 'make-up') madeUp.push({ on: civilDate(last), name: calendar.nameOf(last) ?? '' });
    left--;
  }
  return { last, skipped, madeUp };
}

/** Where a last day that is a rest day moves to (CNT-3), and over which days. */
export interface Rolled {
  readonly to: DayNumber;
  readonly over: readonly SkippedDay[];
  readonly unknownIn?: number;
}

/** CNT-3. A year without a calendar leaves the day where it is and is named in `unknownIn`: nothing is guessed. */
export function rollOver(last: DayNumber, calendar: WorkingDayCalendar): Rolled {
  const over: SkippedDay[] = [];
  for (let day = last; ; day++) {
    const { year } = partsOf(day);
    if (!calendar.isPublished(year)) return { to: last, over: [], unknownIn: year };
    const kind = calendar.kindOf(day);
    if (kind === 'working' || kind === 'make-up') return { to: day, over };
    over.push(restDay(day, kind, calendar));
  }
}

function restDay(
  day: DayNumber,
  why: Extract<DayKind, 'weekend' | 'holiday'>,
  calendar: WorkingDayCalendar,
): SkippedDay {
  const name = calendar.nameOf(day);
  return name === undefined ? { on: civilDate(day), why } : { on: civilDate(day), why, name };
}
