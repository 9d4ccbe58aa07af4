import { randomUUID } from 'node:crypto';
import { headers } from '@nats-io/nats-core';
import { type EntityManager } from 'typeorm';
import { matterRemoved, type ServiceName, type StoredEvents } from '@huiyin/contracts';
import {
  type Delivered,
  EventReader,
  type EventHandling,
  eventsSince,
  NatsLine,
  outgoing,
  putInOutbox,
  Relay,
  SoleWorker,
} from '@huiyin/messaging';
import { Database, migrate, migration, ownScope, tablesEveryServiceHas } from '@huiyin/service';
import { eventually, TestSystem } from '../src/index.js';

const tables = (service: ServiceName) => [
  ...tablesEveryServiceHas(service),
  // What the tests' reader does with an event; `seen` has no unique key, so that an event applied twice shows.
  `create table ${service}.seen (n bigint generated always as identity primary key, event_id uuid not null, matter_id uuid not null, version int not null)`,
  `create table ${service}.place (matter_id uuid primary key, version int not null)`,
  `grant select, insert, update on ${service}.seen, ${service}.place to hy_${service}`,
];

/** Keeps what it applies in `seen`; `refuse` may throw for an event, as a fault of a handler would. */
export class Recorder implements EventHandling<EntityManager> {
  readonly owner = 'intake';
  readonly contracts = [matterRemoved];
  readonly sizes: number[] = [];
  refuse: (event: Delivered) => void = () => undefined;

  async versionsOf(matterIds: readonly string[], tx: EntityManager): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ matter_id: string; version: number }[]>(
      'select matter_id, version from reporting.place where matter_id = any($1::uuid[])',
      [matterIds],
    );
    return new Map(rows.map((row) => [row.matter_id, row.version]));
  }

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    for (const event of batch) this.refuse(event);
    this.sizes.push(batch.length);
    const rows = batch.map((e) => ({ event_id: e.eventId, matter_id: e.matterId, version: e.version }));
    await tx.query(
      `insert into reporting.seen (event_id, matter_id, version)
       select * from jsonb_to_recordset($1::jsonb) as r(event_id uuid, matter_id uuid, version int)`,
      [JSON.stringify(rows)],
    );
    await tx.query(
      `insert into reporting.place (matter_id, version)
       select matter_id, max(version) from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, version int) group by matter_id
       on conflict (matter_id) do update set version = greatest(place.version, excluded.version)`,
      [JSON.stringify(rows)],
    );
  }
}

interface Stopping {
  stop(): Promise<void>;
}

/** Parts of the messaging by themselves, on real servers: `intake` owns events, `reporting` reads them. */
export class Kernel {
  readonly faults: string[] = [];
  readonly #open: Stopping[] = [];

  private constructor(
    readonly system: TestSystem,
    readonly owner: Database,
    readonly reader: Database,
  ) {}

  static async start(hasOwnPostgres = false): Promise<Kernel> {
    const system = await TestSystem.start({ services: [], hasOwnPostgres });
    const open = async (service: ServiceName) => {
      await migrate(system.adminUrl, service, [migration('TestTables1764000000000', tables(service))]);
      const settings = system.settings(service);
      const login = { user: `hy_${service}`, password: settings.secret(`db-hy_${service}`), schema: service };
      const database = new Database(settings, login, []);
      await database.open(() => undefined);
      return database;
    };
    return new Kernel(system, await open('intake'), await open('reporting'));
  }

  async stop(): Promise<void> {
    for (const part of this.#open.toReversed()) await part.stop();
    await this.owner.close();
    await this.reader.close();
    await this.system.stop();
  }

  readonly report = (error: unknown, what: string) =>
    void this.faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);

  async line(user: ServiceName | 'workbench'): Promise<NatsLine> {
    const password = this.system.settings('intake').secret(`nats-${user}`);
    const line = new NatsLine({ url: this.system.local.natsUrl, user, password }, () => undefined);
    line.start();
    this.#open.push(line);
    await eventually(async () => line.current() !== undefined);
    return line;
  }

