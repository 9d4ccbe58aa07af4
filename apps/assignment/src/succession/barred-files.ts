import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { putInOutbox } from '@huiyin/messaging';
import { appendAudit, Database, type Settings, SETTINGS, UnitDirectory } from '@huiyin/service';
import { HandlingFile } from '../file/file.table.js';
import { lineageOf, unitsBelow } from '../file/unit-tree.rules.js';
import { barred, type Barred, type Barring } from './barring.rules.js';
import { type Heir } from './succession.rules.js';

/** Files looked at in one go. */
const batchSize = 500;

/** R24 ¶2, R30 ¶3, D.9: whoever goes on in the place of an accused unit is accused as it was, and no file stays or goes there. */
@Injectable()
export class BarredFiles {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly units: UnitDirectory,
  ) {}

  /**
   * Bars the heir of `endedUnit` wherever that one was accused, and takes from the heir, and from what it would inherit, every file that
   * accuses it. Again and again without harm. @returns how many files changed.
   */
  async bar(sql: EntityManager, endedUnit: number, heirId: number): Promise<number> {
    await sql.query(
      `update assignment.file set accused_units = array_append(accused_units, $2::int)
        where accused_units <> '{}' and accused_units @> array[$1::int] and not accused_units @> array[$2::int]`,
      [endedUnit, heirId],
    );
    const units = this.units.all();
    const readers = [...unitsBelow(units, heirId), endedUnit];
    const table = this.database.columnsOf(HandlingFile);
    const now = this.database.now();
    let total = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = (await sql.query(
        `select ${table.all} from ${table.table} where accused_units <> '{}' and accused_units && $1::int[]
          and seen_by && $2::int[] and id > $3 order by id limit ${batchSize} for update`,
        [lineageOf(units, heirId), readers, after],
      )) as Record<string, unknown>[];
      const files = rows.flatMap((row) => table.row(row) ?? []);
      const moves = files.flatMap((file) => {
        const move = barred(file, this.#barringOf(file, endedUnit, heirId), now);
        return move === undefined ? [] : [{ ...move, row: { ...file, ...move.row, version: move.answer.version } }];
      });
      if (moves.length > 0) await this.#save(sql, moves, readers);
      total += moves.length;
      const last = files.at(-1);
      if (last === undefined || files.length < batchSize) return total;
      after = last.id;
    }
  }

  #barringOf({ accusedUnits }: HandlingFile, endedUnit: number, heirId: number): Barring {
    const units = this.units.all();
    const isBarred = (unit: number) =>
      accusedUnits.includes(unit) ||
      lineageOf(units, unit === endedUnit ? heirId : unit).some((one) => accusedUnits.includes(one));
    const answeringFor = (unit: number) => this.#answeringFor(unit);
    const bureauAbove = (unit: number) => {
      const bureaus = units.filter(({ kind, id }) => kind === 'petition-bureau' && !isBarred(id));
      const beside = lineageOf(units, unit).flatMap((above) => bureaus.filter(({ parentId }) => parentId === above));
      return beside.map(({ id }) => answeringFor(id)).find((answering) => answering !== undefined);
    };
    return { isBarred, answeringFor, bureauAbove };
  }

  #answeringFor(unitId: number): Heir | undefined {
    const unit = this.units.successorOf(unitId);
    if (unit?.dutyOfficerId === undefined) return undefined;
    return {
      unitId: unit.id,
      unitName: unit.name,
      officerId: unit.dutyOfficerId,
      officerName: unit.dutyOfficerName ?? '',
    };
  }

  async #save(sql: EntityManager, moves: readonly Barred[], readers: readonly number[]): Promise<void> {
    const table = this.database.columnsOf(HandlingFile);
    const rows = moves.map(({ row }) => table.added(row));
    const names = (rows[0] ?? []).map((cell) => cell.name).filter((name) => name !== 'id');
    await sql.query(
      `update ${table.table} f set ${names.map((name) => `${name} = r.${name}`).join(', ')}
        from jsonb_populate_recordset(null::${table.table}, $1::jsonb) r where f.id = r.id`,
      [table.recordset(rows)],
    );
    // A paper that went there once is not read there any more.
    await sql.query(
      `update assignment.paper set seen_by = array(select unit from unnest(seen_by) unit where unit <> all($2::int[]))
        where matter_id = any($1::uuid[]) and seen_by && $2::int[]`,
      [moves.map(({ answer }) => answer.matterId), readers],
    );
    await putInOutbox(
      sql,
      'assignment',
      moves.flatMap(({ events }) => events),
    );
    await appendAudit(
      sql,
      'assignment',
      this.settings.site,
      moves.map(({ answer, command }) => ({
        actor: 'service:assignment',
        act: command,
        object: answer.matterId,
        version: answer.version,
        reason: 'unit-succeeded',
        outcome: 'done',
        requestId: randomUUID(),
      })),
    );
  }
}
