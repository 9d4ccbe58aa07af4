import { civilDate, defaultCalendar, dueOf, type Profile, profiles, shanghaiDayOf } from '@huiyin/statute';

const calendar = defaultCalendar();
const known = new Map<string, { startedOn: string; legalDueOn: string; internalDueOn?: string }>();

/**
 * The dates that a receipt names: those the clock engine will hold the office to, from the same table and the same function.
 * Counted in days, so one answer serves every submission of a day.
 */
export function dueDates(
  rule: 'TL-01' | 'TL-02',
  profileId: string,
  receivedAt: Date,
): { startedOn: string; legalDueOn: string; internalDueOn?: string } {
  const startedOn = civilDate(shanghaiDayOf(receivedAt));
  const key = `${rule} ${profileId} ${startedOn}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const profile = (profiles as Readonly<Record<string, Profile>>)[profileId];
  const due = dueOf({ rule, startedAt: receivedAt, calendar, profile });
  const dates = {
    startedOn,
    legalDueOn: due.legal.on,
    ...(due.internal === undefined ? {} : { internalDueOn: due.internal.on }),
  };
  if (known.size > 1_000) known.clear();
  known.set(key, dates);
  return dates;
}
