import { setTimeout as rest } from 'node:timers/promises';
import { secretsFrom } from '@huiyin/service';
import { auditKeys, Books } from '../books.js';
import { type Installation, needed } from '../installation.js';
import { Streams } from '../streams.js';
import { allChecks } from './all-checks.js';
import { type Check, type Evidence, type Finding } from './check.js';
import { inboxEqualsEvents, outboxDrained } from './delivery.check.js';

/** Milliseconds that events get to arrive before the books are judged, and between two looks. */
const patience = { most: 30_000, look: 250 };

export interface CheckResult extends Finding {
  readonly name: string;
  readonly claim: string;
}

export interface Verification {
  readonly holds: boolean;
  readonly at: string;
  readonly checks: readonly CheckResult[];
}

/**
 * Looks at one moment of the whole installation, once its events have arrived. Work in hand at that moment may show as a difference:
 * the answer is for a system at rest. @throws Refusal
 */
export async function verify(installation: Installation, withinMs = patience.most): Promise<Verification> {
  const secretsFolder = needed(installation, 'secretsFolder');
  const books = await Books.open(needed(installation, 'adminUrl'));
  try {
    const streams = await Streams.open(needed(installation, 'natsUrl'), secretsFolder);
    try {
      const evidence: Evidence = {
        sql: books,
        subscriptions: await streams.subscriptions(),
        auditKeys: auditKeys(secretsFolder),
        secret: secretsFrom(secretsFolder),
        schemasWith: (table) => books.schemasWith(table),
      };
      await settled(evidence, withinMs);
      const checks = await books.inTransaction('isolation level repeatable read read only', () => runAll(evidence));
      return { holds: checks.every((check) => check.ok), at: new Date().toISOString(), checks };
    } finally {
      await streams.close();
    }
  } finally {
    await books.close();
  }
}

/** Waits until nothing is on its way, or the time is over: then the checks say what is. */
async function settled(evidence: Evidence, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  const isQuiet = async () => (await outboxDrained.run(evidence)).ok && (await inboxEqualsEvents.run(evidence)).ok;
  while (!(await isQuiet()) && Date.now() < until) await rest(patience.look);
}

async function runAll(evidence: Evidence): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of allChecks) results.push(await result(check, evidence));
  return results;
}

async function result(check: Check, evidence: Evidence): Promise<CheckResult> {
  const { name, claim } = check;
  return { name, claim, ...(await check.run(evidence)) };
}

/** A line for each check: what must hold, and where it does not, how often and where first. */
export function verificationLines({ checks }: Verification): string[] {
  const width = Math.max(...checks.map((check) => check.name.length));
  return checks.map(({ ok, name, claim, found, sample }) =>
    ok
      ? `ok     ${name.padEnd(width)}  ${claim}`
      : `FOUND  ${name.padEnd(width)}  ${found}, not so: ${claim}\n         ${sample.join('\n         ')}`,
  );
}
