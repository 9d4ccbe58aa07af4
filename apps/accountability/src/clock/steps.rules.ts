import { type TimeLimitId, type WarningKind, warningPoints } from '@huiyin/statute';
import { type Dates } from './dates.rules.js';

export type Measure = 'legal' | 'internal';

/** A warning point of domain C.3, against the legal or the internal date. */
export interface Step {
  readonly step: string;
  readonly kind: WarningKind;
  readonly measure: Measure;
  /** Last day that it warns of. A date that moves has its own steps. */
  readonly dueOn: string;
  /** Instant from which the step is reached, ISO 8601 in UTC. */
  readonly at: string;
}

/** All steps of a clock, earliest first. */
export function stepsOf(rule: TimeLimitId, dates: Dates): readonly Step[] {
  const legal = pointsOf('legal', rule, dates.legal);
  if (dates.internal === undefined) return legal;
  return [...legal, ...pointsOf('internal', rule, dates.internal)].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
}

function pointsOf(measure: Measure, rule: TimeLimitId, due: Dates['legal']): Step[] {
  return warningPoints(due, rule).map(({ step, kind, at }) => ({ step, kind, measure, dueOn: due.on, at }));
}

/** Steps from the one that was waited for up to `now`, both included: after an outage all that were missed. */
export function stepsReached(steps: readonly Step[], waitedFor: Date, now: Date): readonly Step[] {
  return steps.filter(({ at }) => Date.parse(at) >= waitedFor.getTime() && Date.parse(at) <= now.getTime());
}

export function stepAfter(steps: readonly Step[], now: Date): Step | undefined {
  return steps.find(({ at }) => Date.parse(at) > now.getTime());
}

/**
 * The step to wait for once the dates have moved at `movedAt`: warnings whose time had passed by then would warn of nothing, but
 * what follows expiry is said whenever it comes.
 */
export function stepAfterMove(steps: readonly Step[], movedAt: string): Step | undefined {
  return steps.find(({ at, kind }) => isAfterExpiry(kind) || Date.parse(at) > Date.parse(movedAt));
}

function isAfterExpiry(kind: WarningKind): boolean {
  return kind !== 'warn' && kind !== 'due-today';
}
