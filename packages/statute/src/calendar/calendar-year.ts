import { type CivilDate } from './civil-date.js';

export interface NamedDay {
  readonly on: CivilDate;
  readonly name: string;
}

/**
 * One year of the State Council's notice, or of a county's own correction of it (a local minority holiday, HOL Art. 4).
 * A table replaces the whole year. With `published: false` it is a draft: the year is counted as one without a table.
 */
export interface CalendarYear {
  readonly year: number;
  readonly version: string;
  readonly holidays: readonly NamedDay[];
  readonly makeUpWorkdays: readonly NamedDay[];
  readonly published: boolean;
}
