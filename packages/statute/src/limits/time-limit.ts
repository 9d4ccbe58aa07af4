import type { TimeLimit } from './limit-row.js';
import { officeLimits } from './office-limits.js';
import { petitionerLimits } from './petitioner-limits.js';
import { rhythmLimits } from './rhythm-limits.js';

export * from './limit-row.js';

/** All limits of the reference, part C.2. A dotted id (`TL-25.1`) is one of several periods that share a line there. */
export const timeLimits = { ...officeLimits, ...petitionerLimits, ...rhythmLimits } as const;

export type TimeLimitId = keyof typeof timeLimits;
export type TimeLimitSlug = (typeof timeLimits)[TimeLimitId]['slug'];

export const timeLimitIds = Object.keys(timeLimits) as readonly TimeLimitId[];

const rows: Readonly<Record<TimeLimitId, TimeLimit>> = timeLimits;

/** The row of one limit, in its general type. */
export function timeLimit(id: TimeLimitId): TimeLimit {
  return rows[id];
}

/** Clocks between offices, before which no petitioner has a date: shown to officials alone. */
export const limitsBetweenOffices: ReadonlySet<string> = new Set<TimeLimitId>([
  'TL-04',
  'TL-05',
  'TL-11',
  'TL-12',
  'TL-22',
  'TL-47',
]);

/** Narrows a stored or received text to a limit id. */
export function isTimeLimitId(text: string): text is TimeLimitId {
  return Object.hasOwn(timeLimits, text);
}
