import fc from 'fast-check';
import { type CalendarYear } from '../calendar/calendar-year.js';
import { civilDate, dayNumberOf, firstDayOf, weekdayOf } from '../calendar/civil-date.js';
import { calendarOf } from '../calendar/working-days.js';
import { type TimeLimitId, timeLimit, timeLimitIds } from '../limits/time-limit.js';
import { type Due, dueOf } from './due.js';
import { sideOf } from './rest-days.js';

/**
 * What decision 0018 promises of a provisional date, over every calendar that the State Council could lawfully publish: the days of HOL
 * Art. 2 that have a fixed date rest; any other weekday may be given free; any weekend may be made up.
 */
const year = 2031;
const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`);
const days = Array.from({ length: 365 }, (_, at) => civilDate(firstDayOf(year) + at));
const free = days.filter((on) => !fixed.includes(on));
const isWeekend = (on: string) => [0, 6].includes(weekdayOf(dayNumberOf(on)));
const weekdays = free.filter((on) => !isWeekend(on));
const weekends = free.filter(isWeekend);

const named = (on: string) => ({ on, name: '-' });
const table = (holidays: readonly string[], madeUp: readonly string[]): CalendarYear => ({
  year,
  version: 'notice',
  published: true,
  holidays: [...fixed, ...holidays].map(named),
  makeUpWorkdays: madeUp.map(named),
});
const someOf = (all: readonly string[]) => fc.array(fc.constantFrom(...all), { maxLength: 60 });
const anyNotice = fc.tuple(someOf(weekdays), someOf(weekends)).map(([rest, madeUp]) => table(rest, madeUp));
const withoutMakingUp = someOf(weekdays).map((rest) => table(rest, []));

/** Years around it whose notice is known, so that only the one year is in doubt; weekdays are what they are there. */
const around = [year - 2, year - 1, year + 1, year + 2, year + 3].map((known) => ({
  ...table([], []),
  year: known,
  holidays: [],
}));
const before = calendarOf(around);
const once = (notice: CalendarYear) => calendarOf([...around, notice]);

const bySide = (side: ReturnType<typeof sideOf>) =>
  timeLimitIds.filter((id) => id !== 'TL-07' && timeLimit(id).length.unit !== 'hour' && sideOf(timeLimit(id)) === side);
const startIn = (from: string, to: string) =>
  fc.integer({ min: dayNumberOf(from), max: dayNumberOf(to) }).map((day) => `${civilDate(day)}T10:00:00+08:00`);
const aroundTheTurn = startIn(`${year - 1}-10-01`, `${year}-12-31`);
const beforeTheYear = startIn(`${year - 1}-01-01`, `${year - 1}-12-31`);

const count = (rule: TimeLimitId, startedAt: string, calendar: ReturnType<typeof calendarOf>): Due =>
  dueOf({ rule, startedAt, calendar, asSetDays: 20 }).legal;

function always(
  rules: readonly TimeLimitId[],
  starts: fc.Arbitrary<string>,
  notices: fc.Arbitrary<CalendarYear>,
  holds: (told: Due, published: Due, notice: CalendarYear) => void,
): void {
  fc.assert(
    fc.property(fc.constantFrom(...rules), starts, notices, (rule, startedAt, notice) => {
      holds(count(rule, startedAt, before), count(rule, startedAt, once(notice)), notice);
    }),
    { numRuns: 1_000 },
  );
}

describe('a provisional date (decision 0018)', () => {
  test('R23 ¶3: a duty is never told a later day than the notice gives, where the notice has no weekend worked', () => {
    always(bySide('duty'), aroundTheTurn, withoutMakingUp, (told, published) => {
      expect(told.on <= published.on).toBe(true);
    });
  });

  test('R23 ¶3: with weekends worked, it is late by no more working days than weekend days were worked in between', () => {
    always(bySide('duty'), aroundTheTurn, anyNotice, (told, published, notice) => {
      const { startedOn } = told.explanation;
      const worked = new Set(notice.makeUpWorkdays.map(({ on }) => on).filter((on) => startedOn < on && on <= told.on));
      const between = days.filter((on) => published.on < on && on <= told.on && !isWeekend(on) && !fixed.includes(on));
      expect(between.length).toBeLessThanOrEqual(worked.size);
    });
  });

  test('R23 ¶3: it is late only where a weekend was worked, never else', () => {
    const worked = table([], [`${year}-03-08`]);
    const [told, published] = [before, once(worked)].map((by) => count('TL-04', `${year}-03-03T10:00:00+08:00`, by).on);
    expect([told, published]).toEqual([`${year}-03-10`, `${year}-03-08`]);
  });

  test('R35, R36, SAT22: a window that we close is never shorter than was told, whatever the notice says', () => {
    always(bySide('own-window'), beforeTheYear, anyNotice, (told, published) => {
      expect(told.on <= published.on).toBe(true);
    });
  });

  test('ARL20, ALL45, LDA27: a window that another body closes is never told longer than it is, whatever the notice says', () => {
    always(bySide('window-elsewhere'), startIn(`${year - 2}-01-01`, `${year}-12-31`), anyNotice, (told, published) => {
      expect(told.on <= published.on).toBe(true);
    });
  });

  test('says that it is provisional wherever a notice could move it', () => {
    always(
      timeLimitIds.filter((id) => id !== 'TL-07' && timeLimit(id).length.unit !== 'hour'),
      startIn(`${year - 2}-01-01`, `${year}-12-31`),
      anyNotice,
      (told, published) => {
        if (told.explanation.provisionalIn === undefined) expect(published.on).toBe(told.on);
        else expect(told.explanation.provisionalIn).toBe(year);
      },
    );
  });

  test('is certain once the year is published', () => {
    always(
      timeLimitIds.filter((id) => id !== 'TL-07'),
      startIn(`${year}-01-01`, `${year}-12-31`),
      anyNotice,
      (_, published) => {
        expect(published.explanation.provisionalIn).toBeUndefined();
      },
    );
  });
});
