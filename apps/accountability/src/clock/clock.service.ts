import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ClockSnapshot, clocksChanged } from '@huiyin/contracts';
import { type Outgoing, outgoing, putInOutbox } from '@huiyin/messaging';
import { Database, type Scope } from '@huiyin/service';
import { type TimeLimitId } from '@huiyin/statute';
import { type Clock, snapshotOf } from './clock.rules.js';
import { clockFrom, entryRowsOf, rowOf } from './clock.rows.js';
import {
  changingColumns,
  clockColumns,
  clockRecord,
  type ClockRow,
  entryColumns,
  entryRecord,
  type EntryRow,
} from './clock.table.js';
import { type LedgerEntry } from './ledger.rules.js';

/** A clock to be saved, and how many entries of its ledger are stored already; 0 for a new one. */
export interface ChangedClock {
  readonly clock: Clock;
  readonly stored: number;
}

interface StoredClock {
  clock: ClockRow;
  entries: EntryRow[];
}

/** Snapshots in one `clocks-changed` event, by contract. */
const snapshotsAtMost = 500;

/** Clocks in and out of the database: a few statements, whatever their number. */
@Injectable()
export class Clocks {
  constructor(private readonly database: Database) {}

  /**
   * Clocks of these matters that are not stopped, and stopped ones of the rules that may run again; by matter, oldest first. They are
   * locked until the transaction ends.
   */
  async lockOf(
    manager: EntityManager,
    matterIds: readonly string[],
    mayRunAgain: readonly TimeLimitId[],
  ): Promise<Map<string, Clock[]>> {
    if (matterIds.length === 0) return new Map();
    const clocks = await this.#lock(
      manager,
      `c.matter_id = any($1::uuid[]) and (c.standing <> 'stopped' or c.rule = any($2::text[]))`,
      [matterIds, mayRunAgain],
    );
    const byMatter = new Map<string, Clock[]>();
    for (const clock of clocks) byMatter.set(clock.matterId, [...(byMatter.get(clock.matterId) ?? []), clock]);
    return byMatter;
  }

  /** These clocks, locked until the transaction ends. */
  async lock(manager: EntityManager, clockIds: readonly string[]): Promise<Clock[]> {
    return clockIds.length === 0 ? [] : this.#lock(manager, 'c.id = any($1::uuid[])', [clockIds]);
  }

  async #lock(manager: EntityManager, condition: string, values: unknown[]): Promise<Clock[]> {
    const rows = (await manager.query(
      `select row_to_json(c) as clock,
              (select json_agg(e order by e.entry_no) from accountability.clock_entry e where e.clock_id = c.id) as entries
         from accountability.clock c where ${condition} order by c.started_at, c.id for update of c`,
      values,
    )) as StoredClock[];
    return rows.map(({ clock, entries }) => clockFrom(clock, entries));
  }

  /** Clocks of these matters within the scope, oldest first. */
  async ofMatters(scope: Scope, matterIds: readonly string[]): Promise<ClockRow[]> {
    const rows = (await this.database.inScope(scope, (manager) =>
      manager.query(
        `select row_to_json(c) as clock from accountability.clock c
          where matter_id = any($1::uuid[]) and ($2 or matter_id = $4::uuid
             or exists (select from accountability.matter_duty d where d.matter_id = c.matter_id and d.seen_by && $3::int[]))
          order by matter_id, started_at, id`,
        [matterIds, scope.isEverything, scope.units, scope.matterId ?? null],
      ),
    )) as { clock: ClockRow }[];
    return rows.map((row) => row.clock);
  }

  /** Saves clocks with the new part of their ledgers, and says so in the outbox; all in the caller's transaction. */
  async save(manager: EntityManager, changed: readonly ChangedClock[]): Promise<void> {
    if (changed.length === 0) return;
    const known = changed.filter((c) => c.stored > 0);
    const isMainNow = ({ clock }: ChangedClock) => clock.isMain && clock.standing !== 'stopped';
    // What is main no longer makes room first: at no moment has a matter two.
    await this.#update(
      manager,
      known.filter((c) => !isMainNow(c)),
    );
    await this.#update(manager, known.filter(isMainNow));
    await this.#insert(
      manager,
      changed.filter((c) => c.stored === 0).map((c) => rowOf(c.clock)),
    );
    const entries = changed.flatMap(({ clock, stored }) => entryRowsOf(clock, stored));
    await manager.query(
      `insert into accountability.clock_entry (${entryColumns})
       select ${entryColumns} from jsonb_to_recordset($1::jsonb) as r(${entryRecord})`,
      [JSON.stringify(entries)],
    );
    await putInOutbox(manager, 'accountability', toldOf(changed.map((c) => snapshotOf(c.clock))));
  }

  async #insert(manager: EntityManager, rows: readonly ClockRow[]): Promise<void> {
    if (rows.length === 0) return;
    await manager.query(
      `insert into accountability.clock (${clockColumns})
       select ${clockColumns} from jsonb_to_recordset($1::jsonb) as r(${clockRecord})`,
      [JSON.stringify(rows)],
    );
  }

  async #update(manager: EntityManager, changed: readonly ChangedClock[]): Promise<void> {
    if (changed.length === 0) return;
    const rows = changed.map(({ clock }) => rowOf(clock));
    await manager.query(
      `update accountability.clock c set ${changingColumns.map((column) => `${column} = r.${column}`).join(', ')}
         from jsonb_to_recordset($1::jsonb) as r(${clockRecord}) where c.id = r.id`,
      [JSON.stringify(rows)],
    );
    const passedOn = changed.filter(({ clock, stored }) => clock.entries.slice(stored).some(isReassigned));
    if (passedOn.length === 0) return;
    // Past entries are seen by whoever answers for the clock now.
    await manager.query(
      `update accountability.clock_entry e set responsible_unit = r.responsible_unit
         from jsonb_to_recordset($1::jsonb) as r(id uuid, responsible_unit int)
        where e.clock_id = r.id and e.responsible_unit <> r.responsible_unit`,
      [JSON.stringify(passedOn.map(({ clock }) => ({ id: clock.clockId, responsible_unit: clock.unitId })))],
    );
  }
}

function isReassigned({ kind }: LedgerEntry): boolean {
  return kind === 'reassigned';
}

function toldOf(snapshots: readonly ClockSnapshot[]): Outgoing[] {
  const events: Outgoing[] = [];
  for (let from = 0; from < snapshots.length; from += snapshotsAtMost) {
    events.push(outgoing(clocksChanged, { clocks: snapshots.slice(from, from + snapshotsAtMost) }));
  }
  return events;
}
