import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Books } from '../books.js';
import { startSystem, type System } from '../start.js';
import { type Layout } from '../system/system.js';
import { alarms, areArmed, type ArmedAlarms, redisEmptied } from './alarms.js';
import { BusFolder } from './bus-folder.js';
import { type Chance } from './chance.js';
import { findings } from './evidence.js';
import { type Acknowledged, Sender } from './sender.js';
import { allOf, told, type Trial, trial } from './trial.js';
import { type Victim, victimsOf } from './victims.js';
import { Walkers } from './walkers.js';
import { trialLine } from './trial-line.js';
import { verifyCommand } from './verified.js';

export interface LayoutTrials {
  readonly layout: Layout;
  readonly trials: readonly Trial[];
  readonly acknowledged: number;
  /** Lives walked, how many of each turn, and the steps of them that were acknowledged. */
  readonly lives: number;
  readonly turns: Readonly<Record<string, number>>;
  readonly steps: number;
  /** At the end of all: what is missing or doubled, steps of clocks included. */
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Receipts asked for again under their keys, and how many were not the same. */
  readonly askedAgain: number;
  readonly otherReceipts: number;
  /** Undefined without Redis. Some must be wanted, or nothing was shown. */
  readonly alarms: ArmedAlarms | undefined;
  readonly isVerifyClean: boolean;
  readonly verify: string;
}

export interface LayoutPlan {
  readonly root: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly chance: Chance;
  /** Names of the faults to try; all when empty. */
  readonly only: readonly string[];
  readonly log: (line: string) => void;
}

/** Two sweeps: what Redis lost is armed again, and what is due is fired, by one of them. */
const sweepPatienceSeconds = 70;
/** A paper that its service had taken when it fell is taken again after two minutes. */
const leasePatienceSeconds = 150;
const askedAgainAtMost = 300;
const warmSeconds = 2;

/** Every fault in turn on one layout, on throw-away copies with durable storage. */
export async function layoutTrials(layout: Layout, plan: LayoutPlan): Promise<LayoutTrials> {
  const { root, log, chance } = plan;
  const system = await startSystem({
    root,
    layout,
    mode: 'test',
    isDurable: true,
    env: { HUIYIN_LIMITS: 'open' },
    log,
    serviceLog: keptIn(join(root, '.local', `faults-${layout}.log`)),
  });
  const sender = new Sender(system.gatewayUrl, chance);
  const walkers = new Walkers(system.gatewayUrl);
  try {
    sender.start('before');
    walkers.start();
    await sleep(warmSeconds * 1000);
    await Promise.all([sender.stop(), walkers.stop()]);
    const trials = await runAll(system, { sender, walkers }, plan);
    log(`${layout}: the end of all, with steps of clocks, receipts and verify`);
    return { layout, trials, ...(await atTheEnd(system, { sender, walkers }, plan)) };
  } finally {
    await walkers.close();
    await system.stop();
  }
}

/** What the services say goes into a file: a fault among thousands of refusals is found there. */
function keptIn(file: string): (line: string) => void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return (line) => appendFileSync(file, `${line}\n`);
}

/** People who work while things fall. */
interface AtWork {
  readonly sender: Sender;
  readonly walkers: Walkers;
}

async function runAll(system: System, people: AtWork, plan: LayoutPlan): Promise<Trial[]> {
  const bus = new BusFolder(system);
  bus.keepCopy();
  const isWanted = ({ name }: Victim) => plan.only.length === 0 || plan.only.includes(name);
  const killed = Array.from({ length: plan.rounds }, () => victimsOf(system, plan.chance)).flat();
  const emptied = redisEmptied(system);
  const rolledBack = [bus.putBackOlder(), bus.deleteAll(), ...(emptied === undefined ? [] : [emptied])];
  const trials: Trial[] = [];
  for (const victim of [...killed, ...rolledBack].filter(isWanted)) {
    const one = await trial(victim, { system, ...people, chance: plan.chance, seconds: plan.seconds });
    trials.push(one);
    plan.log(trialLine(one));
  }
  return trials;
}

async function atTheEnd(system: System, { sender, walkers }: AtWork, { root }: LayoutPlan) {
  const armed = await armedAgain(system);
  const found = await findings(system.adminUrl, allOf(sender, walkers), {
    patienceSeconds: leasePatienceSeconds,
    steps: true,
  });
  const again = sampleOf(sender.acknowledged);
  let otherReceipts = 0;
  for (const one of again) if (!isDeepStrictEqual(await sender.again(one), one.receipt)) otherReceipts += 1;
  const { code, output } = await verifyCommand(system, root);
  return {
    acknowledged: sender.acknowledged.length,
    ...figuresOf(walkers),
    missing: told(found.missing),
    doubled: told(found.doubled),
    askedAgain: again.length,
    otherReceipts,
    alarms: armed,
    isVerifyClean: code === 0,
    verify: output,
  };
}

function figuresOf({ lives }: Walkers) {
  const ended = lives.filter(({ end }) => end !== undefined);
  const turns: Record<string, number> = {};
  for (const { turn } of ended) turns[turn] = (turns[turn] ?? 0) + 1;
  return { lives: ended.length, turns, steps: lives.reduce((sum, { steps }) => sum + steps.length, 0) };
}

/** Evenly over the whole run. */
function sampleOf(all: readonly Acknowledged[]): Acknowledged[] {
  const step = Math.max(1, Math.ceil(all.length / askedAgainAtMost));
  return all.filter((_, nth) => nth % step === 0);
}

async function armedAgain({ adminUrl, redisUrl }: System): Promise<ArmedAlarms | undefined> {
  if (redisUrl === undefined) return undefined;
  const books = await Books.open(adminUrl);
  try {
    const until = performance.now() + sweepPatienceSeconds * 1000;
    for (;;) {
      const found = await alarms(books, redisUrl);
      if (areArmed(found) || performance.now() > until) return found;
      await sleep(1_000);
    }
  } finally {
    await books.close();
  }
}
