import { dayNumberOf, dueOf, startOfDay, type WorkingDayCalendar } from '@huiyin/statute';

/** The first instant of a calendar day in Asia/Shanghai: from the day of receipt on the petitioner's windows count (R35). */
export function startOf(day: string): string {
  return startOfDay(dayNumberOf(day));
}

/**
 * R35 (TL-13) and SAT22 (TL-23): both windows start when the opinion is received, not when it is issued; the one to dispute the execution
 * (TL-51) when that is confirmed. A provisional last day (decision 0018) is not over: no right is lost by a guess.
 */
export function isWindowOver(
  rule: 'TL-13' | 'TL-23' | 'TL-51',
  servedOn: string,
  now: Date,
  calendar: WorkingDayCalendar,
): boolean {
  const { legal } = dueOf({ rule, startedAt: startOf(servedOn), calendar });
  return legal.explanation.provisionalIn === undefined && now.toISOString() >= legal.at;
}

/** The last day of a window of the petitioner, as a paper or a timeline tells it. */
export function lastDayOf(rule: 'TL-13' | 'TL-23', servedOn: string, calendar: WorkingDayCalendar): string {
  return dueOf({ rule, startedAt: startOf(servedOn), calendar }).legal.on;
}
