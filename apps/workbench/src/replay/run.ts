import { Books } from '../books.js';
import { type Installation, needed } from '../installation.js';
import { Refusal } from '../refusal.js';
import { Streams } from '../streams.js';
import { Acknowledged } from './acknowledged.js';
import { compare, type Comparison, identityOf } from './comparison.js';
import { Door } from './door.js';
import { type ColumnMap, readMessages } from './message-file.js';
import { progressOf } from './progress.js';
import { proposalsOf, type ProposalFigures } from './proposals.js';
import { quantile, send, type Sent } from './sending.js';
import { walk, type WalkFigures } from '../walk/walk.js';

export interface ReplayOptions {
  readonly file: string;
  readonly limit?: number | undefined;
  readonly rate?: number | undefined;
  readonly concurrency: number;
  readonly columns: ColumnMap;
  /** Sends what was acknowledged before as well: the receipts must be the same. */
  readonly again: boolean;
  /** Seconds for which one petition is tried again while the door is shut. */
  readonly patience: number;
  /** How many of the registered messages are walked to the served answer by demo officials. */
  readonly walk?: number | undefined;
  /** Milliseconds that outboxes and readers get before the comparison is final; a minute unless told. */
  readonly compareWithin?: number;
}

export interface ReplayFigures {
  readonly file: string;
  readonly messages: number;
  /** Acknowledged by an earlier run and not sent again. */
  readonly skipped: number;
  readonly sent: number;
  readonly receipts: number;
  readonly new: number;
  readonly proposals: ProposalFigures;
  readonly errors: Readonly<Record<string, number>>;
  readonly otherReceipt: readonly string[];
  readonly retries: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly comparison: Comparison;
  readonly walk?: WalkFigures | undefined;
  readonly holds: boolean;
}

/** Sends a file of messages through the public door and looks whether everything acknowledged is everywhere. @throws Refusal */
export async function replay(installation: Installation, options: ReplayOptions): Promise<ReplayFigures> {
  const gatewayUrl = needed(installation, 'gatewayUrl');
  await knock(gatewayUrl);
  const messages = (await readMessages(options.file, options.columns)).slice(0, options.limit);
  const books = await Books.open(needed(installation, 'adminUrl'));
  try {
    const streams = await Streams.open(needed(installation, 'natsUrl'), needed(installation, 'secretsFolder'));
    try {
      const acknowledged = Acknowledged.of(installation.localFolder, options.file, await identityOf(books));
      const toSend = options.again ? messages : messages.filter((m) => acknowledged.numberOf(m.uid) === undefined);
      const sent = await sendAll(gatewayUrl, toSend, acknowledged, options);
      const numbers = acknowledged.numbers();
      const comparison = await compare(numbers, books, streams, options.compareWithin);
      const proposals = await proposalsOf(books, numbers, options.compareWithin);
      const walked = await walkSome(gatewayUrl, books, numbers, options.walk);
      return figures(options.file, messages.length, sent, proposals, comparison, walked);
    } finally {
      await streams.close();
    }
  } finally {
    await books.close();
  }
}

async function walkSome(
  gatewayUrl: string,
  books: Books,
  numbers: readonly string[],
  count: number | undefined,
): Promise<WalkFigures | undefined> {
  if (count === undefined) return undefined;
  const progress = progressOf(count);
  try {
    return await walk(gatewayUrl, books, numbers, count, progress.show);
  } finally {
    progress.end();
  }
}

/** @throws Refusal when nobody opens: said at once, before a file of thousands is tried. */
async function knock(gatewayUrl: string): Promise<void> {
  try {
    await fetch(new URL('/health/live', gatewayUrl), { signal: AbortSignal.timeout(5_000) });
  } catch {
    throw new Refusal(`Nothing answers at ${gatewayUrl}: start Huiyin with npm start, or name another with --url.`);
  }
}

async function sendAll(
  gatewayUrl: string,
  messages: Awaited<ReturnType<typeof readMessages>>,
  acknowledged: Acknowledged,
  options: ReplayOptions,
): Promise<Sent> {
  const door = new Door(gatewayUrl, options.concurrency, options.patience * 1_000);
  const progress = progressOf(messages.length);
  try {
    const { concurrency, rate } = options;
    return await send(messages, { door, acknowledged, concurrency, rate, progress: progress.show });
  } finally {
    progress.end();
    await door.close();
  }
}

function figures(
  file: string,
  messages: number,
  sent: Sent,
  proposals: ProposalFigures,
  comparison: Comparison,
  walked: WalkFigures | undefined,
): ReplayFigures {
  return {
    file,
    messages,
    skipped: messages - sent.sent,
    sent: sent.sent,
    receipts: sent.receipts,
    new: sent.fresh,
    proposals,
    errors: byReason(sent.refused),
    otherReceipt: sent.otherReceipt,
    retries: sent.retries,
    seconds: round(sent.seconds),
    perSecond: round(sent.seconds === 0 ? 0 : sent.receipts / sent.seconds),
    p50Ms: round(quantile(sent.latencies, 0.5)),
    p99Ms: round(quantile(sent.latencies, 0.99)),
    comparison,
    walk: walked,
    holds:
      (walked?.holds ?? true) &&
      comparison.areEqual &&
      sent.refused.length === 0 &&
      sent.otherReceipt.length === 0 &&
      proposals.repeatsUnproposed === 0,
  };
}

function byReason(refused: Sent['refused']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of refused) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
