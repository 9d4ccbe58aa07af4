import { type Layout } from '../system/system.js';
import { type CpuFigures } from './cpu-profile.js';
import { type ReadFigures } from './reads.js';
import { type RegistrationFigures } from './registration.js';

export interface BenchFigures {
  readonly registration: readonly RegistrationFigures[];
  readonly reads: readonly ReadFigures[];
  readonly matters: { readonly small: number; readonly large: number };
  readonly idleMiB?: number | undefined;
  readonly profile?: CpuFigures | undefined;
}

export interface Demand {
  readonly claim: string;
  readonly value: number;
  readonly bound: string;
  readonly holds: boolean;
}

/** What the product has to reach: percent of the limit, milliseconds, times, MiB. */
const bounds = {
  ofLimit: { office: 20, services: 12 } satisfies Record<Layout, number>,
  p99: 60,
  read: 50,
  ratio: 1.5,
  idle: 600,
} as const;

export function demandsOn(figures: BenchFigures): Demand[] {
  const { registration, reads, idleMiB } = figures;
  return [
    ...registration.flatMap(({ layout, ofLimit, p99, refused }) => [
      atLeast(`${layout}: registrations, percent of PostgreSQL's limit`, ofLimit.median, bounds.ofLimit[layout]),
      atMost(`${layout}: registration p99, ms`, p99.median, bounds.p99),
      atMost(`${layout}: registrations refused`, refused, 0),
    ]),
    ...reads.flatMap(({ name, small, large, ratio, refused }) => [
      atMost(`${name}: p95, ms`, Math.max(small.median, large.median), bounds.read),
      atMost(`${name}: many matters to few, p95`, ratio, bounds.ratio),
      atMost(`${name}: refused`, refused, 0),
    ]),
    ...(idleMiB === undefined ? [] : [atMost('office: idle memory, MiB', idleMiB, bounds.idle)]),
  ];
}

function atLeast(claim: string, value: number, bound: number): Demand {
  return { claim, value, bound: `≥ ${bound}`, holds: value >= bound };
}

function atMost(claim: string, value: number, bound: number): Demand {
  return { claim, value, bound: `≤ ${bound}`, holds: value <= bound };
}
