import { addMonths, civilDate, type DayNumber, partsOf } from '../calendar/civil-date.js';
import type { LimitUnit } from '../limits/time-limit.js';
import { StatuteError } from '../refusal.js';
import type { SkippedDay } from './explanation.js';
import { type DaysRead, isRest } from './rest-days.js';

/** Half a month in calendar days (design: S1 does not say). */
const halfMonthDays = 15;
const monthsPerYear = 12;

/** The last day of a count and what was met on the way. */
export interface Counted {
  readonly last: DayNumber;
  readonly skipped: SkippedDay[];
  readonly madeUp: { on: string; name: string }[];
  /** The first year without a published calendar in which a day was looked at. */
  readonly provisionalIn?: number | undefined;
}

/** Counts so many units after a day, which is itself not counted (CNT-2). */
export function countFrom(event: DayNumber, count: number, unit: LimitUnit, days: DaysRead): Counted {
  if (unit === 'working-day') return countWorkingDays(event, count, days);
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

function countWorkingDays(event: DayNumber, count: number, days: DaysRead): Counted {
  const skipped: SkippedDay[] = [];
  const madeUp: { on: string; name: string }[] = [];
  let provisionalIn: number | undefined;
  let last = event;
  for (let left = count; left > 0;) {
    last++;
    provisionalIn ??= unpublishedAt(last, days);
    if (isRest(last, days)) {
      skipped.push(restDay(last, days));
      continue;
    }
    if (days.calendar.kindOf(last) === 'make-up') {
      madeUp.push({ on: civilDate(last), name: days.calendar.nameOf(last) ?? '' });
    }
    left--;
  }
  return { last, skipped, madeUp, provisionalIn };
}

/** Where a last day that is a rest day moves to (CNT-3), and over which days. */
export interface Rolled {
  readonly to: DayNumber;
  readonly over: readonly SkippedDay[];
  readonly provisionalIn?: number | undefined;
}

/** CNT-3: on to the next day on which somebody works. */
export function rollOver(last: DayNumber, days: DaysRead): Rolled {
  const over: SkippedDay[] = [];
  let provisionalIn: number | undefined;
  for (let day = last; ; day++) {
    provisionalIn ??= unpublishedAt(day, days);
    if (!isRest(day, days)) return { to: day, over, provisionalIn };
    over.push(restDay(day, days));
  }
}

function unpublishedAt(day: DayNumber, { calendar }: DaysRead): number | undefined {
  const { year } = partsOf(day);
  return calendar.isPublished(year) ? undefined : year;
}

function restDay(day: DayNumber, { calendar }: DaysRead): SkippedDay {
  const why = calendar.kindOf(day) === 'holiday' ? 'holiday' : 'weekend';
  const name = calendar.nameOf(day);
  return name === undefined ? { on: civilDate(day), why } : { on: civilDate(day), why, name };
}
