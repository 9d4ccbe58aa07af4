import { StatuteError } from '../refusal.js';
import { type CalendarYear, type NamedDay } from './calendar-year.js';
import {
  type CivilDate,
  civilDate,
  type DayNumber,
  dayNumberOf,
  firstDayOf,
  partsOf,
  weekdayOf,
} from './civil-date.js';
import { unpublishedYear } from './unpublished-year.js';

export type DayKind = 'working' | 'weekend' | 'holiday' | 'make-up';

interface YearOfDays {
  readonly version: string;
  readonly isPublished: boolean;
  readonly first: DayNumber;
  readonly kinds: readonly DayKind[];
  readonly names: ReadonlyMap<DayNumber, string>;
}

/** Where a calendar looks its years up; a year without a table is a year that was not published. */
export type YearSource = (year: number) => CalendarYear | undefined;

/**
 * Answers for one day whether offices work on it. Years are unfolded once, on first use. In a year without a published table it
 * answers by what is certain of it (`unpublishedYear`): whoever counts there says so.
 */
export class WorkingDayCalendar {
  private readonly years = new Map<number, YearOfDays>();

  constructor(private readonly source: YearSource) {}

  /** True when the year has a published table: only then is each working day known. */
  isPublished(year: number): boolean {
    return this.yearOf(year).isPublished;
  }

  /** Version of the year's table, or `provisional`. */
  versionOf(year: number): string {
    return this.yearOf(year).version;
  }

  kindOf(day: DayNumber): DayKind {
    const days = this.yearOf(partsOf(day).year);
    return days.kinds[day - days.first] as DayKind;
  }

  /** Name of the holiday, or of the holiday for which the day is made up; undefined on ordinary days. */
  nameOf(day: DayNumber): string | undefined {
    return this.yearOf(partsOf(day).year).names.get(day);
  }

  private yearOf(year: number): YearOfDays {
    let days = this.years.get(year);
    if (days === undefined) {
      const table = this.source(year);
      days = unfold(table?.published === true ? table : unpublishedYear(year));
      this.years.set(year, days);
    }
    return days;
  }
}

/** A calendar of exactly these years. A later table of the same year wins. */
export function calendarOf(tables: readonly CalendarYear[]): WorkingDayCalendar {
  const byYear = new Map(tables.map((table) => [table.year, table]));
  return new WorkingDayCalendar((year) => byYear.get(year));
}

/** True on working and make-up days; in a year that is not published, as far as is known. */
export function isWorkingDay(calendar: WorkingDayCalendar, on: CivilDate): boolean {
  return worksOn(calendar.kindOf(dayNumberOf(on)));
}

/** The `count`-th working day after `from` (before it when negative); `from` is not counted. */
export function addWorkingDays(calendar: WorkingDayCalendar, from: CivilDate, count: number): CivilDate {
  const step = count < 0 ? -1 : 1;
  let day = dayNumberOf(from);
  for (let left = Math.abs(count); left > 0;) {
    day += step;
    if (worksOn(calendar.kindOf(day))) left--;
  }
  return civilDate(day);
}

export function worksOn(kind: DayKind): boolean {
  return kind === 'working' || kind === 'make-up';
}

function unfold(table: CalendarYear): YearOfDays {
  const first = firstDayOf(table.year);
  const kinds: DayKind[] = [];
  for (let day = first; day < firstDayOf(table.year + 1); day++) {
    const weekday = weekdayOf(day);
    kinds.push(weekday === 0 || weekday === 6 ? 'weekend' : 'working');
  }
  const names = new Map<DayNumber, string>();
  const mark = (days: readonly NamedDay[], kind: DayKind) => {
    for (const { on, name } of days) {
      const day = dayNumberOf(on);
      if (kinds[day - first] === undefined) throw new StatuteError('date-not-valid', { date: on, year: table.year });
      kinds[day - first] = kind;
      names.set(day, name);
    }
  };
  mark(table.holidays, 'holiday');
  mark(table.makeUpWorkdays, 'make-up');
  return { version: table.version, isPublished: table.published, first, kinds, names };
}
