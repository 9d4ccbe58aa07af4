import { type CalendarYear } from './calendar-year.js';

/** Stands in the edition of every explanation that counted in a year whose notice is not known. */
export const provisionalEdition = 'provisional';

/**
 * HOL Art. 2 (in force since 1 January 2025): the holidays that the law itself puts on a day of the solar year. Whatever the State
 * Council's notice says, these are days of rest. Those of the lunar year and of Qingming are left out: nobody here reckons them.
 */
const fixedByLaw = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/**
 * What is certain of a year whose notice is not known: weekends, and the holidays that the law fixes by date. A matter is counted by
 * this until the notice comes, and never refused for want of one (decision 0018).
 */
export function unpublishedYear(year: number): CalendarYear {
  const holidays = fixedByLaw.map(([day, name]) => ({ on: `${year}-${day}`, name }));
  return { year, version: provisionalEdition, holidays, makeUpWorkdays: [], published: false };
}
