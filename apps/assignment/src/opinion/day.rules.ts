import { Problem } from '@huiyin/contracts';
import { civilDate, dayNumberOf, shanghaiDayOf, StatuteError } from '@huiyin/statute';

/** A day of the calendar that somebody typed. @throws Problem `validation-failed` for one that there is not, such as 30 February. */
export function refuseNoDay(field: string, day: string): void {
  try {
    dayNumberOf(day);
  } catch (error) {
    if (!(error instanceof StatuteError)) throw error;
    throw new Problem('validation-failed', {}, [{ field, rule: 'isDay' }]);
  }
}

/** What has happened, happened today in Shanghai at the latest. @throws Problem `validation-failed`. */
export function refuseDayToCome(field: string, day: string, now: Date): void {
  refuseNoDay(field, day);
  if (day > civilDate(shanghaiDayOf(now))) throw new Problem('validation-failed', {}, [{ field, rule: 'isNotToCome' }]);
}
