import fc from 'fast-check';
import { type CalendarYear, defaultCalendar, type TimeLimitId, timeLimit } from '@huiyin/statute';
import { recounted, startClock } from './clock.rules.js';
import { datesBy } from './dates.rules.js';

const msPerDay = 86_400_000;
const year = 2031;
const unpublished = datesBy(defaultCalendar());
const days = Array.from({ length: 365 }, (_, at) => new Date(Date.UTC(year, 0, 1) + at * msPerDay));
const isWeekend = (day: Date) => [0, 6].includes(day.getUTCDay());
const textOf = (day: Date) => ({ on: day.toISOString().slice(0, 10), name: '-' });
const someOf = (all: Date[]) => fc.array(fc.constantFrom(...all), { maxLength: 60 });
const anyNotice = fc
  .tuple(someOf(days.filter((day) => !isWeekend(day))), someOf(days.filter(isWeekend)))
  .map(([holidays, madeUp]): CalendarYear => {
    const version = 'notice';
    return { year, version, published: true, holidays: holidays.map(textOf), makeUpWorkdays: madeUp.map(textOf) };
  });

const rules: TimeLimitId[] = ['TL-01', 'TL-04', 'TL-05', 'TL-09', 'TL-13', 'TL-15', 'TL-23', 'TL-24', 'TL-47', 'TL-50'];
const anyStart = fc
  .integer({ min: 0, max: 440 })
  .map((at) => new Date(Date.UTC(year - 1, 9, 1, 2) + at * msPerDay).toISOString());

describe('counting again (CNT-8, decision 0018)', () => {
  it('R35: never brings a window of the petitioner forward; R23 ¶3: gives a duty the very day of the law', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules), anyStart, anyNotice, (rule, at, notice) => {
        const started = { kind: 'started', at, rule } as const;
        const parts = { clockId: 'c', matterId: 'm', isMain: true, unitId: 2, officerId: '-', started };
        const published = datesBy(defaultCalendar([notice]));
        const told = startClock(parts, unpublished);
        const { legal } = recounted(told, `${year}-01-01T00:00:00.000Z`, published);
        if (timeLimit(rule).holder === 'citizen') expect(legal.on >= told.legal.on).toBe(true);
        else expect(legal.on).toBe(startClock(parts, published).legal.on);
        expect(legal.explanation.toldOn).toBe(told.legal.on);
      }),
      { numRuns: 500 },
    );
  });
});
