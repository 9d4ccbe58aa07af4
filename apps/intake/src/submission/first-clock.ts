import { Problem } from '@huiyin/contracts';
import {
  civilDate,
  defaultCalendar,
  dueOf,
  type Profile,
  profiles,
  shanghaiDayOf,
  StatuteError,
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
 * @throws Problem `calendar-not-published` for working days of a year without a table.
 */
export function dueDates(rule: TimeLimitId, profileId: string, startedAt: Date, asSetDays?: number): DueDates {
  const startedOn = civilDate(shanghaiDayOf(startedAt));
  const key = `${rule} ${profileId} ${startedOn} ${asSetDays ?? ''}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const profile = (profiles as Readonly<Record<string, Profile>>)[profileId];
  const due = lawfulDue({ rule, startedAt, calendar, profile, asSetDays });
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

function lawfulDue(order: Parameters<typeof dueOf>[0]): ReturnType<typeof dueOf> {
  try {
    return dueOf(order);
  } catch (error) {
    if (error instanceof StatuteError && error.code === 'calendar-not-published')
      throw new Problem('calendar-not-published');
    throw error;
  }
}
