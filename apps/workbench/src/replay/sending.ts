import { setTimeout as rest } from 'node:timers/promises';
import { type Acknowledged } from './acknowledged.js';
import { type Door } from './door.js';
import { type Message } from './message-file.js';
import { keyOf, petitionOf } from './petition.js';

export interface SendingOptions {
  readonly door: Door;
  readonly acknowledged: Acknowledged;
  readonly concurrency: number;
  /** Petitions a second; absent = as fast as the door answers. */
  readonly rate?: number | undefined;
  readonly progress: (done: number) => void;
}

/** What a run of sending came to. Latencies in milliseconds, one for each receipt. */
export interface Sent {
  readonly sent: number;
  readonly receipts: number;
  /** Receipts for messages that had none before. */
  readonly fresh: number;
  /** Messages whose receipt is not the one they had: registered twice. */
  readonly otherReceipt: string[];
  readonly refused: { uid: string; reason: string }[];
  readonly retries: number;
  readonly seconds: number;
  readonly latencies: number[];
}

/** Sends the messages, `concurrency` at a time, and notes each receipt as it comes. */
export async function send(messages: readonly Message[], options: SendingOptions): Promise<Sent> {
  const tally = { receipts: 0, fresh: 0, otherReceipt: [] as string[], refused: [] as Sent['refused'], retries: 0 };
  const latencies: number[] = [];
  const began = performance.now();
  let next = 0;
  let done = 0;
  const worker = async () => {
    for (let own = next++; own < messages.length; own = next++) {
      const message = messages[own] as Message;
      await itsTurn(own, began, options.rate);
      const outcome = await options.door.register({ key: keyOf(message), petition: petitionOf(message) });
      tally.retries += outcome.retries;
      if ('refused' in outcome) tally.refused.push({ uid: message.uid, reason: outcome.refused });
      else {
        tally.receipts += 1;
        latencies.push(outcome.ms);
        const known = options.acknowledged.numberOf(message.uid);
        const { submissionNo } = outcome.receipt;
        if (known === undefined) {
          tally.fresh += 1;
          options.acknowledged.note(message.uid, submissionNo);
        } else if (known !== submissionNo) tally.otherReceipt.push(message.uid);
      }
      options.progress(++done);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return { ...tally, sent: messages.length, seconds: (performance.now() - began) / 1_000, latencies };
}

async function itsTurn(place: number, began: number, rate: number | undefined): Promise<void> {
  if (rate === undefined) return;
  const wait = began + (place / rate) * 1_000 - performance.now();
  if (wait > 0) await rest(wait);
}

/** The value below which `part` (0..1) of the values lie; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
