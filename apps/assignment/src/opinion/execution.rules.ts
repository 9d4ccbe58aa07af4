import { Problem } from '@huiyin/contracts';
import { civilDate, shanghaiDayOf, type WorkingDayCalendar } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';
import { refuseDayToCome } from './day.rules.js';
import { refuseRecused } from './officer.rules.js';
import { isWindowOver } from './window.rules.js';

/** R32 ¶2 (T35): only what the opinion supports is carried out. @returns the last day. @throws Problem `opinion-does-not-support`. */
export function executionDueOn(file: Pick<HandlingFile, 'hasSupported'>, days: number, now: Date): string {
  if (!file.hasSupported) throw new Problem('opinion-does-not-support');
  return civilDate(shanghaiDayOf(now) + days);
}

/**
 * R32 ¶2, R35 (T36): performance ends the matter where everything was supported; who got less than asked for keeps the whole review
 * window.
 * @throws Problem `officer-recused`, `validation-failed` for a day to come, `review-window-open`.
 */
export function refuseConfirming(
  file: HandlingFile,
  performedOn: string,
  officialId: string,
  now: Date,
  calendar: WorkingDayCalendar,
): void {
  refuseRecused(file, officialId);
  refuseDayToCome('performedOn', performedOn, now);
  if (file.finding === 'supported') return;
  if (file.servedOn === null || !isWindowOver('TL-13', file.servedOn, now, calendar))
    throw new Problem('review-window-open');
}

/** SD46(2) (T43): nobody asked for a review in time, and nothing is left to carry out. */
export function mayLapse(file: HandlingFile, now: Date, calendar: WorkingDayCalendar): boolean {
  if (file.state !== 'opinion_served' || file.servedOn === null || file.hasSupported) return false;
  return isWindowOver('TL-13', file.servedOn, now, calendar);
}

/** R22(3) (T34.1): only who got the matter by assignment owes the report, and owes it once. @throws Problem `not-assigned`. */
export function refuseReporting(file: Pick<HandlingFile, 'isAssigned' | 'hasClosingReport'>): void {
  if (!file.isAssigned || file.hasClosingReport) throw new Problem('not-assigned');
}
