import { setTimeout as sleep } from 'node:timers/promises';
import { type Books } from '../../books.js';
import { type BenchSystem } from '../bench-system.js';
import { rounded, type Spread, spreadOf } from '../figures.rules.js';
import { whileFrozen } from '../frozen.js';
import { Limit } from '../limit.js';
import { type LoadProcess } from '../load-process.js';
import { papersWaiting, settled } from './backlog.js';
import { type LivesOrder, type LivesResult } from './lives-order.js';

/** Seconds in which every stage of a life is reached before anything is counted. */
const warmSeconds = 4;
const windowSeconds = 2;
/** Seconds for which PostgreSQL alone is measured beside each round. */
const limitSeconds = 3;
/** Seconds for which the rendering of what was left behind is watched. */
const watchedSeconds = 3;

export interface LivesRound extends LivesResult {
  /** Papers that the round issued and left unrendered, how many a second come after it, and seconds until all would be there. */
  readonly papersLeft: number;
  readonly renderedPerSecond: number;
  readonly drainSeconds: number;
  /** Registrations a second that PostgreSQL alone could write then, and the round's steps in percent of it. */
  readonly limitPerSecond: number;
  readonly stepsOfLimit: number;
}

export interface LivesFigures {
  readonly turn: LivesOrder['turn'];
  readonly size: 'small' | 'large';
  readonly rounds: readonly LivesRound[];
  readonly perSecond: Spread;
  readonly stepsPerSecond: Spread;
  readonly stepsOfLimit: Spread;
  readonly p50: Spread;
  readonly p99: Spread;
  /** The step with the highest p99 of all rounds. */
  readonly worst: { readonly step: string; readonly p99: number };
  readonly notYet: number;
  readonly refused: number;
  readonly papersLeft: Spread;
  readonly renderedPerSecond: Spread;
  readonly drainSeconds: Spread;
}

export interface LivesPlan {
  readonly root: string;
  readonly turn: LivesOrder['turn'];
  readonly rounds: number;
  readonly seconds: number;
  readonly lanes: number;
  readonly log: (line: string) => void;
}

/** Rounds in turn on few matters and on many, and beside each what PostgreSQL could do. Whoever is not measured is held still. */
export async function measureLives(
  systems: { readonly small: BenchSystem; readonly large: BenchSystem },
  load: LoadProcess,
  plan: LivesPlan,
): Promise<LivesFigures[]> {
  const rounds = { small: [] as LivesRound[], large: [] as LivesRound[] };
  const all = [...systems.small.pids(), ...systems.large.pids()];
  let limit: Limit | undefined;
  // The first pass is for sessions, caches and the compiler and counts for nothing.
  for (let nth = 0; nth <= plan.rounds; nth++) {
    for (const size of ['small', 'large'] as const) {
      const other = systems[size === 'small' ? 'large' : 'small'];
      const round = await whileFrozen(other.pids(), () => oneRound(systems[size], load, plan));
      // It imitates a registration, so that there must be one.
      limit ??= await prepareLimit(systems.small, plan);
      if (nth === 0) continue;
      const { perSecond } = await whileFrozen(all, () => limitRound(systems.small, limit as Limit));
      const beside = { limitPerSecond: perSecond, stepsOfLimit: rounded((100 * round.stepsPerSecond) / perSecond) };
      rounds[size].push({ ...round, ...beside });
      plan.log(`${plan.turn}, ${size}, round ${nth}: ${lineOf({ ...round, ...beside })}`);
    }
  }
  return (['small', 'large'] as const).map((size) => figuresOf(plan.turn, size, rounds[size]));
}

async function prepareLimit({ books, system }: BenchSystem, { root, log }: LivesPlan): Promise<Limit> {
  const { adminUrl, secretsFolder, local } = system;
  return Limit.prepare({ root, books, adminUrl, secretsFolder, folder: local.folder, log });
}

async function limitRound({ books }: BenchSystem, limit: Limit) {
  await books.query('checkpoint');
  return limit.round(limitSeconds);
}

type Walked = Omit<LivesRound, 'limitPerSecond' | 'stepsOfLimit'>;

async function oneRound({ system, books }: BenchSystem, load: LoadProcess, plan: LivesPlan): Promise<Walked> {
  await books.query('checkpoint');
  const { turn, lanes, seconds } = plan;
  const phases = [{ lanes, seconds }];
  const result = await load.lives({ url: system.gatewayUrl, turn, warmSeconds, phases, windowSeconds });
  await settled(books);
  return { ...result, ...(await backlogOf(books)) };
}

/** The queue rests between papers, so that the backlog of a round outlasts it by far: its pace is watched, and the rest reckoned. */
async function backlogOf(books: Books): Promise<Pick<LivesRound, 'papersLeft' | 'renderedPerSecond' | 'drainSeconds'>> {
  const papersLeft = await papersWaiting(books);
  const began = performance.now();
  await sleep(watchedSeconds * 1000);
  const left = await papersWaiting(books);
  const renderedPerSecond = ((papersLeft - left) * 1000) / (performance.now() - began);
  const drainSeconds = papersLeft === 0 ? 0 : papersLeft / renderedPerSecond;
  return { papersLeft, renderedPerSecond: rounded(renderedPerSecond), drainSeconds: rounded(drainSeconds) };
}

function lineOf(round: LivesRound): string {
  const { livesPerSecond, stepsPerSecond, stepsOfLimit, p50, p99, papersLeft, renderedPerSecond, refused } = round;
  const bad = Object.keys(refused).length === 0 ? '' : ` refused ${JSON.stringify(refused)}`;
  return `${livesPerSecond} lives/s, ${stepsPerSecond} steps/s = ${stepsOfLimit} % of the limit, p50 ${p50} ms, p99 ${p99} ms; ${sum(round.notYet)} tries too early, ${papersLeft} papers left at ${renderedPerSecond}/s${bad}`;
}

function figuresOf(turn: LivesOrder['turn'], size: 'small' | 'large', rounds: readonly LivesRound[]): LivesFigures {
  const spread = (of: (round: LivesRound) => number) => spreadOf(rounds.map(of));
  const steps = rounds.flatMap((round) => round.steps).toSorted((a, b) => b.p99 - a.p99);
  return {
    turn,
    size,
    rounds,
    perSecond: spread((round) => round.livesPerSecond),
    stepsPerSecond: spread((round) => round.stepsPerSecond),
    stepsOfLimit: spread((round) => round.stepsOfLimit),
    p50: spread((round) => round.p50),
    p99: spread((round) => round.p99),
    worst: { step: steps[0]?.step ?? 'none', p99: steps[0]?.p99 ?? Number.NaN },
    notYet: rounds.reduce((all, round) => all + sum(round.notYet), 0),
    refused: rounds.reduce((all, round) => all + sum(round.refused), 0),
    papersLeft: spread((round) => round.papersLeft),
    renderedPerSecond: spread((round) => round.renderedPerSecond),
    drainSeconds: spread((round) => round.drainSeconds),
  };
}

export function sum(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((all, one) => all + one, 0);
}
