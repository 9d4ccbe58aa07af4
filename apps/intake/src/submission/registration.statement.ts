import { type Statement } from '@huiyin/service';
import { type PetitionerRow } from '../petitioner/petitioner.cells.js';

/** Everything that one registration writes: petitioner, matter, submission, idempotency key, audit row, event. */
export interface RegistrationRows {
  readonly petitioner: PetitionerRow;
  readonly matter: { id: string; unit: number; officerId: string; officerName: string; locationCode: string | null };
  readonly submission: {
    id: string;
    no: string;
    channel: string;
    purpose: string;
    title: string;
    content: string;
    factsDigest: Buffer;
    receivingUnit: number;
    registeredBy: string;
    isOnBehalf: boolean;
    visitForm: string | null;
    people: number | null;
    attachments: number;
    clockRule: string;
    legalDueOn: string;
    internalDueOn: string | null;
    receivedAt: Date;
    registeredAt: Date;
  };
  readonly key: { owner: string; key: string; request: Buffer; answer: Buffer };
  readonly audit: { id: string; actor: string; session: string | null; requestId: string; site: string };
  readonly event: { id: string; name: string; payload: string; trace: string | null };
}

/**
 * One statement, prepared once, for the hottest write there is. It reads nothing, so row-level security has nothing to hide from it:
 * its policies let anybody's petition be written for any office. All or nothing; a repeated key breaks it with 23505.
 */
const text = `with
  k as (insert into intake.idempotency (actor, key, request, answer) values ($1, $2, $3, $4)),
  p as (insert into intake.petitioner (id, wrapped_key, name, phone, id_number, address, email, phone_index, id_number_index, email_index)
        values ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14)),
  m as (insert into intake.matter (id, version, state, location_code, urgency, responsible_unit, officer_id, officer_name, registered_at, seen_by)
        values ($15, 1, 'registered', $16, 'ordinary', $17, $18, $19, $20,
          case when $28::int = $17::int then array[$17::int] else array[$28::int, $17::int] end)),
  s as (insert into intake.submission (id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id,
          receiving_unit, registered_by, is_on_behalf, visit_form, people, attachments, clock_rule, legal_due_on, internal_due_on,
          received_at, registered_at)
        values ($21, $15, $22, $23, $24, $25, $26, $27, $5, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $20)),
  o as (insert into intake.outbox (id, name, matter_id, version, payload, trace) values ($38, $39, $15, 1, $40::jsonb, $41))
  insert into intake.audit (id, actor, session, act, object, version, outcome, request_id, site)
  values ($42, $43, $44, 'register-submission', $15::text, 1, 'done', $45, $46)`;

// PostgreSQL infers $15 as uuid from its first use and would refuse the text; the cast above is on a uuid parameter, which it allows.
export function registrationStatement(rows: RegistrationRows): Statement {
  const { key, petitioner: p, matter: m, submission: s, event, audit } = rows;
  return {
    name: 'register-submission',
    text,
    values: [
      key.owner,
      key.key,
      key.request,
      key.answer,
      p.id,
      p.wrapped_key,
      p.name,
      p.phone,
      p.id_number,
      p.address,
      p.email,
      p.phone_index,
      p.id_number_index,
      p.email_index,
      m.id,
      m.locationCode,
      m.unit,
      m.officerId,
      m.officerName,
      s.registeredAt,
      s.id,
      s.no,
      s.channel,
      s.purpose,
      s.title,
      s.content,
      s.factsDigest,
      s.receivingUnit,
      s.registeredBy,
      s.isOnBehalf,
      s.visitForm,
      s.people,
      s.attachments,
      s.clockRule,
      s.legalDueOn,
      s.internalDueOn,
      s.receivedAt,
      event.id,
      event.name,
      event.payload,
      event.trace,
      audit.id,
      audit.actor,
      audit.session,
      audit.requestId,
      audit.site,
    ],
  };
}
