import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Books } from '../books.js';
import { startSystem, type System } from '../start.js';
import { type Layout } from '../system/system.js';
import { alarms, redisEmptied } from './alarms.js';
import { BusFolder } from './bus-folder.js';
import { type Chance } from './chance.js';
import { findings } from './evidence.js';
import { type Acknowledged, Sender } from './sender.js';
import { told, type Trial, trial } from './trial.js';
import { type Victim, victimsOf } from './victims.js';

export interface LayoutTrials {
  readonly layout: Layout;
  readonly trials: readonly Trial[];
  readonly acknowledged: number;
  /** At the end of all: what is missing or doubled, steps of clocks included. */
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Receipts asked for again under their keys, and how many were not the same. */
  readonly askedAgain: number;
  readonly otherReceipts: number;
  /** Undefined without Redis. */
  readonly areAlarmsArmed: boolean | undefined;
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
  });
  try {
    const sender = new Sender(system.gatewayUrl, chance);
    sender.start('before');
    await sleep(warmSeconds * 1000);
    await sender.stop();
    const trials = await runAll(system, sender, plan);
    log(`${layout}: the end of all, with steps of clocks, receipts and verify`);
    return { layout, trials, ...(await atTheEnd(system, sender, plan)) };
  } finally {
    await system.stop();
  }
}

async function runAll(system: System, sender: Sender, plan: LayoutPlan): Promise<Trial[]> {
  const bus = new BusFolder(system);
  bus.keepCopy();
  const isWanted = ({ name }: Victim) => plan.only.length === 0 || plan.only.includes(name);
  const killed = Array.from({ length: plan.rounds }, () => victimsOf(system, plan.chance)).flat();
  const emptied = redisEmptied(system);
  const rolledBack = [bus.putBackOlder(), bus.deleteAll(), ...(emptied === undefined ? [] : [emptied])];
  const trials: Trial[] = [];
  for (const victim of [...killed, ...rolledBack].filter(isWanted)) {
    const one = await trial(victim, { system, sender, chance: plan.chance, seconds: plan.seconds });
    trials.push(one);
    plan.log(trialLine(one));
  }
  return trials;
}

async function atTheEnd(system: System, sender: Sender, { root }: LayoutPlan) {
  const areAlarmsArmed = await armedAgain(system);
  const found = await findings(system.adminUrl, sender.acknowledged, {
    patienceSeconds: sweepPatienceSeconds,
    steps: true,
  });
  const again = sampleOf(sender.acknowledged);
  let otherReceipts = 0;
  for (const one of again) if (!isDeepStrictEqual(await sender.again(one), one.receipt)) otherReceipts += 1;
  const { code, output } = await verify(system, root);
  return {
    acknowledged: sender.acknowledged.length,
    missing: told(found.missing),
    doubled: told(found.doubled),
    askedAgain: again.length,
    otherReceipts,
    areAlarmsArmed,
    isVerifyClean: code === 0,
    verify: output,
  };
}

/** Evenly over the whole run. */
function sampleOf(all: readonly Acknowledged[]): Acknowledged[] {
  const step = Math.max(1, Math.ceil(all.length / askedAgainAtMost));
  return all.filter((_, nth) => nth % step === 0);
}

async function armedAgain({ adminUrl, redisUrl }: System): Promise<boolean | undefined> {
  if (redisUrl === undefined) return undefined;
  const books = await Books.open(adminUrl);
  try {
    const until = performance.now() + sweepPatienceSeconds * 1000;
    for (;;) {
      const { wanted, armed } = await alarms(books, redisUrl);
      if (wanted > 0 && armed >= wanted) return true;
      if (performance.now() > until) return false;
      await sleep(1_000);
    }
  } finally {
    await books.close();
  }
}

/** The command itself, as an operator would run it. */
async function verify(system: System, root: string): Promise<{ code: number | null; output: string }> {
  const { gatewayUrl, adminUrl, natsUrl, secretsFolder, local } = system;
  const where = [
    '--url',
    gatewayUrl,
    '--database',
    adminUrl,
    '--nats',
    natsUrl,
    '--secrets',
    secretsFolder,
    '--local',
    local.folder,
  ];
  const script = fileURLToPath(new URL('../verify.js', import.meta.url));
  const child = spawn(process.execPath, [script, ...where], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output.trim() };
}

export function trialLine({
  fault,
  acknowledged,
  refused,
  missing,
  doubled,
  recoverSeconds,
  sentAgain,
}: Trial): string {
  const outcomes = Object.entries(refused).map(([outcome, n]) => `${outcome}: ${n}`);
  const columns = [
    fault.padEnd(17),
    `acknowledged ${String(acknowledged).padStart(5)}`,
    `missing ${missing.join(', ') || 0}`,
    `doubled ${doubled.join(', ') || 0}`,
    `back after ${recoverSeconds ?? 'MORE THAN 60'} s`,
    ...(sentAgain > 0 ? [`sent again ${sentAgain}`] : []),
    `refused meanwhile ${outcomes.join(', ') || 0}`,
  ];
  return columns.join('  ');
}
