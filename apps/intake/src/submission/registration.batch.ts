import { Inject, Injectable } from '@nestjs/common';
import { Database, NUDGE } from '@huiyin/service';
import { type RegistrationRows, registrationStatement } from './registration.statement.js';

/** Registrations written by one statement at most. One statement is under way at a time: who comes meanwhile is in the next. */
const mostRows = 32;

const columns = `key_owner text, key text, key_request bytea, key_answer bytea, petitioner_id uuid, wrapped_key bytea, name bytea, phone bytea,
  id_number bytea, address bytea, email bytea, phone_index bytea, id_number_index bytea, email_index bytea, matter_id uuid, location_code text,
  unit int, officer_id uuid, officer_name text, registered_at timestamptz, submission_id uuid, submission_no text, channel text, purpose text,
  title text, content text, facts_digest bytea, receiving_unit int, registered_by text, is_on_behalf boolean, visit_form text, people int,
  attachments int, clock_rule text, legal_due_on date, internal_due_on date, received_at timestamptz, event_id uuid, event_name text,
  payload text, trace text, audit_id uuid, actor text, session text, request_id text, site text`;

/** As `registrationStatement`, for many at once: the rows come as one JSON array, bytes as PostgreSQL writes them. */
const text = `with
  r as materialized (select * from json_to_recordset($1::json) as r(${columns})),
  k as (insert into intake.idempotency (actor, key, request, answer) select key_owner, key, key_request, key_answer from r),
  p as (insert into intake.petitioner (id, wrapped_key, name, phone, id_number, address, email, phone_index, id_number_index, email_index)
        select petitioner_id, wrapped_key, name, phone, id_number, address, email, phone_index, id_number_index, email_index from r),
  m as (insert into intake.matter (id, version, state, location_code, urgency, responsible_unit, officer_id, officer_name, registered_at, seen_by)
        select matter_id, 1, 'registered', location_code, 'ordinary', unit, officer_id, officer_name, registered_at,
          case when receiving_unit = unit then array[unit] else array[receiving_unit, unit] end from r),
  s as (insert into intake.submission (id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id,
          receiving_unit, registered_by, is_on_behalf, visit_form, people, attachments, clock_rule, legal_due_on, internal_due_on,
          received_at, registered_at)
        select submission_id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id, receiving_unit,
          registered_by, is_on_behalf, visit_form, people, attachments, clock_rule, legal_due_on, internal_due_on, received_at, registered_at from r),
  o as (insert into intake.outbox (id, name, matter_id, version, payload, trace) select event_id, event_name, matter_id, 1, payload::jsonb, trace from r)
  insert into intake.audit (id, actor, session, act, object, version, outcome, request_id, site)
  select audit_id, actor, session, 'register-submission', matter_id::text, 1, 'done', request_id, site from r`;

interface Waiting {
  readonly rows: RegistrationRows;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes registrations that come at the same time together: one statement, one commit, one flush to disk for all of them. Nobody is
 * answered before that commit, and nobody waits for company: an idle office writes at once. When a statement of many is refused
 * because of one, each is tried alone, so that one repeated key never harms another's petition.
 */
@Injectable()
export class RegistrationBatch {
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(
    private readonly database: Database,
    @Inject(NUDGE) private readonly nudge: () => void,
  ) {}

  /** Resolves when the rows are on disk. */
  write(rows: RegistrationRows): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ rows, done, failed });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#isWriting) return;
    this.#isWriting = true;
    const batch = this.#waiting.splice(0, mostRows);
    void this.#write(batch).finally(() => {
      this.#isWriting = false;
      this.#next();
    });
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.database.insertOnly({
        name: 'register-many',
        text,
        values: [JSON.stringify(batch.map(({ rows }) => flat(rows)))],
      });
      for (const { done } of batch) done();
      this.nudge();
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error);
      else await Promise.all(batch.map((one) => this.#writeAlone(one)));
    }
  }

  async #writeAlone({ rows, done, failed }: Waiting): Promise<void> {
    try {
      await this.database.insertOnly(registrationStatement(rows));
      done();
      this.nudge();
    } catch (error) {
      failed(error);
    }
  }
}

function hex(bytes: Buffer | null): string | null {
  return bytes === null ? null : `\\x${bytes.toString('hex')}`;
}

/** One row of the array, under the names of `columns`. */
function flat({ key, petitioner: p, matter: m, submission: s, event, audit }: RegistrationRows): object {
  return {
    key_owner: key.owner,
    key: key.key,
    key_request: hex(key.request),
    key_answer: hex(key.answer),
    petitioner_id: p.id,
    wrapped_key: hex(p.wrapped_key),
    name: hex(p.name),
    phone: hex(p.phone),
    id_number: hex(p.id_number),
    address: hex(p.address),
    email: hex(p.email),
    phone_index: hex(p.phone_index),
    id_number_index: hex(p.id_number_index),
    email_index: hex(p.email_index),
    matter_id: m.id,
    location_code: m.locationCode,
    unit: m.unit,
    officer_id: m.officerId,
    officer_name: m.officerName,
    registered_at: s.registeredAt,
    submission_id: s.id,
    submission_no: s.no,
    channel: s.channel,
    purpose: s.purpose,
    title: s.title,
    content: s.content,
    facts_digest: hex(s.factsDigest),
    receiving_unit: s.receivingUnit,
    registered_by: s.registeredBy,
    is_on_behalf: s.isOnBehalf,
    visit_form: s.visitForm,
    people: s.people,
    attachments: s.attachments,
    clock_rule: s.clockRule,
    legal_due_on: s.legalDueOn,
    internal_due_on: s.internalDueOn,
    received_at: s.receivedAt,
    event_id: event.id,
    event_name: event.name,
    payload: event.payload,
    trace: event.trace,
    audit_id: audit.id,
    actor: audit.actor,
    session: audit.session,
    request_id: audit.requestId,
    site: audit.site,
  };
}
