import {
  type ClockSnapshot,
  clocksChanged,
  type ClocksChanged,
  clockStepReached,
  type ClockStepReached,
} from '@huiyin/contracts';
import { limitsBetweenOffices } from '@huiyin/statute';
import { type Step, type Told } from '../line/told.rules.js';
import { lastDayOf } from '../warning/warning.rules.js';

/** The highest version of each clock in a batch. */
export function latestClocks(events: readonly Told[]): ClockSnapshot[] {
  const latest = new Map<string, ClockSnapshot>();
  for (const { name, payload } of events) {
    if (name !== clocksChanged.name) continue;
    for (const clock of (payload as ClocksChanged).clocks) {
      if ((latest.get(clock.clockId)?.clockVersion ?? -1) < clock.clockVersion) latest.set(clock.clockId, clock);
    }
  }
  return [...latest.values()];
}

/** Steps of the law that the petitioner is told (C.3): the last day, and that it is over. Warnings are the office's own. */
export function citizenSteps(events: readonly Told[]): Step[] {
  return events
    .filter(({ name }) => name === clockStepReached.name)
    .map(({ payload }) => payload as ClockStepReached)
    .filter((reached) => reached.measure === 'legal' && ['due-today', 'overdue'].includes(reached.stepKind))
    .map((reached) => ({
      matter_id: reached.matterId,
      key: `${reached.clockId}/${reached.step}/${lastDayOf(reached)}`,
      step: reached.stepKind,
      at: reached.at,
      values: { clock: reached.rule, on: lastDayOf(reached) },
      is_internal: limitsBetweenOffices.has(reached.rule),
    }));
}
