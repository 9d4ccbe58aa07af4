import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ClockSnapshot, clocksChanged } from '@huiyin/contracts';
import { type Outgoing, outgoing, putInOutbox } from '@huiyin/messaging';
import { Database, type Scope } from '@huiyin/service';
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

  /** The main clocks of these matters that are not stopped, locked until the transaction ends. */
  async lockMain(manager: EntityManager, matterIds: readonly string[]): Promise<Map<string, Clock>> {
    if (matterIds.length === 0) return new Map();
    const rows = (await manager.query(
      `select row_to_json(c) as clock,
              (select json_agg(e order by e.entry_no) from accountability.clock_entry e where e.clock_id = c.id) as entries
         from accountability.clock c
        where c.matter_id = any($1::uuid[]) and c.is_main and c.standing <> 'stopped'
          for update of c`,
      [matterIds],
    )) as StoredClock[];
    return new Map(rows.map(({ clock, entries }) => [clock.matter_id, clockFrom(clock, entries)]));
  }

  /** Clocks of these matters within the scope, oldest first. */
  async ofMatters(scope: Scope, matterIds: readonly string[]): Promise<ClockRow[]> {
    const rows = (await this.database.inScope(scope, (manager) =>
      manager.query(
        `select row_to_json(c) as clock from accountability.clock c
          where matter_id = any($1::uuid[]) and ($2 or responsible_unit = any($3::int[]) or matter_id = $4::uuid)
          order by matter_id, started_at, id`,
        [matterIds, scope.isEverything, scope.units, scope.matterId ?? null],
      ),
    )) as { clock: ClockRow }[];
    return rows.map((row) => row.clock);
  }

  /** Saves clocks with the new part of their ledgers, and says so in the outbox; all in the caller's transaction. */
  async save(manager: EntityManager, changed: readonly ChangedClock[]): Promise<void> {
    if (changed.length === 0) return;
    await this.#insert(
      manager,
      changed.filter((c) => c.stored === 0).map((c) => rowOf(c.clock)),
    );
    await this.#update(
      manager,
      changed.filter((c) => c.stored > 0),
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
    // Past entries are seen by whoever answers for the clock now.
    await manager.query(
      `update accountability.clock_entry e set responsible_unit = r.responsible_unit
         from jsonb_to_recordset($1::jsonb) as r(id uuid, responsible_unit int)
        where e.clock_id = r.id and e.responsible_unit <> r.responsible_unit`,
      [JSON.stringify(rows.map(({ id, responsible_unit }) => ({ id, responsible_unit })))],
    );
  }
}

function toldOf(snapshots: readonly ClockSnapshot[]): Outgoing[] {
  const events: Outgoing[] = [];
  for (let from = 0; from < snapshots.length; from += snapshotsAtMost) {
    events.push(outgoing(clocksChanged, { clocks: snapshots.slice(from, from + snapshotsAtMost) }));
  }
  return events;
}
