import { civilDate, dayNumberOf, startOfDay } from '../calendar/civil-date.js';
import { type ExpiryEffect, type TimeLimit, type TimeLimitId, timeLimit } from '../limits/time-limit.js';
import type { Due } from './due.js';

export type WarningKind =
  'warn' | 'due-today' | 'overdue' | 'risk-reminder-draft' | 'accountability-proposal-draft' | 'window-over';

export interface WarningPoint {
  /** `T-5` five days before the last day, `T` that day, `T+1` the day after it. */
  readonly step: 'T' | `T-${number}` | `T+${number}`;
  /** The first instant of that day in Asia/Shanghai, in UTC; for hours, the instant of expiry. */
  readonly at: string;
  readonly kind: WarningKind;
}

/** After expiry, C.3. The drafts are prepared by the system and issued by people. */
const afterExpiry = [
  [1, 'overdue'],
  [5, 'risk-reminder-draft'],
  [15, 'accountability-proposal-draft'],
] as const satisfies readonly (readonly [number, WarningKind])[];

/** How a citizen's window ends: something follows from it by itself, and nobody is late. */
const endings: readonly ExpiryEffect[] = ['window-closes', 'right-lost', 'not-evaluated'];

/**
 * The points at which a clock speaks up, earliest first (C.3, design; calendar days). A citizen's window warns, says when
 * it ends and that it is over, but accuses nobody; another body's period is only shown and has no points. While
 * the date is provisional no window is over and no draft is due: no right is lost by a guess, and nobody is accused by one.
 */
export function warningPoints(due: Due, rule: TimeLimitId): readonly WarningPoint[] {
  const row = timeLimit(rule);
  if (row.holder === 'informational') return [];
  if (due.explanation.unit === 'hour') return [{ step: 'T', at: due.at, kind: 'overdue' }];
  const last = dayNumberOf(due.on);
  const startedOn = due.explanation.startedOn;
  const point = (offset: number, kind: WarningKind): WarningPoint => ({
    step: offset === 0 ? 'T' : offset < 0 ? `T-${-offset}` : `T+${offset}`,
    at: startOfDay(last + offset),
    kind,
  });
  const isCertain = due.explanation.provisionalIn === undefined;
  const before = warnDays(due, row).filter((days) => civilDate(last - days) > startedOn);
  return [
    ...before.map((days) => point(-days, 'warn')),
    point(0, 'due-today'),
    ...(isDuty(row) ? afterExpiry : [])
      .filter(([, kind]) => isCertain || kind === 'overdue')
      .map(([days, kind]) => point(days, kind)),
    ...(isWindow(row) && isCertain ? [point(1, 'window-over')] : []),
  ];
}

/** The earliest point after `now` (milliseconds or Date), or undefined when all have passed. */
export function nextWarning(points: readonly WarningPoint[], now: Date | number): WarningPoint | undefined {
  const instant = new Date(now).toISOString();
  return points.find((point) => point.at > instant);
}

/** C.3 names lengths of thirty and more, of fifteen, and of five and less; between them the shorter list is used. */
function warnDays(due: Due, row: TimeLimit): readonly number[] {
  if (row.warnDaysBefore !== undefined) return [row.warnDaysBefore, 10, 5, 1];
  const { length, unit } = due.explanation;
  if (unit === 'month' || unit === 'year' || length >= 30) return [10, 5, 1];
  if (unit === 'half-month' || length >= 15) return [5, 2];
  return length > 5 ? [2] : [1];
}

function isWindow(row: TimeLimit): boolean {
  return row.holder === 'citizen' && endings.includes(row.onExpiry);
}

function isDuty(row: TimeLimit): boolean {
  return row.holder === 'office' && row.onExpiry !== 'reminder' && row.onExpiry !== 'may-be-destroyed';
}
