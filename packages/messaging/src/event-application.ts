import { type EventContract } from '@huiyin/contracts';
import { type DeadLetters } from './dead-letters.js';
import { type Delivered, readDelivered } from './delivered.js';
import { gapsIn } from './delivery.js';
import { type EventReaderOptions } from './event-handling.js';
import { oneAtATime } from './replays.js';
import { type Sql } from './sql.js';

/** How one try went: done, but for some matters; to be tried again in a moment; or in need of what the owner has beyond these versions. */
type Outcome =
  'not-ready' | { readonly gapsAfter: ReadonlyMap<string, number> } | { readonly leftOut: ReadonlySet<string> };

/** Applies batches of one reader: each event once, each matter in order. */
export class EventApplication<Tx extends Sql> {
  constructor(
    private readonly options: EventReaderOptions<Tx>,
    private readonly contracts: ReadonlyMap<string, EventContract>,
    private readonly dead: DeadLetters,
    private readonly consumer: string,
  ) {}

  /** Applies in one transaction, or finds out why it cannot yet: another stream is behind, or versions are missing. */
  async once(events: readonly Delivered[], may: { mayWait: boolean; mayAsk: boolean }): Promise<Outcome> {
    const { handling, inTransaction, service } = this.options;
    const outcome: { of: Outcome } = { of: { leftOut: new Set() } };
    const work = async (tx: Tx): Promise<void> => {
      // One batch of a reader at a time, whatever the number of copies: order by matter holds without row locks.
      await oneAtATime(tx, service, this.consumer);
      const leftOut = (await handling.mattersNotReady?.(events, tx)) ?? new Set<string>();
      if (leftOut.size > 0 && may.mayWait) {
        outcome.of = 'not-ready';
        return;
      }
      const isReady = (e: Delivered) => e.matterId === undefined || !leftOut.has(e.matterId);
      const ready = leftOut.size === 0 ? events : events.filter(isReady);
      const versions = await this.#versionsOf(ready, tx);
      const gapsAfter = versions === undefined ? new Map<string, number>() : gapsIn(ready, versions);
      if (gapsAfter.size > 0 && may.mayAsk) {
        outcome.of = { gapsAfter };
        return;
      }
      const fresh = await this.takeIn(tx, [...new Set(ready.map((e) => e.eventId))]);
      const batch = await this.#inOrder(ready, fresh, versions, tx);
      if (batch.length > 0) await handling.apply(batch, tx);
      outcome.of = { leftOut };
    };
    await inTransaction(work);
    return outcome.of;
  }

  /** Versions already applied of the matters in a batch; undefined where the events are in no order. */
  async #versionsOf(events: readonly Delivered[], tx: Tx): Promise<ReadonlyMap<string, number> | undefined> {
    const { handling } = this.options;
    if (handling.versionsOf === undefined) return undefined;
    return handling.versionsOf([...new Set(events.flatMap((e) => e.matterId ?? []))], tx);
  }

  /** Writes events into the inbox. @returns those that were not there yet. */
  async takeIn(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const taken = (await tx.query(
      `insert into ${this.options.service}.inbox (consumer, event_id) select $1, unnest($2::uuid[]) on conflict do nothing returning event_id`,
      [this.consumer, ids],
    )) as { event_id: string }[];
    return new Set(taken.map((t) => t.event_id));
  }

  /** Fresh events, each once even if the batch holds it twice, without parked matters and without versions already applied. */
  async #inOrder(
    events: readonly Delivered[],
    fresh: Set<string>,
    versions: ReadonlyMap<string, number> | undefined,
    tx: Tx,
  ): Promise<Delivered[]> {
    const mine = events.filter((e) => fresh.delete(e.eventId));
    const blocked = await this.dead.blocked(tx, [...new Set(mine.flatMap((e) => e.matterId ?? []))]);
    const open: Delivered[] = [];
    for (const event of mine) {
      if (event.matterId !== undefined && blocked.has(event.matterId)) await this.#park(tx, event);
      else open.push(event);
    }
    if (versions === undefined) return open;
    return open
      .filter((e) => e.matterId === undefined || (e.version ?? 0) > (versions.get(e.matterId) ?? 0))
      .toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0));
  }

  async #park(tx: Tx, event: Delivered): Promise<void> {
    await this.dead.put(tx, {
      ...event,
      reason: 'behind a dead letter of the same matter',
      deliveries: 1,
      standing: 'parked',
    });
  }

  /** Adds what the owner has and the batch lacks, where a version is skipped. */
  async withMissing(
    events: readonly Delivered[],
    gapsAfter: ReadonlyMap<string, number>,
  ): Promise<readonly Delivered[]> {
    const added: Delivered[] = [];
    const known = new Set(events.map((e) => e.eventId));
    for (const [matterId, after] of gapsAfter) {
      const stored = await this.options.missing(matterId, after);
      for (const e of stored.events) {
        if (!known.has(e.eventId) && this.contracts.has(e.name))
          added.push(readDelivered(this.contracts, e.name, e.eventId, () => e.payload));
      }
    }
    return [...events, ...added];
  }
}
