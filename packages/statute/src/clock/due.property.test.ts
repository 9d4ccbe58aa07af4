import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { defaultCalendar } from '../calendar/published-years.js';
import { type TimeLimitId, timeLimit, timeLimitIds } from '../limits/time-limit.js';
import { dueOf } from './due.js';
import { profiles } from './profile.js';

/**
 * The oracle knows nothing of the package's arithmetic: it walks one day at a time on local calendar fields and asks
 * `chinese-days` about each day by itself.
 */
const lastKnownYear = 2026;

function nextDay(on: string): string {
  const date = new Date(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8)) + 1, 12);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** HOL Art. 2. */
const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
const isClosedHere = (rule: TimeLimitId) => ['window-closes', 'not-evaluated'].includes(timeLimit(rule).onExpiry);
const isPublished = (on: string) => Number(on.slice(0, 4)) <= lastKnownYear;

/** Decision 0018, read day by day. */
function works(on: string, rule: TimeLimitId, startedOn: string): boolean {
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const isElsewhere = timeLimit(rule).holder === 'citizen' && !isClosedHere(rule);
  if (!isPublished(on)) return !fixed.includes(on.slice(5)) && (isElsewhere || !isWeekend);
  if (isWeekend && isClosedHere(rule) && startedOn.slice(0, 4) < on.slice(0, 4)) return false;
  return chineseDays.isWorkday(on);
}

function oracle(rule: TimeLimitId, startedOn: string, count: number, paused: (on: string) => boolean): string {
  const { unit } = timeLimit(rule).length;
  let day = startedOn;
  if (unit === 'month' || unit === 'year') day = monthsLater(startedOn, unit === 'year' ? count * 12 : count);
  else {
    for (let left = unit === 'half-month' ? count * 15 : count; left > 0;) {
      day = nextDay(day);
      if (paused(day)) continue;
      if (unit !== 'working-day' || works(day, rule, startedOn)) left--;
    }
  }
  if (timeLimit(rule).rollOver) while (!works(day, rule, startedOn)) day = nextDay(day);
  return day;
}

function monthsLater(on: string, months: number): string {
  const dayOfMonth = on.slice(8);
  let day = on;
  for (let seen = 0; seen < months;) {
    day = nextDay(day);
    if (day.endsWith('-01')) seen++;
  }
  const month = day.slice(0, 7);
  while (day.slice(8) < dayOfMonth && nextDay(day).startsWith(month)) day = nextDay(day);
  return day;
}

const calendar = defaultCalendar();
const clocks = timeLimitIds.filter((id) => id !== 'TL-07' && timeLimit(id).length.unit !== 'hour');
const anyInstant = fc.date({
  min: new Date('2004-01-01T00:00:00Z'),
  max: new Date('2026-12-31T15:59:59Z'),
  noInvalidDate: true,
});
const shanghaiDate = (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

describe('every date from 2004 to 2026', () => {
  test('equals the day-by-day count, for every limit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clocks),
        anyInstant,
        fc.integer({ min: 1, max: 90 }),
        (rule, startedAt, asSetDays) => {
          const count = timeLimit(rule).length.count ?? asSetDays;
          const byOracle = oracle(rule, shanghaiDate(startedAt), count, () => false);
          expect(dueOf({ rule, startedAt, calendar, asSetDays }).legal.on).toBe(byOracle);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('equals the day-by-day count when the recheck is paused by hearings', () => {
    const pause = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(anyInstant, fc.array(pause, { maxLength: 4 }), (startedAt, spans) => {
        const startedOn = shanghaiDate(startedAt);
        const shift = (days: number) =>
          shanghaiDate(new Date(Date.parse(`${startedOn}T12:00:00Z`) + days * 86_400_000));
        const pauses = spans.map(([from, length]) => ({
          from: shift(from),
          to: shift(from + length),
          why: 'recheck-hearing' as const,
        }));
        const paused = (on: string) => pauses.some(({ from, to }) => from <= on && on <= to);
        expect(dueOf({ rule: 'TL-16', startedAt, calendar, pauses }).legal.on).toBe(
          oracle('TL-16', startedOn, 30, paused),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('accounts for each day between start and end: counted, skipped or paused', () => {
    const workingDayRules = clocks.filter((id) => timeLimit(id).length.unit === 'working-day');
    fc.assert(
      fc.property(fc.constantFrom(...workingDayRules), anyInstant, (rule, startedAt) => {
        const { on, explanation } = dueOf({ rule, startedAt, calendar }).legal;
        const span = (Date.parse(on) - Date.parse(explanation.startedOn)) / 86_400_000;
        expect(span).toBe(explanation.length + explanation.skipped.length);
        const known = explanation.skipped.filter((day) => isPublished(day.on));
        expect(known.every((day) => !chineseDays.isWorkday(day.on))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('a promise is never later than the law, and the law does not move for it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(profiles)),
        fc.constantFrom(...clocks),
        anyInstant,
        (profile, rule, startedAt) => {
          const { legal, internal } = dueOf({ rule, startedAt, calendar, profile, asSetDays: 20 });
          expect(legal).toEqual(dueOf({ rule, startedAt, calendar, asSetDays: 20 }).legal);
          expect((internal ?? legal).at <= legal.at).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('a longer extension never ends earlier', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 29 }), (startedAt, count) => {
        const approvedOn = shanghaiDate(startedAt);
        const end = (days: number) =>
          dueOf({ rule: 'TL-06', startedAt, calendar, extensions: [{ count: days, approvedOn }] }).legal.on;
        expect(end(count) < end(count + 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
