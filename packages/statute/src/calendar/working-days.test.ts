import { readFileSync } from 'node:fs';
import { StatuteError } from '../refusal.js';
import { civilDate, dayNumberOf, shanghaiDayOf } from './civil-date.js';
import { defaultCalendar, publishedEdition } from './published-years.js';
import { provisionalEdition } from './unpublished-year.js';
import { addWorkingDays, calendarOf, isWorkingDay } from './working-days.js';

const calendar = defaultCalendar();

describe('the working-day calendar', () => {
  test.each([
    ['2026-10-10', true, 'a Saturday made up for National Day'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-08', true, 'the first Thursday after National Day'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2026-02-14', true, 'a Saturday made up for Spring Festival'],
    ['2026-02-23', false, 'the last day of Spring Festival'],
    ['2024-02-09', true, 'the eve of 2024, on which rest was only encouraged'],
    ['2004-05-08', true, 'a Saturday made up in 2004'],
  ])('%s works: %s (%s)', (on, works) => {
    expect(isWorkingDay(calendar, on)).toBe(works);
  });

  test('the first working day after 30 September 2026 is 8 October', () => {
    expect(addWorkingDays(calendar, '2026-09-30', 1)).toBe('2026-10-08');
    expect(addWorkingDays(calendar, '2026-10-08', -1)).toBe('2026-09-30');
  });

  test('a table of the county replaces the published year whole', () => {
    const corrected = defaultCalendar([
      {
        year: 2026,
        version: 'county-2',
        published: true,
        holidays: [{ on: '2026-03-03', name: '三月三' }],
        makeUpWorkdays: [],
      },
    ]);
    expect(isWorkingDay(corrected, '2026-03-03')).toBe(false);
    expect(isWorkingDay(corrected, '2026-10-01')).toBe(true);
    expect(isWorkingDay(corrected, '2025-10-01')).toBe(false);
    expect(corrected.versionOf(2026)).toBe('county-2');
  });

  test('a draft of the county counts as no table, although the package knows the year', () => {
    const draft = { year: 2026, version: 'draft', published: false, holidays: [], makeUpWorkdays: [] };
    const drafted = defaultCalendar([draft]);
    expect([drafted.versionOf(2026), isWorkingDay(drafted, '2026-02-23')]).toEqual([provisionalEdition, true]);
  });

  test('refuses a table that names a day of another year', () => {
    const wrong = calendarOf([
      {
        year: 2026,
        version: '1',
        published: true,
        holidays: [{ on: '2025-10-01', name: '国庆节' }],
        makeUpWorkdays: [],
      },
    ]);
    expect(catchRefusal(() => isWorkingDay(wrong, '2026-03-03'))?.code).toBe('date-not-valid');
  });

  test('names the edition that is pinned in package.json', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(publishedEdition).toBe(`chinese-days-${manifest.dependencies['chinese-days']}`);
  });
});

describe('civil dates', () => {
  test.each(['2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-10-1x', '２０２６-01-01'])(
    'refuses %j as no real day',
    (date) => {
      expect(catchRefusal(() => dayNumberOf(date))?.code).toBe('date-not-valid');
    },
  );

  test('an instant belongs to the day that it has in Shanghai, not in London', () => {
    expect(civilDate(shanghaiDayOf('2026-09-30T15:59:59.999Z'))).toBe('2026-09-30');
    expect(civilDate(shanghaiDayOf('2026-09-30T16:00:00Z'))).toBe('2026-10-01');
    expect(civilDate(shanghaiDayOf('2026-10-01T00:00:00+08:00'))).toBe('2026-10-01');
  });
});

function catchRefusal(work: () => unknown): StatuteError | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof StatuteError) return error;
    throw error;
  }
  return undefined;
}

describe('a year without a calendar', () => {
  test('says so', () => {
    expect([2026, 2087].map((year) => calendar.isPublished(year))).toEqual([true, false]);
    expect(calendar.versionOf(2087)).toBe(provisionalEdition);
  });

  test.each([
    ['2087-01-01', false, '元旦'],
    ['2087-05-01', false, '劳动节'],
    ['2087-05-02', false, '劳动节'],
    ['2087-10-01', false, '国庆节'],
    ['2087-10-02', false, '国庆节'],
    ['2087-10-03', false, '国庆节'],
    ['2087-05-05', true, 'a Monday that a notice may yet give free'],
    ['2087-03-01', false, 'a Saturday that a notice may yet have worked'],
    ['2087-04-04', true, 'Qingming, which nobody here reckons'],
  ])('HOL Art. 2: %s works: %s (%s)', (on, works) => {
    expect(isWorkingDay(calendar, on)).toBe(works);
  });

  test('HOL Art. 2: every notice since the law of 2025 keeps the days that it fixes', () => {
    const years = [2025, 2026];
    for (const year of years)
      for (const day of ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])
        expect([`${year}-${day}`, isWorkingDay(calendar, `${year}-${day}`)]).toEqual([`${year}-${day}`, false]);
  });
});
