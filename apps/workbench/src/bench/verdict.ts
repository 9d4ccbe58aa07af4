import { type Layout } from '../system/system.js';
import { type CpuFigures } from './cpu-profile.js';
import { rounded } from './figures.rules.js';
import { type LivesFigures } from './lives/lives.js';
import { type PaperFigures } from './lives/papers.js';
import { type SpikeFigures } from './lives/spike.js';
import { type ReadFigures } from './reads.js';
import { type RegistrationFigures } from './registration.js';

export interface BenchFigures {
  readonly registration: readonly RegistrationFigures[];
  readonly reads: readonly ReadFigures[];
  readonly matters: { readonly small: number; readonly large: number };
  readonly idleMiB?: number | undefined;
  /** Of claims and of suggestions, each on few matters and on many. */
  readonly lives: readonly LivesFigures[];
  readonly spike?: SpikeFigures | undefined;
  readonly papers?: PaperFigures | undefined;
  readonly profiles: readonly CpuFigures[];
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
  lives: { perSecond: 40, p99: 150, ratio: 1.2 },
  backAfterSeconds: 10,
} as const;

export function demandsOn(figures: BenchFigures): Demand[] {
  const { registration, reads, idleMiB, spike } = figures;
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
    ...demandsOnLives(figures.lives.filter(({ turn }) => turn === 'executed')),
    // The shortest life is shown beside what others reach, and not demanded yet.
    ...figures.lives
      .filter(({ turn }) => turn === 'suggestion')
      .map(({ size, refused }) => atMost(`six steps, ${size}: refused`, refused, 0)),
    ...(spike === undefined
      ? []
      : [
          atMost('spike: refused', spike.refused, 0),
          atMost('spike: seconds until p99 is back', spike.backAfterSeconds, bounds.backAfterSeconds),
        ]),
    ...(idleMiB === undefined ? [] : [atMost('office: idle memory, MiB', idleMiB, bounds.idle)]),
  ];
}

function demandsOnLives(lives: readonly LivesFigures[]): Demand[] {
  const { perSecond: wanted, p99: slowest, ratio } = bounds.lives;
  const small = lives.find(({ size }) => size === 'small');
  const large = lives.find(({ size }) => size === 'large');
  return [
    ...lives.flatMap(({ size, perSecond, p99, refused }) => [
      atLeast(`lives, ${size}: closed a second`, perSecond.median, wanted),
      atMost(`lives, ${size}: p99 of a step, ms`, p99.median, slowest),
      atMost(`lives, ${size}: steps refused`, refused, 0),
    ]),
    ...(small === undefined || large === undefined
      ? []
      : [
          atMost(
            'lives: few matters to many, a second',
            rounded(small.perSecond.median / large.perSecond.median),
            ratio,
          ),
        ]),
  ];
}

function atLeast(claim: string, value: number, bound: number): Demand {
  return { claim, value, bound: `≥ ${bound}`, holds: value >= bound };
}

function atMost(claim: string, value: number, bound: number): Demand {
  return { claim, value, bound: `≤ ${bound}`, holds: value <= bound };
}
