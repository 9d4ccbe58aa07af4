import { createHmac, randomUUID } from 'node:crypto';
import { type Call, type Sql } from '@huiyin/messaging';

/** One line of the audit: who did what to which object, why, and how it ended. No personal data: field names only. */
export interface AuditEntry {
  readonly actor: string;
  readonly onBehalfOf?: string | undefined;
  readonly session?: string | undefined;
  readonly act: string;
  readonly object?: string | undefined;
  readonly version?: number | undefined;
  readonly reason?: string | undefined;
  readonly outcome: string;
  readonly changed?: Readonly<Record<string, unknown>> | undefined;
  readonly requestId: string;
}

/** Audit tables of one schema. Rows can only be added: no grant for more, and a trigger besides. */
export function auditTables(schema: string, role: string): string[] {
  return [
    `create table ${schema}.audit (
      entry bigint generated always as identity primary key, id uuid not null, at timestamptz not null default clock_timestamp(),
      actor text not null, on_behalf_of text, session text, act text not null, object text, version int, reason text,
      outcome text not null, changed jsonb, request_id text not null, site text not null)`,
    `create table ${schema}.audit_seal (seal_no bigint primary key, entry bigint not null unique, hash bytea not null)`,
    `create table ${schema}.audit_checkpoint (seal_no bigint primary key, head bytea not null, at timestamptz not null, site text not null, signature bytea not null)`,
    `create function ${schema}.audit_is_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'the audit is append-only' using errcode = '42501'; end $$`,
    ...['audit', 'audit_seal', 'audit_checkpoint'].flatMap((table) => [
      `create trigger append_only before update or delete or truncate on ${schema}.${table}
         for each statement execute function ${schema}.audit_is_append_only()`,
      `grant select, insert on ${schema}.${table} to ${role}`,
    ]),
    `create index audit_object on ${schema}.audit (object, entry)`,
  ];
}

/** The statement that adds entries; `rows` and `site` are the places of its values, the first of them made by `auditRows`. */
export function auditInsert(schema: string, rows: string, site: string): string {
  return `insert into ${schema}.audit (id, actor, on_behalf_of, session, act, object, version, reason, outcome, changed, request_id, site)
     select id, actor, on_behalf_of, session, act, object, version, reason, outcome, changed, request_id, ${site}
       from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, actor text, on_behalf_of text, session text, act text, object text,
         version int, reason text, outcome text, changed jsonb, request_id text)`;
}

/** Entries as the one value that `auditInsert` takes. */
export function auditRows(entries: readonly AuditEntry[]): string {
  return JSON.stringify(
    entries.map((e) => ({
      id: randomUUID(),
      actor: e.actor,
      on_behalf_of: e.onBehalfOf,
      session: e.session,
      act: e.act,
      object: e.object,
      version: e.version,
      reason: e.reason,
      outcome: e.outcome,
      changed: e.changed,
      request_id: e.requestId,
    })),
  );
}

/** Adds entries within the caller's transaction. */
export async function appendAudit(
  sql: Sql,
  schema: string,
  site: string,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(auditInsert(schema, '$1', '$2'), [auditRows(entries), site]);
}

/** The parts of an entry that come from the call. A session is written as a keyed digest: the audit must not open a door. */
export function auditOf(call: Call): Pick<AuditEntry, 'actor' | 'session' | 'requestId'> {
  const { actor } = call;
  const session =
    actor.session === undefined
      ? undefined
      : createHmac('sha256', 'audit').update(actor.session).digest('hex').slice(0, 16);
  return {
    actor: actor.kind === 'citizen' ? 'citizen' : `${actor.kind}:${actor.id}`,
    session,
    requestId: call.requestId,
  };
}