  async relay(): Promise<Relay> {
    const relay = new Relay({
      service: 'intake',
      sql: this.owner,
      line: await this.line('intake'),
      lock: new SoleWorker(this.owner.connection, 'intake/relay'),
      report: this.report,
    });
    relay.start();
    this.#open.push(relay);
    return relay;
  }

  async read(
    handling: Recorder,
    missing: (matterId: string, after: number) => Promise<StoredEvents> = (matterId, after) =>
      eventsSince(this.owner, 'intake', matterId, after),
    backOff?: readonly number[],
  ): Promise<EventReader<EntityManager>> {
    const reader = new EventReader<EntityManager>({
      service: 'reporting',
      line: await this.line('reporting'),
      handling,
      inTransaction: (work) => this.reader.inScope(ownScope('test'), work),
      missing,
      report: this.report,
      ...(backOff === undefined ? {} : { backOff }),
    });
    reader.start();
    this.#open.push(reader);
    return reader;
  }

  /** Commits events of one matter into the outbox. @returns their ids, by version. */
  async happen(matterId: string, ...versions: number[]): Promise<string[]> {
    const events = versions.map((version) => outgoing(matterRemoved, { matterId, version }));
    await this.owner.inScope(ownScope('test'), (manager) => putInOutbox(manager, 'intake', events));
    return events.map((event) => event.id);
  }

  /** Puts a message on the stream past the relay. */
  async publish(body: string, id: string = randomUUID()): Promise<string> {
    const connection = (await this.line('intake')).current();
    const marks = headers();
    if (id !== '') marks.set('Nats-Msg-Id', id);
    connection?.publish(matterRemoved.subject, body, { headers: marks });
    await connection?.flush();
    return id;
  }

  async seen(matterId: string): Promise<number[]> {
    const rows = await this.system.rows<{ version: number }>(
      'select version from reporting.seen where matter_id = $1 order by n',
      [matterId],
    );
    return rows.map((row) => row.version);
  }

  letters(matterId: string) {
    return this.system.rows<{ id: string; version: number; standing: string; reason: string; deliveries: number }>(
      'select id, version, standing, reason, deliveries from reporting.dead_letter where matter_id = $1 order by version',
      [matterId],
    );
  }

  async unsent(): Promise<number> {
    const rows = await this.system.rows<{ n: number }>(
      'select count(*)::int as n from intake.outbox where sent_at is null',
    );
    return rows[0]?.n ?? -1;
  }

  /** What the stream holds, in its order; nothing while it is not there. */
  async stream(): Promise<{ id: string; matterId: string; version: number }[]> {
    const connection = (await this.line('workbench')).current();
    if (connection === undefined) throw new Error('NATS is away');
    const found = [];
    const info = (await connection.request('$JS.API.STREAM.INFO.EVENT_INTAKE')).json<{
      state?: { first_seq: number; last_seq: number };
    }>();
    const { first_seq, last_seq } = info.state ?? { first_seq: 1, last_seq: 0 };
    for (let seq = first_seq; seq <= last_seq; seq++) {
      const reply = await connection.request('$JS.API.STREAM.MSG.GET.EVENT_INTAKE', JSON.stringify({ seq }));
      const { message, error } = reply.json<{
        message?: { data: string; hdrs: string };
        error?: { description: string };
      }>();
      if (message === undefined) throw new Error(`the stream gave nothing at ${seq}: ${error?.description}`);
      const marks = Buffer.from(message.hdrs, 'base64').toString();
      const payload = JSON.parse(Buffer.from(message.data, 'base64').toString()) as {
        matterId: string;
        version: number;
      };
      found.push({ ...payload, id: /Nats-Msg-Id: ?(\S+)/.exec(marks)?.[1] ?? '' });
    }
    return found;
  }
}
