import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database, ownScope } from '@huiyin/service';
import { type Duty } from './duty.rules.js';
import { dutyRecord, type DutyRow } from './duty.table.js';

/** Duties in and out of the database, and the two figures by which they are watched. */
@Injectable()
export class Duties {
  constructor(private readonly database: Database) {}

  async of(manager: EntityManager, matterIds: readonly string[]): Promise<Map<string, Duty>> {
    if (matterIds.length === 0) return new Map();
    const rows = (await manager.query(`select * from accountability.matter_duty where matter_id = any($1::uuid[])`, [
      matterIds,
    ])) as DutyRow[];
    return new Map(rows.map((row) => [row.matter_id, dutyFrom(row)]));
  }

  async save(manager: EntityManager, duties: readonly Duty[]): Promise<void> {
    if (duties.length === 0) return;
    await manager.query(
      `insert into accountability.matter_duty (matter_id, version, responsible_unit, officer_id, is_open, profile)
       select matter_id, version, responsible_unit, officer_id, is_open, profile
         from jsonb_to_recordset($1::jsonb) as r(${dutyRecord})
       on conflict (matter_id) do update set version = excluded.version, responsible_unit = excluded.responsible_unit,
         officer_id = excluded.officer_id, is_open = excluded.is_open`,
      [JSON.stringify(duties.map(rowOf))],
    );
  }

  /** Takes away all that is held of these matters: duty, clocks, and with the clocks their ledgers and claims. */
  async remove(manager: EntityManager, matterIds: readonly string[]): Promise<void> {
    if (matterIds.length === 0) return;
    await manager.query(
      `with gone as (delete from accountability.matter_duty where matter_id = any($1::uuid[]))
       delete from accountability.clock where matter_id = any($1::uuid[])`,
      [matterIds],
    );
  }

  /** Running clocks whose legal date has passed. */
  async overdue(): Promise<number> {
    return this.#count(`select count(*)::int as n from accountability.clock
                         where standing = 'running' and legal_due_at <= now()`);
  }

  /** Open matters without a main clock: the invariant of the house; anything but 0 is a fault. */
  async openWithoutClock(): Promise<number> {
    return this.#count(`select count(*)::int as n from accountability.matter_duty d
                         where d.is_open and not exists (select from accountability.clock c
                           where c.matter_id = d.matter_id and c.is_main and c.standing <> 'stopped')`);
  }

  async #count(text: string): Promise<number> {
    const rows = (await this.database.inScope(ownScope('figures'), (manager) => manager.query(text))) as [
      { n: number },
    ];
    return rows[0].n;
  }
}

function dutyFrom(row: DutyRow): Duty {
  return {
    matterId: row.matter_id,
    version: row.version,
    unitId: row.responsible_unit,
    officerId: row.officer_id,
    isOpen: row.is_open,
    profile: row.profile,
  };
}

function rowOf(duty: Duty): DutyRow {
  return {
    matter_id: duty.matterId,
    version: duty.version,
    responsible_unit: duty.unitId,
    officer_id: duty.officerId,
    is_open: duty.isOpen,
    profile: duty.profile,
  };
}
