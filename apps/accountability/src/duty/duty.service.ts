import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database, ownScope } from '@huiyin/service';
import { type Duty } from './duty.rules.js';
import { dutyChanges, dutyColumns, dutyRecord, type DutyRow } from './duty.table.js';

interface Versions {
  readonly matter: number;
  readonly handling: number;
}

/** Duties in and out of the database, and the two figures by which they are watched. */
@Injectable()
export class Duties {
  constructor(private readonly database: Database) {}

  /** Versions of these matters as applied: intake's, and assignment's. */
  async versionsOf(manager: EntityManager, matterIds: readonly string[]): Promise<Map<string, Versions>> {
    if (matterIds.length === 0) return new Map();
    const rows = (await manager.query(
      `select matter_id, version, handling_version from accountability.matter_duty where matter_id = any($1::uuid[])`,
      [matterIds],
    )) as Pick<DutyRow, 'matter_id' | 'version' | 'handling_version'>[];
    return new Map(rows.map((row) => [row.matter_id, { matter: row.version, handling: row.handling_version }]));
  }

  /** Duties, locked until the transaction ends, always in the same order: two streams may move one matter at the same moment. */
  async lock(manager: EntityManager, matterIds: readonly string[]): Promise<Map<string, Duty>> {
    if (matterIds.length === 0) return new Map();
    const rows = (await manager.query(
      `select ${dutyColumns} from accountability.matter_duty where matter_id = any($1::uuid[]) order by matter_id for update`,
      [matterIds],
    )) as DutyRow[];
    return new Map(rows.map((row) => [row.matter_id, dutyFrom(row)]));
  }

  async save(manager: EntityManager, duties: readonly Duty[]): Promise<void> {
    if (duties.length === 0) return;
    await manager.query(
      `insert into accountability.matter_duty (${dutyColumns})
       select ${dutyColumns} from jsonb_to_recordset($1::jsonb) as r(${dutyRecord})
       on conflict (matter_id) do update set ${dutyChanges}`,
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

  /** Open matters without their one main clock; anything but 0 is a fault. That none has two is held by the index `clock_one_main`. */
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
    handlingVersion: row.handling_version,
    unitId: row.responsible_unit,
    officerId: row.officer_id,
    registeredUnit: row.registered_unit ?? row.responsible_unit,
    senderUnit: row.sender_unit ?? undefined,
    seenBy: row.seen_by,
    isOpen: row.is_open,
    isDisputed: row.is_disputed,
    profile: row.profile,
  };
}

function rowOf(duty: Duty): DutyRow {
  return {
    matter_id: duty.matterId,
    version: duty.version,
    handling_version: duty.handlingVersion,
    responsible_unit: duty.unitId,
    officer_id: duty.officerId,
    registered_unit: duty.registeredUnit,
    sender_unit: duty.senderUnit ?? null,
    seen_by: duty.seenBy,
    is_open: duty.isOpen,
    is_disputed: duty.isDisputed,
    profile: duty.profile,
  };
}
