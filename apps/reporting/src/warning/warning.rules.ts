import { clockStepReached, type ClockStepReached } from '@huiyin/contracts';
import { civilDate, isTimeLimitId, shanghaiDayOf, timeLimit } from '@huiyin/statute';
import { type Told } from '../line/told.rules.js';

export interface Warning {
  readonly matter_id: string;
  readonly clock_id: string;
  readonly measure: string;
  readonly due_on: string;
  readonly kind: string;
  readonly rule: string;
  readonly at: string;
  readonly unit_id: number;
  readonly officer_id: string;
}

/** The last step of each clock, measure and date in a batch (C.3). Nobody in an office must act on a petitioner's own time. */
export function warningsOf(events: readonly Told[]): Warning[] {
  const latest = new Map<string, Warning>();
  for (const { name, payload } of events) {
    if (name !== clockStepReached.name) continue;
    const reached = payload as ClockStepReached;
    if (!isDuty(reached.rule)) continue;
    const warning = warningOf(reached);
    const key = [warning.clock_id, warning.measure, warning.due_on].join('/');
    const known = latest.get(key);
    if (known === undefined || Date.parse(known.at) < Date.parse(warning.at)) latest.set(key, warning);
  }
  return [...latest.values()];
}

/** The last day that a step warns of. */
export function lastDayOf({ dueOn, at, step }: ClockStepReached): string {
  return dueOn ?? civilDate(shanghaiDayOf(at) - Number(step.slice(1)));
}

function isDuty(rule: string): boolean {
  return isTimeLimitId(rule) && timeLimit(rule).holder === 'office';
}

function warningOf(reached: ClockStepReached): Warning {
  const { matterId, clockId, measure, stepKind, rule, at, unitId, officerId } = reached;
  return {
    matter_id: matterId,
    clock_id: clockId,
    measure,
    due_on: lastDayOf(reached),
    kind: stepKind,
    rule,
    at,
    unit_id: unitId,
    officer_id: officerId,
  };
}
