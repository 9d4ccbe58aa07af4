import {
  civilDate,
  defaultCalendar,
  dueOf,
  type Profile,
  profiles,
  shanghaiDayOf,
  type TimeLimitId,
} from '@huiyin/statute';

const calendar = defaultCalendar();

export interface DueDates {
  readonly startedOn: string;
  readonly legalDueOn: string;
  /** The first instant that is too late. */
  readonly legalDueAt: string;
  readonly internalDueOn?: string;
}
const known = new Map<string, DueDates>();

/**
 * The dates that a paper names: those the clock engine will hold the office to, from the same table and the same function.
 * Counted in days, so one answer serves everything of a day. `asSetDays`: calendar days that the paper itself sets.
 * Provisional in a year whose working days are not published (decision 0018).
 */
export function dueDates(rule: TimeLimitId, profileId: string, startedAt: Date, asSetDays?: number): DueDates {
  const startedOn = civilDate(shanghaiDayOf(startedAt));
  const key = `${rule} ${profileId} ${startedOn} ${asSetDays ?? ''}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const profile = (profiles as Readonly<Record<string, Profile>>)[profileId];
  const due = dueOf({ rule, startedAt, calendar, profile, asSetDays });
  const dates = {
    startedOn,
    legalDueOn: due.legal.on,
    legalDueAt: due.legal.at,
    ...(due.internal === undefined ? {} : { internalDueOn: due.internal.on }),
  };
  if (known.size > 1_000) known.clear();
  known.set(key, dates);
  return dates;
}

/**
 * R23 ¶3: the first instant that is too late for an objection to what was offered, as the calendar says now. The date that the offer
 * carries may have been provisional, and the clock that runs beside it is counted again once the year is published (decision 0018).
 */
export function objectionDueAt({ offeredAt }: { readonly offeredAt: Date }): Date {
  return new Date(dueDates('TL-04', 'national', offeredAt).legalDueAt);
}
