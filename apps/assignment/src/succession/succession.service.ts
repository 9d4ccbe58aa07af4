import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type OfficialReplaced, type UnitSucceeded } from '@huiyin/contracts';
import { putInOutbox } from '@huiyin/messaging';
import { appendAudit, Database, type Settings, SETTINGS, Succession, UnitDirectory } from '@huiyin/service';
import { moved, type Moved } from '../file/move.rules.js';
import { HandlingFile } from '../file/file.table.js';
import { BarredFiles } from './barred-files.js';
import { type Heir, inherited, movableStates, replaced } from './succession.rules.js';

/** Files moved in one statement. */
const batchSize = 500;

/** Open files follow their unit into the successor, and their officer's post to the replacement: nothing is ever orphaned. */
@Injectable()
export class SuccessionService extends Succession {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly units: UnitDirectory,
    private readonly barred: BarredFiles,
  ) {
    super();
  }

  override async unitSucceeded(manager: EntityManager, event: UnitSucceeded): Promise<void> {
    const { unitId, successorId, successorOfficerId, successorOfficerName } = event;
    const unitName = this.units.find(successorId)?.name ?? String(successorId);
    const heir = { unitId: successorId, unitName, officerId: successorOfficerId, officerName: successorOfficerName };
    // First of all: nothing of what accuses the heir may reach it meanwhile.
    await this.barred.bar(manager, unitId, successorId);
    await this.#inherit(manager, '$3 in (unit_id, review_unit, sender_unit, execution_unit)', unitId, heir);
  }

  override async officialReplaced(manager: EntityManager, event: OfficialReplaced): Promise<void> {
    await manager.query(
      `insert into assignment.replaced_official (unit_id, official_id, replacement_id, replacement_name, at) values ($1,$2,$3,$4,$5)
       on conflict (unit_id, official_id) do update set replacement_id = excluded.replacement_id,
         replacement_name = excluded.replacement_name, at = excluded.at`,
      [event.unitId, event.officialId, event.replacementId, event.replacementName, event.at],
    );
    await this.#replace(manager, event);
  }

  override async sweep(manager: EntityManager): Promise<number> {
    let total = 0;
    for (const unit of this.units.all().filter((one) => one.standing === 'closed')) {
      const heir = this.units.successorOf(unit.id);
      if (heir?.dutyOfficerId === undefined) continue;
      const { id, name, dutyOfficerId, dutyOfficerName = '' } = heir;
      const to = { unitId: id, unitName: name, officerId: dutyOfficerId, officerName: dutyOfficerName };
      total += await this.barred.bar(manager, unit.id, heir.id);
      total += await this.#inherit(manager, 'unit_id = $3', unit.id, to);
    }
    const gone = (await manager.query(
      `select unit_id as "unitId", official_id as "officialId", replacement_id as "replacementId",
              replacement_name as "replacementName" from assignment.replaced_official where at > now() - interval '1 hour'`,
    )) as Omit<OfficialReplaced, 'at'>[];
    // Whoever was named later was looked at then: only what nobody has touched can have crossed.
    for (const event of gone) total += await this.#replace(manager, event, 'version = 1');
    return total;
  }

  #inherit(manager: EntityManager, which: string, unitId: number, heir: Heir): Promise<number> {
    return this.#moveAll(manager, which, [unitId], 'unit-succeeded', (file) => inherited(file, unitId, heir));
  }

  #replace(manager: EntityManager, event: Omit<OfficialReplaced, 'at'>, also = 'true'): Promise<number> {
    const which = `unit_id = $3 and $4 in (officer_id, second_officer_id) and ${also}`;
    const values = [event.unitId, event.officialId];
    return this.#moveAll(manager, which, values, 'official-replaced', (file) => replaced(file, event));
  }

  async #moveAll(
    manager: EntityManager,
    which: string,
    values: readonly (number | string)[],
    reason: string,
    changes: (file: HandlingFile) => Partial<HandlingFile>,
  ): Promise<number> {
    const table = this.database.columnsOf(HandlingFile);
    let total = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = (await manager.query(
        `select ${table.all} from ${table.table} where state = any($1) and id > $2 and ${which}
          order by id limit ${batchSize} for update`,
        [movableStates, after, ...values],
      )) as Record<string, unknown>[];
      const files = rows.flatMap((row) => table.row(row) ?? []);
      const now = new Date();
      const moves = files.map((file) =>
        moved(file, { command: 'reassign', at: now, changes: changes(file), values: { reason } }),
      );
      if (moves.length > 0) await this.#save(manager, moves, reason);
      total += moves.length;
      const last = files.at(-1);
      if (last === undefined || moves.length < batchSize) return total;
      after = last.id;
    }
  }

  async #save(manager: EntityManager, moves: readonly Moved[], reason: string): Promise<void> {
    const rows = moves.map(({ answer, row }) => ({
      id: answer.matterId,
      unit_id: row.unitId,
      unit_name: row.unitName,
      officer_id: row.officerId,
      officer_name: row.officerName,
      second_officer_id: row.secondOfficerId,
      second_officer_name: row.secondOfficerName,
      review_unit: row.reviewUnit,
      sender_unit: row.senderUnit,
      execution_unit: row.executionUnit,
      seen_by: row.seenBy,
    }));
    await manager.query(
      `update assignment.file f set version = f.version + 1, unit_id = r.unit_id, unit_name = r.unit_name, officer_id = r.officer_id,
         officer_name = r.officer_name, second_officer_id = r.second_officer_id, second_officer_name = r.second_officer_name,
         review_unit = r.review_unit, sender_unit = r.sender_unit, execution_unit = r.execution_unit, seen_by = r.seen_by
       from jsonb_populate_recordset(null::assignment.file, $1::jsonb) r where f.id = r.id`,
      [JSON.stringify(rows)],
    );
    await putInOutbox(
      manager,
      'assignment',
      moves.flatMap((move) => move.events),
    );
    await appendAudit(
      manager,
      'assignment',
      this.settings.site,
      moves.map(({ answer }) => ({
        actor: 'service:assignment',
        act: 'reassign',
        object: answer.matterId,
        version: answer.version,
        reason,
        outcome: 'done',
        requestId: randomUUID(),
      })),
    );
  }
}
