import { readFileSync } from 'node:fs';
import { StatuteError } from '../refusal.js';
import { civilDate, dayNumberOf, shanghaiDayOf } from './civil-date.js';
import { defaultCalendar, provisionalCalendar, publishedEdition } from './published-years.js';
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

  test('refuses a year whose calendar is not published instead of guessing', () => {
    const refusal = catchRefusal(() => isWorkingDay(calendar, '2027-03-01'));
    expect(refusal).toMatchObject({ code: 'calendar-not-published', detail: { year: 2027 } });
    expect(catchRefusal(() => addWorkingDays(calendar, '2026-12-31', 1))?.code).toBe('calendar-not-published');
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

  test('a year that the county marks as not published is refused although the package knows it', () => {
    const draft = { year: 2026, version: 'draft', published: false, holidays: [], makeUpWorkdays: [] };
    expect(catchRefusal(() => isWorkingDay(defaultCalendar([draft]), '2026-03-03'))?.code).toBe(
      'calendar-not-published',
    );
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

describe('a provisional calendar', () => {
  const provisional = provisionalCalendar();

  test('is the published one where there is one', () => {
    expect([provisional.versionOf(2026), isWorkingDay(provisional, '2026-10-01')]).toEqual([publishedEdition, false]);
  });

  test('works from Monday to Friday in a year without one, and says so', () => {
    expect(provisional.versionOf(2087)).toBe('weekdays');
    expect(addWorkingDays(provisional, '2087-03-03', 5)).toBe('2087-03-10');
  });
});
