import chineseDays from 'chinese-days';
import { type CalendarYear, type NamedDay } from './calendar-year.js';
import { civilDate, type DayNumber, firstDayOf } from './civil-date.js';
import { WorkingDayCalendar } from './working-days.js';

/** Names the edition of the table in every explanation; a test holds it equal to the pinned dependency. */
export const publishedEdition = 'chinese-days-1.5.7';

/**
 * The State Council's table of a year as the `chinese-days` package carries it (2004 onward), or undefined for a year
 * that it does not know: the notice for a year comes out in the autumn before.
 */
export function publishedYear(year: number): CalendarYear | undefined {
  const holidays: NamedDay[] = [];
  const makeUpWorkdays: NamedDay[] = [];
  for (let day = firstDayOf(year); day < firstDayOf(year + 1); day++) {
    const named = namedDay(day);
    if (named !== undefined) (named.works ? makeUpWorkdays : holidays).push({ on: named.on, name: named.name });
  }
  if (holidays.length === 0) return undefined;
  return { year, version: publishedEdition, holidays, makeUpWorkdays, published: true };
}

/** The published years, each replaced whole by an override of the same year where there is one. Others are provisional. */
export function defaultCalendar(overrides: readonly CalendarYear[] = []): WorkingDayCalendar {
  const byYear = new Map(overrides.map((table) => [table.year, table]));
  return new WorkingDayCalendar((year) => byYear.get(year) ?? publishedYear(year));
}

/** The package names a special day `English,中文,days`; an ordinary day has the English weekday and no comma. */
function namedDay(day: DayNumber): { on: string; name: string; works: boolean } | undefined {
  const on = civilDate(day);
  const detail = chineseDays.getDayDetail(on);
  const name = detail.name.split(',')[1];
  return name === undefined ? undefined : { on, name, works: detail.work };
}
