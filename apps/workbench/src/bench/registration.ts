import { type BenchSystem } from './bench-system.js';
import { drained } from './drained.js';
import { rounded, type Spread, spreadOf } from './figures.rules.js';
import { whileFrozen } from './frozen.js';
import { Limit } from './limit.js';
import { type LoadResult } from './load-order.js';
import { type LoadProcess } from './load-process.js';
import { type Layout } from '../system/system.js';

export interface RegistrationRound extends LoadResult {
  readonly limitPerSecond: number;
  readonly ofLimit: number;
  /** Seconds from the last answer until every event was sent and every matter had its clock and its line. */
  readonly drainSeconds: number;
  /** Registrations a second when that time is counted in. */
  readonly sustainedPerSecond: number;
}

export interface RegistrationFigures {
  readonly layout: Layout;
  readonly rounds: readonly RegistrationRound[];
  readonly perSecond: Spread;
  readonly limitPerSecond: Spread;
  readonly ofLimit: Spread;
  readonly sustainedPerSecond: Spread;
  readonly drainSeconds: Spread;
  readonly p50: Spread;
  readonly p99: Spread;
  readonly refused: number;
}

export interface RegistrationPlan {
  readonly root: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly log: (line: string) => void;
}

const warmSeconds = 3;

/** Rounds in turn: each layout, and on its own server the limit. Whoever is not measured is held still. */
export async function measureRegistration(
  systems: readonly BenchSystem[],
  load: LoadProcess,
  plan: RegistrationPlan,
): Promise<RegistrationFigures[]> {
  const all = systems.flatMap((one) => one.pids());
  const limits = new Map<Layout, Limit>();
  for (const one of systems) {
    await httpRound(one, load, { ...plan, seconds: warmSeconds });
    limits.set(one.layout, await prepareLimit(one, plan));
  }
  const rounds = new Map<Layout, RegistrationRound[]>(systems.map((one) => [one.layout, []]));
  for (let nth = 1; nth <= plan.rounds; nth++) {
    for (const one of systems) {
      const idle = systems.filter((other) => other !== one).flatMap((other) => other.pids());
      const http = await whileFrozen(idle, () => httpRound(one, load, plan));
      const limit = await whileFrozen(all, async () => {
        await one.books.query('checkpoint');
        return limits.get(one.layout)?.round(plan.seconds);
      });
      const limitPerSecond = limit?.perSecond ?? Number.NaN;
      const round = {
        ...http,
        limitPerSecond: rounded(limitPerSecond),
        ofLimit: rounded((100 * http.perSecond) / limitPerSecond),
      };
      rounds.get(one.layout)?.push(round);
      plan.log(lineOf(one.layout, nth, round));
    }
  }
  return systems.map((one) => figuresOf(one.layout, rounds.get(one.layout) ?? []));
}

async function prepareLimit({ books, system }: BenchSystem, { root, log }: RegistrationPlan): Promise<Limit> {
  const { adminUrl, secretsFolder, local } = system;
  return Limit.prepare({ root, books, adminUrl, secretsFolder, folder: local.folder, log });
}

async function httpRound(
  one: BenchSystem,
  load: LoadProcess,
  { seconds, connections }: RegistrationPlan,
): Promise<Omit<RegistrationRound, 'limitPerSecond' | 'ofLimit'>> {
  await one.books.query('checkpoint');
  const result = await load.run({ url: one.system.gatewayUrl, seconds, connections, requests: 'petitions' });
  const drainSeconds = await drained(one.books);
  const sustainedPerSecond = rounded(result.answered / (result.seconds + drainSeconds));
  return { ...result, drainSeconds: rounded(drainSeconds), sustainedPerSecond };
}

function lineOf(layout: Layout, nth: number, round: RegistrationRound): string {
  const { perSecond, limitPerSecond, ofLimit, p50, p99, drainSeconds, refused } = round;
  const bad = Object.keys(refused).length === 0 ? '' : ` refused ${JSON.stringify(refused)}`;
  return `${layout} round ${nth}: ${perSecond}/s of ${limitPerSecond}/s = ${ofLimit} %, p50 ${p50} ms, p99 ${p99} ms, drained in ${drainSeconds} s${bad}`;
}

function figuresOf(layout: Layout, rounds: readonly RegistrationRound[]): RegistrationFigures {
  const spread = (of: (round: RegistrationRound) => number) => spreadOf(rounds.map(of));
  return {
    layout,
    rounds,
    perSecond: spread((round) => round.perSecond),
    limitPerSecond: spread((round) => round.limitPerSecond),
    ofLimit: spread((round) => round.ofLimit),
    sustainedPerSecond: spread((round) => round.sustainedPerSecond),
    drainSeconds: spread((round) => round.drainSeconds),
    p50: spread((round) => round.p50),
    p99: spread((round) => round.p99),
    refused: rounds.flatMap((round) => Object.values(round.refused)).reduce((sum, n) => sum + n, 0),
  };
}
