import { headers as newHeaders } from '@nats-io/nats-core';
import { jetstream, type JetStreamClient, jetstreamManager } from '@nats-io/jetstream';
import { type NatsLine } from './nats-line.js';
import { type SoleWorker } from './sole-worker.js';
import { type Sql } from './sql.js';
import { ensureStream, streamOf } from './streams.js';

const batchSize = 500;
/** Marks taken back in one statement. */
const takeBackSize = 10_000;
/** Milliseconds: how often the outbox is looked at unasked, and how long a nudge waits for company. */
const pollEvery = 250;
const coalesceFor = { quiet: 5, busy: 100 } as const;
/** Events in the last batch from which it is busy. */
const busyFrom = 8;

interface OutboxRow {
  id: string;
  at: Date;
  name: string;
  matter_id: string | null;
  version: number | null;
  payload: object;
  trace: string | null;
}

export interface RelayOptions {
  readonly service: string;
  readonly sql: Sql;
  readonly line: NatsLine;
  readonly lock: SoleWorker;
  readonly report: (error: unknown, what: string) => void;
}

/**
 * Sends what stands in the outbox to JetStream, in the order of commit per matter as far as that can be known, and marks what was
 * stored. A stream that is gone, new, or older than what was sent is filled again from the outbox: no fact lives only in JetStream.
 */
export class Relay {
  #isStopping = false;
  #comparedGeneration = -1;
  #wake: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #client: { generation: number; js: JetStreamClient } | undefined;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.#running = this.#run();
  }

  /** Something was committed. Cheap; may be called as often as one likes. */
  nudge(): void {
    this.#wake?.();
  }

  /** Sends what is left, then stops. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.nudge();
    await this.#running;
    await this.options.lock.release();
  }

  async #run(): Promise<void> {
    let quiet = 0;
    while (true) {
      try {
        const sent = await this.#turn();
        quiet = 0;
        if (this.#isStopping && sent < batchSize) return;
        if (sent < batchSize) await this.#rest(sent < busyFrom ? coalesceFor.quiet : coalesceFor.busy);
      } catch (error) {
        if (this.#isStopping) return;
        if (quiet++ % 20 === 0) this.options.report(error, 'relay');
        this.#comparedGeneration = -1;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async #rest(coalesce: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollEvery);
      this.#wake = () => {
        clearTimeout(timer);
        setTimeout(resolve, coalesce);
        this.#wake = undefined;
      };
    });
    this.#wake = undefined;
  }

  /** One batch. @returns how many were sent. */
  async #turn(): Promise<number> {
    const { line, lock, sql, service } = this.options;
    const connection = line.current();
    if (connection === undefined || !(await lock.isMine())) return 0;
    if (this.#comparedGeneration !== line.generation) await this.#compare(line.generation);
    const rows = (await sql.query(
      `select id, at, name, matter_id, version, payload, trace from ${service}.outbox where sent_at is null order by at, version limit ${batchSize}`,
    )) as OutboxRow[];
    if (rows.length === 0) return 0;
    const stored = await this.#publish(rows);
    await sql.query(
      `update ${service}.outbox o set sent_at = now(), stream_seq = s.seq
         from unnest($1::uuid[], $2::bigint[]) as s(id, seq) where o.id = s.id and o.at between $3 and $4`,
      [stored.map((s) => s.id), stored.map((s) => s.seq), rows[0]?.at, new Date((rows.at(-1)?.at.getTime() ?? 0) + 1)],
    );
    return rows.length;
  }

  async #publish(rows: readonly OutboxRow[]): Promise<{ id: string; seq: number }[]> {
    const js = this.#jetstream();
    // The client makes an error with its stack for every message it sends, in case it is needed; five hundred at once are not.
    const frames = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    const sending = rows.map(async (row) => {
      const headers = newHeaders();
      if (row.trace !== null) headers.set('traceparent', row.trace);
      if (row.matter_id !== null) headers.set('Hy-Matter', `${row.matter_id}/${row.version ?? 0}`);
      const body = JSON.stringify(row.payload);
      const ack = await js.publish(`event.${row.name}`, body, { msgID: row.id, headers, timeout: 5_000 });
      return { id: row.id, seq: ack.seq };
    });
    Error.stackTraceLimit = frames;
    const results = await Promise.allSettled(sending);
    const stored = results.filter((r) => r.status === 'fulfilled').map((r) => r.value);
    const failed = results.find((r) => r.status === 'rejected');
    if (stored.length === 0 && failed !== undefined) throw failed.reason;
    if (failed !== undefined) this.#comparedGeneration = -1;
    return stored;
  }

  #jetstream(): JetStreamClient {
    const { line } = this.options;
    const connection = line.current();
    if (connection === undefined) throw new Error('NATS went away');
    if (this.#client?.generation !== line.generation)
      this.#client = { generation: line.generation, js: jetstream(connection) };
    return this.#client.js;
  }

  /** Security reference 13: compares the stream with what was sent, and takes back the mark of all that the stream no longer has. */
  async #compare(generation: number): Promise<void> {
    const { line, sql, service } = this.options;
    const connection = line.current();
    if (connection === undefined) return;
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 5_000 });
    const { info } = await ensureStream(manager, service);
    const known = (await sql.query(`select created from ${service}.relay_state where stream = $1`, [
      streamOf(service),
    ])) as { created: string }[];
    const isSame = known[0]?.created === info.created;
    const keptUpTo = isSame ? info.state.last_seq : 0;
    await this.#takeBackAfter(keptUpTo);
    if (!isSame) {
      await sql.query(
        `insert into ${service}.relay_state (stream, created) values ($1, $2) on conflict (stream) do update set created = excluded.created`,
        [streamOf(service), info.created],
      );
    }
    this.#comparedGeneration = generation;
  }

  /** In pieces: thirty days of events in one statement would take longer than a statement may. */
  async #takeBackAfter(keptUpTo: number): Promise<void> {
    const { sql, service } = this.options;
    for (;;) {
      const rows = (await sql.query(
        `with lost as (select id, at from ${service}.outbox where stream_seq > $1 limit ${takeBackSize}),
              back as (update ${service}.outbox o set sent_at = null, stream_seq = null from lost
                        where o.id = lost.id and o.at = lost.at returning 1)
         select count(*)::int as n from back`,
        [keptUpTo],
      )) as [{ n: number }];
      if (rows[0].n < takeBackSize) return;
    }
  }
}
