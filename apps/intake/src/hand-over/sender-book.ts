import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { putInOutbox } from '@huiyin/messaging';
import { appendAudit } from '@huiyin/service';
import { Matter } from '../matter/matter.table.js';
import { type Applied } from './answer.rules.js';
import { Recipients } from './recipients.js';
import { type OpenOffer } from './ruling.rules.js';

/** One thing that happened to a matter: what follows from it, or nothing. */
export interface Happening {
  readonly matterId: string;
  readonly rule: (matter: Matter, offer: OpenOffer | undefined) => Applied | undefined;
}

interface OfferRow {
  id: string;
  matter_id: string;
  to_site: string;
}

const columns = `id uuid, version int, state text, kept_by text, responsible_unit int, officer_id uuid, officer_name text, offered_to int,
  sender_unit int, period_days int, deciding_unit int, seen_by int[], objected_units int[], informed_units int[], returns int, pending jsonb`;
const save = `update intake.matter m set version = r.version, state = r.state, kept_by = r.kept_by, responsible_unit = r.responsible_unit,
    officer_id = r.officer_id, officer_name = r.officer_name, offered_to = r.offered_to, sender_unit = r.sender_unit,
    period_days = r.period_days, deciding_unit = r.deciding_unit, seen_by = r.seen_by, objected_units = r.objected_units, informed_units = r.informed_units, returns = r.returns, pending = r.pending
  from jsonb_to_recordset($1::jsonb) as r(${columns}) where m.id = r.id`;
const note = `insert into intake.hand_over_answer (hand_over_id, standing, at, by_official, reasons, legal_basis, other_unit)
  select hand_over_id, standing, at, by_official, reasons, legal_basis, other_unit from jsonb_to_recordset($1::jsonb)
    as r(hand_over_id uuid, standing text, at timestamptz, by_official text, reasons text, legal_basis text, other_unit int)
  on conflict do nothing`;

/** What is told from outside changes many matters at once: a handful of statements for a whole batch. */
@Injectable()
export class SenderBook {
  constructor(private readonly recipients: Recipients) {}

  /** Applies in the given order. @returns how many took effect. */
  async apply(sql: EntityManager, happenings: readonly Happening[]): Promise<number> {
    if (happenings.length === 0) return 0;
    const ids = [...new Set(happenings.map((one) => one.matterId))];
    const matters = await this.#locked(sql, ids);
    const offers = await openOffers(sql, [...matters.values()]);
    const done: { matterId: string; applied: Applied }[] = [];
    for (const { matterId, rule } of happenings) {
      const matter = matters.get(matterId);
      const applied = matter && rule(matter, offers.get(matterId));
      if (matter === undefined || applied === undefined) continue;
      matters.set(matterId, { ...matter, ...applied.row, version: applied.version });
      done.push({ matterId, applied });
    }
    if (done.length > 0) await this.#write(sql, matters, done);
    return done.length;
  }

  /**
   * Whatever a unit that ended could read, or still has to say a word on, its heir can read; nothing is told, for nobody owes more by it.
   * What accuses one of `lineage`, the heir and the units above it, is not for the heir (R30 ¶3).
   */
  async readByHeir(sql: EntityManager, unitId: number, heirId: number, lineage: readonly number[]): Promise<void> {
    // A whole office's past is one statement.
    await sql.query(`select set_config('statement_timeout', '60s', true)`);
    await sql.query(
      `update intake.matter set seen_by = array_append(array_remove(array_remove(seen_by, $1::int), $2::int), $2::int),
          sender_unit = case when sender_unit = $1::int then $2::int else sender_unit end,
          deciding_unit = case when deciding_unit = $1::int then $2::int else deciding_unit end
        where seen_by && array[$1::int] and not accused_units && $3::int[]`,
      [unitId, heirId, lineage],
    );
  }

  async #locked(sql: EntityManager, ids: readonly string[]): Promise<Map<string, Matter>> {
    const matters = await sql.find(Matter, {
      where: { id: In([...ids]) },
      order: { id: 'asc' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Map(matters.map((matter) => [matter.id, matter]));
  }

  async #write(
    sql: EntityManager,
    matters: ReadonlyMap<string, Matter>,
    done: readonly { matterId: string; applied: Applied }[],
  ): Promise<void> {
    const changed = [...new Set(done.map((one) => one.matterId))].flatMap((id) => matters.get(id) ?? []);
    await sql.query(save, [JSON.stringify(changed.map(rowOf))]);
    const answers = done.flatMap(({ applied }) => applied.answers);
    if (answers.length > 0) await sql.query(note, [JSON.stringify(answers.map(answerOf))]);
    await appendAudit(
      sql,
      'intake',
      this.recipients.site,
      done.map(({ matterId, applied }) => ({
        actor: 'service:intake',
        act: applied.command,
        object: matterId,
        version: applied.version,
        outcome: 'done',
        requestId: randomUUID(),
      })),
    );
    await putInOutbox(
      sql,
      'intake',
      done.flatMap(({ applied }) => applied.events),
    );
  }
}

async function openOffers(sql: EntityManager, matters: readonly Matter[]): Promise<Map<string, OpenOffer>> {
  const open = matters.filter((matter) => matter.offeredTo !== null && matter.offerId !== null);
  if (open.length === 0) return new Map();
  const rows = (await sql.query('select id, matter_id, to_site from intake.hand_over where id = any($1::uuid[])', [
    open.map((matter) => matter.offerId),
  ])) as OfferRow[];
  const toUnits = new Map(open.map((matter) => [matter.id, matter.offeredTo ?? 0]));
  return new Map(
    rows.map((row) => [
      row.matter_id,
      { handOverId: row.id, toUnit: toUnits.get(row.matter_id) ?? 0, toSite: row.to_site },
    ]),
  );
}

function rowOf(m: Matter): object {
  return {
    id: m.id,
    version: m.version,
    state: m.state,
    kept_by: m.keptBy,
    responsible_unit: m.responsibleUnit,
    officer_id: m.officerId,
    officer_name: m.officerName,
    offered_to: m.offeredTo,
    sender_unit: m.senderUnit,
    period_days: m.periodDays,
    deciding_unit: m.decidingUnit,
    seen_by: m.seenBy,
    objected_units: m.objectedUnits,
    informed_units: m.informedUnits,
    returns: m.returns,
    pending: m.pending,
  };
}

function answerOf(row: Applied['answers'][number]): object {
  return {
    hand_over_id: row.handOverId,
    standing: row.standing,
    at: row.at,
    by_official: row.byOfficial,
    reasons: row.reasons,
    legal_basis: row.legalBasis,
    other_unit: row.otherUnit,
  };
}
