/**
 * When periods end, counted one day at a time over the State Council's notices, which are written out here: nothing of the statute
 * package's arithmetic, tables or calendar is used. Days are `YYYY-MM-DD` in Shanghai; a period ends with the end of its last day.
 */
const msPerDay = 86_400_000;
const shanghai = 8 * 3_600_000;

export const dayOf = (at: number): string => new Date(at + shanghai).toISOString().slice(0, 10);
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
export const dayAfter = (day: string): string => dayOf(startOf(day) + msPerDay);

const spans: readonly (readonly [string, string])[] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
const madeUp = new Set(
  ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'].concat([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ]),
);
const lastPublished = '2026-12-31';

/** HOL Art. 2: what is certain of a year whose notice is not known (decision 0018). */
const fixedByLaw = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** In a window that the office closes itself, and that began in an earlier year, a weekend stays the day of rest that it was told as. */
interface Reading {
  readonly isOwnWindow: boolean;
  readonly startedOn: string;
}

function works(day: string, { isOwnWindow, startedOn }: Reading): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  if (day > lastPublished) return !isWeekend && !fixedByLaw.has(day.slice(5));
  if (isWeekend && isOwnWindow && startedOn.slice(0, 4) < day.slice(0, 4)) return false;
  return madeUp.has(day) || (!isWeekend && !spans.some(([from, to]) => from <= day && day <= to));
}

type Unit = 'day' | 'working-day';
const lengths: Readonly<Record<string, readonly [number, Unit]>> = {
  'TL-01': [15, 'day'],
  'TL-02': [15, 'day'],
  'TL-03': [15, 'day'],
  'TL-04': [5, 'working-day'],
  'TL-05': [3, 'working-day'],
  'TL-06': [60, 'day'],
  'TL-09': [10, 'working-day'],
  'TL-13': [30, 'day'],
  'TL-23': [30, 'day'],
  'TL-46': [60, 'day'],
  'TL-47': [5, 'working-day'],
  'TL-48': [15, 'day'],
  'TL-50': [5, 'working-day'],
  'TL-51': [30, 'day'],
  'TL-52': [10, 'day'],
};
const citizens = new Set(['TL-13', 'TL-23', 'TL-51']);
const promises: Readonly<Record<string, Readonly<Record<string, readonly [number, Unit]>>>> = {
  national: {},
  fast_520_210: {
    'TL-01': [5, 'day'],
    'TL-02': [5, 'day'],
    'TL-03': [5, 'day'],
    'TL-06': [20, 'day'],
    'TL-09': [10, 'day'],
  },
  zhejiang_2016: {
    'TL-01': [5, 'working-day'],
    'TL-02': [5, 'working-day'],
    'TL-03': [5, 'working-day'],
    'TL-06': [30, 'day'],
  },
};
export const profiles = Object.keys(promises);

export interface Counted {
  readonly rule: string;
  readonly startedAt: number;
  /** Days that a paper set. */
  readonly days?: number;
  /** Days that were granted besides. */
  readonly extended: number;
}

function walk(from: string, count: number, unit: Unit): string {
  let day = from;
  for (let left = count; left > 0;) {
    day = dayAfter(day);
    if (unit === 'day' || works(day, { isOwnWindow: false, startedOn: from })) left--;
  }
  return day;
}

/** The last day by law. `isSure` is false where it may move once a year is published. */
export function legalEnd({ rule, startedAt, days, extended }: Counted): { on: string; isSure: boolean } {
  if (rule === 'TL-11') return { on: dayOf(startedAt + 2 * 3_600_000), isSure: true };
  const [count, unit] = lengths[rule] ?? [days ?? 0, 'day'];
  const startedOn = dayOf(startedAt);
  let on = walk(startedOn, count + extended, unit);
  if (citizens.has(rule)) while (!works(on, { isOwnWindow: true, startedOn })) on = dayAfter(on);
  return { on, isSure: on <= lastPublished || (unit === 'day' && !citizens.has(rule)) };
}

/** The last day that the county promises, never after the law's; undefined where it promises nothing. */
export function promisedEnd(clock: Counted, profile: string): string | undefined {
  const promise = promises[profile]?.[clock.rule];
  if (promise === undefined) return undefined;
  const [count, unit] = promise;
  const on = walk(dayOf(clock.startedAt), count + clock.extended, unit);
  const { on: legal } = legalEnd(clock);
  return on < legal ? on : legal;
}

/** The first instant that is too late. */
export const endOf = (clock: Counted): number =>
  clock.rule === 'TL-11' ? clock.startedAt + 2 * 3_600_000 : startOf(dayAfter(legalEnd(clock).on));
