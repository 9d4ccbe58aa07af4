import { setTimeout as sleep } from 'node:timers/promises';
import { Books } from '../books.js';
import { type System } from '../start.js';
import { type Chance } from './chance.js';
import { findings } from './evidence.js';
import { type Finding } from './finding.js';
import { type Sender } from './sender.js';
import { verified } from './verified.js';
import { type Victim } from './victims.js';
import { type Walkers } from './walkers.js';

/** What one fault did. */
export interface Trial {
  readonly fault: string;
  readonly acknowledged: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Lives that officials walked to their end meanwhile, and the steps of them that were acknowledged. */
  readonly lives: number;
  readonly steps: number;
  /** Steps that came too early or met a shut door, and were tried again. */
  readonly tries: number;
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Checks of verify that did not hold afterwards. */
  readonly notSo: readonly string[];
  /** Seconds from the blow until all was ready and a petition that was sent afterwards had its receipt; undefined: not within a minute. */
  readonly recoverSeconds: number | undefined;
  /** Events that had been sent before the blow and were sent again. */
  readonly sentAgain: number;
}

export interface TrialPlace {
  readonly system: System;
  readonly sender: Sender;
  readonly walkers: Walkers;
  readonly chance: Chance;
  /** Seconds that petitions go on coming after the recovery. */
  readonly seconds: number;
}

const recoverLimit = 60;
/** Seconds that events get to arrive once nobody sends any more. */
const patienceSeconds = 30;
const shownFindings = 5;

/** One fault at a random point, while petitions come in and officials walk matters; then what was acknowledged by then is looked for. */
export async function trial(victim: Victim, { system, sender, walkers, chance, seconds }: TrialPlace): Promise<Trial> {
  const before = { acknowledged: sender.acknowledged.length, lives: walkers.lives.length };
  sender.start(victim.name);
  walkers.start();
  await sleep(chance.between(500, 1_500));
  const blow = { at: performance.now(), time: new Date() };
  const isBack = await victim.strike();
  const recoverSeconds = await recovered(blow.at, { system, sender, isBack });
  await sleep(seconds * 1000);
  const [refused, tries] = await Promise.all([sender.stop(), walkers.stop()]);
  const found = await findings(system.adminUrl, allOf(sender, walkers), { patienceSeconds, steps: false });
  const lives = walkers.lives.slice(before.lives);
  return {
    fault: victim.name,
    acknowledged: sender.acknowledged.length - before.acknowledged,
    refused,
    lives: lives.filter(({ end }) => end !== undefined).length,
    steps: lives.reduce((sum, { steps }) => sum + steps.length, 0),
    tries,
    missing: told(found.missing),
    doubled: told(found.doubled),
    notSo: await verified(system),
    recoverSeconds,
    sentAgain: await sentAgain(system.adminUrl, blow.time),
  };
}

export function allOf({ acknowledged }: Sender, { lives }: Walkers) {
  return { acknowledged, lives };
}

async function recovered(
  blowAt: number,
  { system, sender, isBack }: { system: System; sender: Sender; isBack: () => Promise<boolean> },
): Promise<number | undefined> {
  const seconds = () => (performance.now() - blowAt) / 1000;
  const within = async (condition: () => Promise<boolean>) => {
    while (!(await condition())) {
      if (seconds() > recoverLimit) return false;
      await sleep(50);
    }
    return true;
  };
  if (!(await within(async () => (await isBack()) && (await allReady(system))))) return undefined;
  const readyAt = performance.now();
  if (!(await within(async () => sender.lastSentAt > readyAt))) return undefined;
  return Math.round(seconds() * 10) / 10;
}

async function allReady({ healthUrls }: System): Promise<boolean> {
  const answers = await Promise.all(
    Object.values(healthUrls).map((url) =>
      fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  );
  return answers.every(Boolean);
}

async function sentAgain(adminUrl: string, blow: Date): Promise<number> {
  const books = await Books.open(adminUrl);
  try {
    // Two seconds: what was on its way at the blow is no repeat.
    const [row] = await books.rows<{ n: number }>(
      `select count(*)::int as n from (select at, sent_at from intake.outbox union all select at, sent_at from assignment.outbox
         union all select at, sent_at from accountability.outbox) o
        where at < $1::timestamptz - interval '2 seconds' and sent_at > $1`,
      [blow],
    );
    return row?.n ?? 0;
  } finally {
    await books.close();
  }
}

/** The first few in words, the others by number. */
export function told(found: readonly Finding[]): string[] {
  const counts = new Map<string, { count: number; first: string | null }>();
  for (const { what, no } of found) {
    const known = counts.get(what);
    counts.set(what, { count: (known?.count ?? 0) + 1, first: known?.first ?? no });
  }
  return [...counts]
    .slice(0, shownFindings)
    .map(([what, { count, first }]) => `${count} × ${what}${first === null ? '' : ` (${first} …)`}`);
}
