import { type ConsumerMessages, jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream';
import { type EventContract, Problem } from '@huiyin/contracts';
import { DeadLetters } from './dead-letters.js';
import { type Delivered, idOf, isEventId, nameOf, readDelivered } from './delivered.js';
import { type EventReaderOptions } from './event-handling.js';
import { isOutage, isStoreAway } from './line-failure.js';
import { reasonOf } from './delivery.js';
import { EventApplication } from './event-application.js';
import { Replays } from './replays.js';
import { type Sql } from './sql.js';
import { ensureConsumer, streamOf } from './streams.js';

const batchSize = 250;
/**
 * Milliseconds that a reader waits for company before it opens a transaction: a moment when little comes, longer when much does. Many
 * small transactions cost the store more than a reader of a timeline can notice.
 */
const gatherFor = { quiet: 10, busy: 200 } as const;
/** Events in the last batch from which it is busy. */
const busyFrom = 8;
/** Milliseconds before the next try, by number of failed tries; after the last the event is dead. */
const backOff = [1_000, 5_000, 30_000, 120_000] as const;
/** Milliseconds between looks for letters to replay while events keep coming. */
const lookEvery = 5_000;
/** Milliseconds that a batch waits for another owner's stream, and between two looks; then what is not ready is delivered again later. */
const readyWithin = 500;
const readyLook = 20;
/** Failing events that are remembered. */
const mostTried = 10_000;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Another owner's stream must be read further before an event can be applied. */
class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** Reads one owner's stream through a durable pull consumer and applies every event once. */
export class EventReader<Tx extends Sql> {
  readonly #contracts: ReadonlyMap<string, EventContract>;
  readonly #dead: DeadLetters;
  readonly #consumer: string;
  readonly #replays: Replays<Tx>;
  readonly #application: EventApplication<Tx>;
  /**
   * Failed tries by event. JetStream's count of deliveries will not do: it rises while the store or the owner is away, and an outage
   * must not use up an event's tries.
   */
  readonly #tries = new Map<string, number>();
  #waiting: JsMsg[] = [];
  #messages: ConsumerMessages | undefined;
  #isStopping = false;
  #wake: (() => void) | undefined;
  #running: Promise<unknown> | undefined;

  constructor(private readonly options: EventReaderOptions<Tx>) {
    this.#contracts = new Map(options.handling.contracts.map((c) => [c.name, c]));
    this.#consumer = `${options.handling.owner}>${options.service}`;
    this.#dead = new DeadLetters(options.service, this.#consumer);
    this.#application = new EventApplication(options, this.#contracts, this.#dead, this.#consumer);
    this.#replays = new Replays(options, this.#contracts, this.#dead, this.#consumer);
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
        // A stop that came meanwhile found nothing to end.
        if (this.#isStopping) this.#messages.stop();
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
    let lookedAt = 0;
    while (!this.#isStopping) {
      if (this.#waiting.length > 0 && this.#waiting.length < batchSize)
        await rest(lastSize < busyFrom ? gatherFor.quiet : gatherFor.busy);
      const batch = this.#waiting.splice(0, batchSize);
      lastSize = batch.length;
      try {
        if (batch.length > 0) await this.#process(batch);
        const isTimeToLook = batch.length === 0 || Date.now() - lookedAt > lookEvery;
        if (isTimeToLook) lookedAt = Date.now();
        const hasReplayed = isTimeToLook && (await this.#replays.run());
        if (batch.length === 0 && !hasReplayed) await this.#sleep();
      } catch (error) {
        this.options.report(error, `applying ${this.options.handling.owner}`);
        // Those that were acknowledged already do not mind.
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
      const notReady = await this.#apply(
        readable.map((r) => r.event),
        messages,
      );
      for (const { message, event } of readable) {
        if (event.matterId === undefined || !notReady.has(event.matterId)) message.ack();
        else await this.#failed(message, event, new NotReady('waits for the stream of another owner'));
      }
    } catch (error) {
      if (readable.length === 1 && readable[0] !== undefined)
        return this.#failed(readable[0].message, readable[0].event, error);
      for (const one of readable) await this.#process([one.message]);
    }
  }

  /**
   * Waits as long as the store is away, telling JetStream that the work goes on: an outage never makes an event dead.
   * @returns matters whose events were left out because another owner's stream is behind.
   */
  async #apply(events: readonly Delivered[], messages: readonly JsMsg[]): Promise<ReadonlySet<string>> {
    const patienceEnds = Date.now() + readyWithin;
    let all = events;
    // Asked once: what the owner lacks too is missing for good, and the rest must not wait for it.
    let mayAsk = true;
    for (let tries = 1; ; tries++) {
      try {
        const outcome = await this.#application.once(all, { mayWait: Date.now() < patienceEnds, mayAsk });
        if (outcome === 'not-ready') {
          await rest(readyLook);
          continue;
        }
        if ('gapsAfter' in outcome) {
          all = await this.#application.withMissing(all, outcome.gapsAfter);
          mayAsk = false;
          continue;
        }
        if (this.#tries.size > 0) for (const event of events) this.#tries.delete(event.eventId);
        this.options.handling.committed?.();
        this.options.afterCommit?.();
        return outcome.leftOut;
      } catch (error) {
        if (!isStoreAway(error) || this.#isStopping) throw error;
        if (tries % 20 === 1)
          this.options.report(error, `applying ${this.options.handling.owner}: store away, waiting`);
        for (const message of messages) message.working();
        await rest(500);
      }
    }
  }

  async #failed(message: JsMsg, event: Delivered, error: unknown): Promise<void> {
    // An outage elsewhere never makes an event dead.
    if ((error instanceof Problem && isOutage(error)) || this.#isStopping) return message.nak(2_000);
    const tries = (this.#tries.get(event.eventId) ?? 0) + 1;
    const delay = (this.options.backOff ?? backOff)[tries - 1];
    if (delay === undefined) {
      await this.#bury(message, event, reasonOf(error));
      this.#tries.delete(event.eventId);
      return;
    }
    if (this.#tries.size >= mostTried) this.#tries.clear();
    this.#tries.set(event.eventId, tries);
    // Waiting is no fault: it is told only when it has become a dead letter.
    if (!(error instanceof NotReady)) this.options.report(error, `applying ${event.name}`);
    message.nak(delay);
  }

  async #bury(message: JsMsg, event: Delivered | undefined, reason: string): Promise<void> {
    const id = idOf(message);
    await this.options.inTransaction(async (tx) => {
      // Settled like an applied one: otherwise the next of its matter would find a gap and bring it again.
      if (event !== undefined) await this.#application.takeIn(tx, [event.eventId]);
      await this.#dead.put(tx, {
        eventId: isEventId(id) ? id : null,
        name: nameOf(message),
        matterId: event?.matterId,
        version: event?.version,
        payload: event?.payload ?? null,
        reason,
        deliveries: message.info.deliveryCount,
        standing: 'dead',
      });
    });
    message.term(reason.slice(0, 100));
    this.options.report(new Error(reason), `dead letter ${nameOf(message)}`);
  }
}
