import { StatuteError } from '../refusal.js';

/** A day in Asia/Shanghai, `YYYY-MM-DD`. No clock time and no zone: the law counts days, not milliseconds. */
export type CivilDate = string;

/** Whole days since 1970-01-01. Day arithmetic runs on this number; text is only made at the edges. */
export type DayNumber = number;

const msPerDay = 86_400_000;
export const msPerHour = 3_600_000;
/** China keeps one zone without summer time since 1991, far before any petition kept here. */
const shanghaiOffset = 8 * msPerHour;

/** Day number of a civil date. Throws `date-not-valid` for text that is no real day, such as 2026-02-30. */
export function dayNumberOf(date: CivilDate): DayNumber {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 2);
  const day = digits(date, 8, 2);
  const shaped = date.length === 10 && year >= 0 && date[4] === '-' && date[7] === '-';
  if (!shaped || !(month >= 1 && month <= 12) || !(day >= 1 && day <= daysInMonth(year, month))) {
    throw new StatuteError('date-not-valid', { date });
  }
  return Date.UTC(year, month - 1, day) / msPerDay;
}

/** The day on which an instant falls in Asia/Shanghai. Throws `date-not-valid` for an instant that cannot be read. */
export function shanghaiDayOf(instant: Date | string): DayNumber {
  return Math.floor((millisecondsOf(instant) + shanghaiOffset) / msPerDay);
}

/** Milliseconds since the epoch of a Date or an ISO 8601 text. Throws `date-not-valid`. */
export function millisecondsOf(instant: Date | string): number {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  if (Number.isNaN(ms)) throw new StatuteError('date-not-valid', { date: String(instant) });
  return ms;
}

/** The first instant of a day in Asia/Shanghai, as ISO 8601 in UTC (16:00Z of the day before). */
export function startOfDay(day: DayNumber): string {
  return `${civilDate(day - 1)}T16:00:00.000Z`;
}

/** `YYYY-MM-DD` of a day number. */
export function civilDate(day: DayNumber): CivilDate {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

/** Year, month (1-12) and day of month of a day number. */
export function partsOf(day: DayNumber): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * msPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * The same day of the month so many months on; a day that the month does not have becomes its last day
 * (Civil Code Art. 202: 31 August + one month ends on 30 September).
 */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, dayOfMonth } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  const clamped = Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth));
  return Date.UTC(targetYear, targetMonth - 1, clamped) / msPerDay;
}

/** The first day number of a year. */
export function firstDayOf(year: number): DayNumber {
  return Date.UTC(year, 0, 1) / msPerDay;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
