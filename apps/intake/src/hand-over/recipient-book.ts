import { Injectable } from '@nestjs/common';
import { type HandOverOffered, type HandOverRuled } from '@huiyin/contracts';
import { type Sql } from '@huiyin/messaging';
import { type AnswerWords } from './answer.rules.js';

const add = `insert into intake.offer (id, version, matter_id, kind, from_unit, from_site, to_unit, standing, offered_at, objection_due_at, attempt,
    may_object, period_days)
  select "handOverId", 1, "matterId", kind, "fromUnitId", "fromSite", "toUnitId", 'offered', "offeredAt", "objectionDueAt", attempt, "mayObject",
    "periodDays" from jsonb_to_recordset($1::jsonb) as r("handOverId" uuid, "matterId" uuid, kind text, "fromUnitId" int, "fromSite" text,
    "toUnitId" int, "offeredAt" timestamptz, "objectionDueAt" timestamptz, attempt int, "mayObject" boolean, "periodDays" int)
  on conflict do nothing`;
const end = `update intake.offer o set version = o.version + 1, standing = r.standing, answered_at = coalesce(o.answered_at, r.at)
  from jsonb_to_recordset($1::jsonb) as r("handOverId" uuid, standing text, at timestamptz) where o.id = r."handOverId" and o.standing <> r.standing`;

/** The recipient's book, as the sender's tells it: what is offered, and how it ended. */
@Injectable()
export class RecipientBook {
  async offered(sql: Sql, offers: readonly HandOverOffered[]): Promise<void> {
    if (offers.length > 0) await sql.query(add, [JSON.stringify(offers)]);
  }

  async ruled(sql: Sql, rulings: readonly HandOverRuled[]): Promise<void> {
    if (rulings.length > 0) await sql.query(end, [JSON.stringify(rulings)]);
  }

  /** Offers that the sender's book has just taken back end here in the same moment: their recipient must not see them until the news comes. */
  async takenBack(sql: Sql, matterIds: readonly string[], at: Date): Promise<void> {
    await sql.query(
      `update intake.offer o set version = o.version + 1, standing = 'returned', answered_at = coalesce(o.answered_at, $2)
        from intake.matter m where m.id = any($1::uuid[]) and m.offered_to is null and m.offer_id = o.id
          and m.kept_by = 'intake' and o.standing <> 'returned'`,
      [matterIds, at],
    );
  }

  /** What is open for a unit that ended is open for its heir. */
  async succeeded(sql: Sql, unitId: number, heirId: number): Promise<void> {
    await sql.query(
      `update intake.offer set to_unit = $2 where to_unit = $1 and standing in ('offered','objected','disputed')`,
      [unitId, heirId],
    );
  }

  /** Why it objected or disputed, by hand-over: what the sender's book asks for, since an event has no words. */
  async wordsOf(sql: Sql, handOverIds: readonly string[]): Promise<Map<string, AnswerWords>> {
    if (handOverIds.length === 0) return new Map();
    const rows = (await sql.query(
      `select id, reasons, legal_basis as "legalBasis" from intake.offer where id = any($1::uuid[])`,
      [handOverIds],
    )) as (AnswerWords & { id: string })[];
    return new Map(rows.map(({ id, ...words }) => [id, words]));
  }

  /** Those of the given hand-overs that were answered here, though the sender's book may not have heard of it yet. */
  async answered(sql: Sql, handOverIds: readonly string[]): Promise<Set<string>> {
    const rows = (await sql.query(`select id from intake.offer where id = any($1::uuid[]) and standing <> 'offered'`, [
      handOverIds,
    ])) as { id: string }[];
    return new Set(rows.map((row) => row.id));
  }
}
