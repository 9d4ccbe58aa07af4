import { Injectable } from '@nestjs/common';
import { type HandOverEntry, type HandOvers, type HandOverStanding, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Database } from '@huiyin/service';
import { type HandOverKind } from './hand-over.table.js';
import { Recipients } from './recipients.js';

interface EntryRow {
  id: string;
  version: number;
  matter_id: string;
  kind: HandOverKind;
  standing: HandOverStanding;
  from_unit: number;
  to_unit: number;
  offered_at: Date;
  answered_at: Date | null;
  attempt: number;
  period_days: number | null;
  note: string | null;
  objection: string | null;
  ruling: string | null;
}

/** The latest answer is the standing; the version is that of the recipient's book, which its next answer must name. */
const entries = `select h.id, coalesce(o.version, 1) as version, h.matter_id, h.kind, coalesce(a.standing, 'offered') as standing, h.from_unit,
    coalesce(o.to_unit, h.to_unit) as to_unit, h.offered_at, a.at as answered_at, h.attempt, h.period_days, h.note, x.reasons as objection,
    case when a.standing in ('taken','returned','redirected') then a.reasons end as ruling
  from intake.hand_over h join intake.matter m on m.id = h.matter_id left join intake.offer o on o.id = h.id
  left join lateral (select * from intake.hand_over_answer a where a.hand_over_id = h.id
    order by a.at desc, a.standing in ('objected','disputed') limit 1) a on true
  left join lateral (select * from intake.hand_over_answer x where x.hand_over_id = h.id and x.standing in ('objected','disputed') limit 1) x on true
  where h.matter_id = $1 and ($2 or m.seen_by && $3::int[]) order by h.attempt`;

@Injectable()
export class HandOverReading {
  constructor(
    private readonly database: Database,
    private readonly authorities: Authorities,
    private readonly recipients: Recipients,
  ) {}

  /** @throws Problem `not-found` where the matter is not in scope. */
  async of(matterId: string, call: Call): Promise<HandOvers> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.database.inScope(scope, async (manager) => {
      const rows = (await manager.query(entries, [matterId, scope.isEverything, scope.units])) as EntryRow[];
      if (rows.length > 0) return { handOvers: rows.map((row) => this.#entry(row)) };
      const seen = (await manager.query(
        'select 1 from intake.matter m where m.id = $1 and ($2 or m.seen_by && $3::int[])',
        [matterId, scope.isEverything, scope.units],
      )) as unknown[];
      if (seen.length === 0) throw new Problem('not-found');
      return { handOvers: [] };
    });
  }

  #entry(row: EntryRow): HandOverEntry {
    const { nameOf } = this.recipients.offices;
    return {
      handOverId: row.id,
      version: row.version,
      matterId: row.matter_id,
      kind: row.kind,
      standing: row.standing,
      fromUnitId: row.from_unit,
      fromUnit: nameOf(row.from_unit),
      toUnitId: row.to_unit,
      toUnit: nameOf(row.to_unit),
      offeredAt: row.offered_at.toISOString(),
      ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
      attempt: row.attempt,
      ...(row.period_days === null ? {} : { periodDays: row.period_days }),
      ...(row.note === null ? {} : { note: row.note }),
      ...(row.objection === null ? {} : { objection: row.objection }),
      ...(row.ruling === null ? {} : { ruling: row.ruling }),
    };
  }
}
