import { type EventContract } from '@huiyin/contracts';
import { type DeadLetters } from './dead-letters.js';
import { readDelivered } from './delivered.js';
import { reasonOf } from './delivery.js';
import { type EventReaderOptions } from './event-handling.js';
import { isStoreAway } from './line-failure.js';
import { type Sql } from './sql.js';

/** Lets one copy of a reader at a time write in a transaction: order by matter holds without row locks. */
export async function oneAtATime(tx: Sql, service: string, consumer: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`reader ${service} ${consumer}`]);
}

/** Tries again the dead letters that a person asked for, and then what was parked behind them, in the order of their matter. */
export class Replays<Tx extends Sql> {
  constructor(
    private readonly options: Pick<
      EventReaderOptions<Tx>,
      'service' | 'handling' | 'inTransaction' | 'afterCommit' | 'report'
    >,
    private readonly contracts: ReadonlyMap<string, EventContract>,
    private readonly dead: DeadLetters,
    private readonly consumer: string,
  ) {}

  /** @returns whether there was anything. */
  async run(): Promise<boolean> {
    const { inTransaction, service } = this.options;
    const letters = await inTransaction(async (tx) => {
      await oneAtATime(tx, service, this.consumer);
      await this.dead.letGo(tx);
      return this.dead.toReplay(tx);
    }).catch(() => []);
    const failed = new Set<string>();
    for (const letter of letters) {
      if (letter.matterId !== undefined && failed.has(letter.matterId)) continue;
      if (!(await this.#replay(letter)) && letter.matterId !== undefined) failed.add(letter.matterId);
    }
    return letters.length > 0;
  }

  async #replay(letter: Awaited<ReturnType<DeadLetters['toReplay']>>[number]): Promise<boolean> {
    const { inTransaction, handling, service, afterCommit } = this.options;
    try {
      await inTransaction(async (tx) => {
        await oneAtATime(tx, service, this.consumer);
        if (!(await this.dead.take(tx, letter.letterId))) return;
        await tx.query(`insert into ${service}.inbox (consumer, event_id) values ($1, $2) on conflict do nothing`, [
          this.consumer,
          letter.eventId,
        ]);
        await handling.apply([readDelivered(this.contracts, letter.name, letter.eventId, () => letter.payload)], tx);
      });
      handling.committed?.();
      afterCommit?.();
      return true;
    } catch (error) {
      // An outage does not settle anything: the letter keeps its place and is tried again.
      if (isStoreAway(error)) throw error;
      await inTransaction((tx) => this.dead.failAgain(tx, letter.letterId, letter.matterId, reasonOf(error)));
      return false;
    }
  }
}
