import { randomUUID } from 'node:crypto';
import { context, propagation } from '@opentelemetry/api';
import { type EventContract } from '@huiyin/contracts';
import { type Sql } from './sql.js';

/** An event to be sent when the change that caused it commits. */
export interface Outgoing {
  readonly id: string;
  readonly name: string;
  readonly matterId?: string | undefined;
  readonly version?: number | undefined;
  readonly payload: object;
}

/** Prepares an event; `matterId` and `version` of the payload, where it has them, order it among the events of one matter. */
export function outgoing<E extends object>(contract: EventContract<E>, payload: E): Outgoing {
  const { matterId, version } = payload as { matterId?: string; version?: number };
  return {
    id: randomUUID(),
    name: contract.name,
    matterId,
    version: matterId === undefined ? undefined : version,
    payload,
  };
}

/** W3C trace parent of the work in hand, so that a trace goes on through the outbox. */
export function currentTrace(): string | null {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'] ?? null;
}

/** The statement that puts events into the outbox; `rows` and `trace` are the places of its values, the first made by `outboxRows`. */
export function outboxInsert(schema: string, rows: string, trace: string): string {
  return `insert into ${schema}.outbox (id, name, matter_id, version, payload, trace)
     select id, name, matter_id, version, payload, ${trace} from jsonb_to_recordset(${rows}::jsonb)
       as r(id uuid, name text, matter_id uuid, version int, payload jsonb)`;
}

/** Events as the one value that `outboxInsert` takes. */
export function outboxRows(events: readonly Outgoing[]): string {
  return JSON.stringify(
    events.map((e) => ({ id: e.id, name: e.name, matter_id: e.matterId, version: e.version, payload: e.payload })),
  );
}

/** Writes events into the outbox within the caller's transaction: one statement, however many. */
export async function putInOutbox(sql: Sql, schema: string, events: readonly Outgoing[]): Promise<void> {
  if (events.length === 0) return;
  await sql.query(outboxInsert(schema, '$1', '$2'), [outboxRows(events), currentTrace()]);
}

/** What a reader missed of one matter, in order (the answer to `events-since`). */
export async function eventsSince(sql: Sql, schema: string, matterId: string, afterVersion: number) {
  const rows = (await sql.query(
    `select id, name, version, payload from ${schema}.outbox where matter_id = $1 and version > $2 order by version limit 500`,
    [matterId, afterVersion],
  )) as { id: string; name: string; version: number; payload: object }[];
  return { events: rows.map((r) => ({ eventId: r.id, name: r.name, version: r.version, payload: r.payload })) };
}
