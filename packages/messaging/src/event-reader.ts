import { type ConsumerMessages, jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream';
import { type EventContract, Problem, type StoredEvents } from '@huiyin/contracts';
import { DeadLetters } from './dead-letters.js';
import { type Delivered, idOf, nameOf, readDelivered } from './delivered.js';
import { isStoreAway } from './line-failure.js';
import { eventsByMatter, reasonOf } from './delivery.js';
import { type NatsLine } from './nats-line.js';
import { type Sql } from './sql.js';
import { ensureConsumer, streamOf } from './streams.js';

/** What a service does with the events of one owner. Effect and inbox row share the transaction `tx`. */
export interface EventHandling<Tx extends Sql = Sql> {
  readonly owner: string;
  readonly contracts: readonly EventContract[];
  /** Versions already applied, for events that are ordered by matter; absent where each event stands for itself. */
  versionsOf?(matterIds: readonly string[], tx: Tx): Promise<ReadonlyMap<string, number>>;
  /** Applies fresh events, oldest version of each matter first, in as few statements as possible. */
  apply(batch: readonly Delivered[], tx: Tx): Promise<void>;
  /** Runs once what `apply` did is committed: the place for signals, which must not be ahead of the rows. */
  committed?(): void;
}

export interface EventReaderOptions<Tx extends Sql> {
  readonly service: string;
  readonly line: NatsLine;
  readonly handling: EventHandling<Tx>;
  readonly inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Asks the owner for what is missing of a matter. */
  readonly missing: (matterId: string, afterVersion: number) => Promise<StoredEvents>;
  readonly afterCommit?: () => void;
  readonly report: (error: unknown, what: string) => void;
}

const batchSize = 250;
/**
 * Milliseconds that a reader waits for company before it opens a transaction: a moment when little comes, longer when much does. Many
 * small transactions cost the store more than a reader of a timeline can notice.
 */
const gatherFor = { quiet: 10, busy: 100 } as const;
/** Events in the last batch from which it is busy. */
const busyFrom = 8;
/** Milliseconds before the next try, by number of deliveries; after the last the event is dead. */
const backOff = [1_000, 5_000, 30_000, 120_000] as const;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Reads one owner's stream through a durable pull consumer and applies every event once. */
export class EventReader<Tx extends Sql> {
  readonly #contracts: ReadonlyMap<string, EventContract>;
  readonly #dead: DeadLetters;
  readonly #consumer: string;
  #waiting: JsMsg[] = [];
  #messages: ConsumerMessages | undefined;
  #isStopping = false;
  #wake: (() => void) | undefined;
  #running: Promise<unknown> | undefined;

  constructor(private readonly options: EventReaderOptions<Tx>) {
    this.#contracts = new Map(options.handling.contracts.map((c) => [c.name, c]));
    this.#consumer = `${options.handling.owner}>${options.service}`;
    this.#dead = new DeadLetters(options.service, this.#consumer);
  }

  start(): void {
    this.#running = Promise.all([this.#pull(), this.#work()]);
  }

  /** Finishes the batch in hand; what waits is delivered again to whoever comes next. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#messages?.stop();
    this.#wake?.();
    await this.#running;
  }

  async #pull(): Promise<void> {
    let fails = 0;
    while (!this.#isStopping) {
      const connection = this.options.line.current();
      if (connection === undefined) {
        await rest(200);
        continue;
      }
      try {
        const { handling, service } = this.options;
        const manager = await jetstreamManager(connection, { checkAPI: false });
        await ensureConsumer(manager, handling.owner, service, handling.contracts);
        const consumer = await jetstream(connection).consumers.get(streamOf(handling.owner), service);
        this.#messages = await consumer.consume({
          max_messages: 2 * batchSize,
          expires: 5_000,
          abort_on_missing_resource: true,
          callback: (message) => {
            this.#waiting.push(message);
            this.#wake?.();
          },
        });
        fails = 0;
        const end = await this.#messages.closed();
        if (end instanceof Error) throw end;
      } catch (error) {
        if (this.#isStopping) return;
        if (fails++ % 30 === 5) this.options.report(error, `reading ${this.options.handling.owner}`);
        await rest(Math.min(2_000, 200 * fails));
      }
    }
  }

  async #work(): Promise<void> {
    let lastSize = 0;
    while (!this.#isStopping) {
      if (this.#waiting.length > 0 && this.#waiting.length < batchSize)
        await rest(lastSize < busyFrom ? gatherFor.quiet : gatherFor.busy);
      const batch = this.#waiting.splice(0, batchSize);
      lastSize = batch.length;
      try {
        if (batch.length > 0) await this.#process(batch);
        else if (await this.#replayed()) continue;
        else await this.#sleep();
      } catch (error) {
        this.options.report(error, `applying ${this.options.handling.owner}`);
        for (const message of batch) message.nak(1_000);
        await rest(500);
      }
    }
  }

  async #sleep(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 2_000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#waiting.length > 0) this.#wake();
    });
    this.#wake = undefined;
  }

  async #process(messages: readonly JsMsg[]): Promise<void> {
    const readable: { message: JsMsg; event: Delivered }[] = [];
    for (const message of messages) {
      try {
        readable.push({
          message,
          event: readDelivered(this.#contracts, nameOf(message), idOf(message), () => message.json()),
        });
      } catch (error) {
        await this.#bury(message, undefined, `unreadable: ${reasonOf(error)}`);
      }
    }
    if (readable.length === 0) return;
    try {
      await this.#apply(
        readable.map((r) => r.event),
        messages,
      );
      for (const { message } of readable) message.ack();
    } catch (error) {
      if (readable.length === 1 && readable[0] !== undefined)
        return this.#failed(readable[0].message, readable[0].event, error);
      for (const one of readable) await this.#process([one.message]);
    }
  }

  /** Waits as long as the store is away, telling JetStream that the work goes on: an outage never makes an event dead. */
  async #apply(events: readonly Delivered[], messages: readonly JsMsg[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#applyOnce(events);
        this.options.handling.committed?.();
        this.options.afterCommit?.();
        return;
      } catch (error) {
        if (!isStoreAway(error) || this.#isStopping) throw error;
        if (tries % 20 === 1)
          this.options.report(error, `applying ${this.options.handling.owner}: store away, waiting`);
        for (const message of messages) message.working();
        await rest(500);
      }
    }
  }

  async #applyOnce(events: readonly Delivered[]): Promise<void> {
    const { handling, inTransaction, service } = this.options;
    const all = handling.versionsOf === undefined ? events : await this.#withMissing(events);
    await inTransaction(async (tx) => {
      // One batch of a reader at a time, whatever the number of copies: order by matter holds without row locks.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`reader ${service} ${this.#consumer}`]);
      const ids = [...new Set(all.map((e) => e.eventId))];
      const taken = (await tx.query(
        `insert into ${service}.inbox (consumer, event_id) select $1, unnest($2::uuid[]) on conflict do nothing returning event_id`,
        [this.#consumer, ids],
      )) as { event_id: string }[];
      const fresh = new Set(taken.map((t) => t.event_id));
      const batch = await this.#inOrder(all, fresh, tx);
      if (batch.length > 0) await handling.apply(batch, tx);
    });
  }

  /** Fresh events, each once even if the batch holds it twice, without parked matters and without versions already applied. */
  async #inOrder(events: readonly Delivered[], fresh: Set<string>, tx: Tx): Promise<Delivered[]> {
    const { handling } = this.options;
    const mine = events.filter((e) => fresh.delete(e.eventId));
    const matters = [...new Set(mine.flatMap((e) => e.matterId ?? []))];
    const blocked = await this.#dead.blocked(tx, matters);
    const open: Delivered[] = [];
    for (const event of mine) {
      if (event.matterId !== undefined && blocked.has(event.matterId)) await this.#park(tx, event);
      else open.push(event);
    }
    if (handling.versionsOf === undefined) return open;
    const versions = await handling.versionsOf(matters, tx);
    return open
      .filter((e) => e.matterId === undefined || (e.version ?? 0) > (versions.get(e.matterId) ?? 0))
      .toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0));
  }

  async #park(tx: Tx, event: Delivered): Promise<void> {
    await this.#dead.put(tx, {
      ...event,
      reason: 'behind a dead letter of the same matter',
      deliveries: 1,
      standing: 'parked',
    });
  }

  /** Adds what the owner has and the batch lacks, where a version is skipped. */
  async #withMissing(events: readonly Delivered[]): Promise<readonly Delivered[]> {
    const { handling, inTransaction, missing } = this.options;
    const byMatter = eventsByMatter(events);
    const versions = await inTransaction(async (tx) => handling.versionsOf?.([...byMatter.keys()], tx));
    const added: Delivered[] = [];
    for (const [matterId, own] of byMatter) {
      const known = versions?.get(matterId) ?? 0;
      const ahead = new Set(own.map((e) => e.version ?? 0).filter((v) => v > known));
      const highest = Math.max(known, ...ahead);
      if (ahead.size === highest - known) continue;
      const stored = await missing(matterId, known);
      for (const e of stored.events) {
        if (!ahead.has(e.version) && this.#contracts.has(e.name))
          added.push(readDelivered(this.#contracts, e.name, e.eventId, () => e.payload));
      }
    }
    return added.length === 0 ? events : [...events, ...added];
  }

  async #failed(message: JsMsg, event: Delivered, error: unknown): Promise<void> {
    const delay = backOff[message.info.deliveryCount - 1];
    const isLineDown = error instanceof Problem && (error.code === 'bus-unavailable' || error.code === 'too-slow');
    if (isLineDown || this.#isStopping) message.nak(2_000);
    else if (delay !== undefined) {
      this.options.report(error, `applying ${event.name}`);
      message.nak(delay);
    } else await this.#bury(message, event, reasonOf(error));
  }

  async #bury(message: JsMsg, event: Delivered | undefined, reason: string): Promise<void> {
    const id = idOf(message);
    await this.options.inTransaction((tx) =>
      this.#dead.put(tx, {
        eventId: /^[0-9a-f-]{36}$/i.test(id) ? id : null,
        name: nameOf(message),
        matterId: event?.matterId,
        version: event?.version,
        payload: event?.payload ?? null,
        reason,
        deliveries: message.info.deliveryCount,
        standing: 'dead',
      }),
    );
    message.term(reason.slice(0, 100));
    this.options.report(new Error(reason), `dead letter ${nameOf(message)}`);
  }

  /** Tries again what a person asked for. @returns whether there was anything. */
  async #replayed(): Promise<boolean> {
    const { inTransaction, handling, service } = this.options;
    const letters = await inTransaction((tx) => this.#dead.toReplay(tx)).catch(() => []);
    const failed = new Set<string>();
    for (const letter of letters) {
      // What comes after a failed one of the same matter waits for it: order by version holds here too.
      if (letter.matterId !== undefined && failed.has(letter.matterId)) continue;
      try {
        await inTransaction(async (tx) => {
          await tx.query(`insert into ${service}.inbox (consumer, event_id) values ($1, $2) on conflict do nothing`, [
            this.#consumer,
            letter.eventId,
          ]);
          await handling.apply([readDelivered(this.#contracts, letter.name, letter.eventId, () => letter.payload)], tx);
          await this.#dead.settle(tx, letter.letterId, 'done');
        });
        handling.committed?.();
        this.options.afterCommit?.();
      } catch (error) {
        if (letter.matterId !== undefined) failed.add(letter.matterId);
        await inTransaction((tx) => this.#dead.settle(tx, letter.letterId, 'dead', reasonOf(error)));
      }
    }
    return letters.length > 0;
  }
}
