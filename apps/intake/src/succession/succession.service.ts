import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { matterReassigned, type MatterReassigned, type OfficialReplaced, type UnitSucceeded } from '@huiyin/contracts';
import { outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, type Settings, SETTINGS, Succession, UnitDirectory } from '@huiyin/service';
import { Conversation } from '../hand-over/conversation.js';
import { BarredHeirs } from './barred-heirs.js';
import { openStates } from '../matter/matter.rules.js';

/** Matters moved in one statement. */
const batchSize = 1_000;

interface Heir {
  readonly unitId: number;
  readonly unitName: string;
  readonly officerId: string;
  readonly officerName: string;
  readonly reason: MatterReassigned['reason'];
}

interface MovedRow {
  id: string;
  version: number;
}

/** Open work follows its unit into the successor, and its officer's post to the replacement: nothing is ever orphaned. Clocks stay. */
@Injectable()
export class SuccessionService extends Succession {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly units: UnitDirectory,
    private readonly conversation: Conversation,
    private readonly barred: BarredHeirs,
  ) {
    super();
  }

  override async unitSucceeded(manager: EntityManager, event: UnitSucceeded): Promise<void> {
    const heir: Heir = {
      unitId: event.successorId,
      unitName: this.units.find(event.successorId)?.name ?? String(event.successorId),
      officerId: event.successorOfficerId,
      officerName: event.successorOfficerName,
      reason: 'unit-succeeded',
    };
    // First of all: nothing of what accuses the one may reach the other meanwhile.
    await this.barred.bar(manager, event.unitId, event.successorId);
    await this.#moveAll(manager, 'responsible_unit = $2', [event.unitId], heir);
    await this.conversation.offersSucceeded(manager, event.unitId, heir.unitId, heir.officerId);
    await this.conversation.readByHeir(manager, event.unitId, heir.unitId);
  }

  override async officialReplaced(manager: EntityManager, event: OfficialReplaced): Promise<void> {
    await manager.query(
      `insert into intake.replaced_official (unit_id, official_id, replacement_id, replacement_name, at) values ($1,$2,$3,$4,$5)
       on conflict (unit_id, official_id) do update set replacement_id = excluded.replacement_id, replacement_name = excluded.replacement_name, at = excluded.at`,
      [event.unitId, event.officialId, event.replacementId, event.replacementName, event.at],
    );
    await this.#replace(manager, event);
    const { unitId, officialId, replacementId } = event;
    // The directory may have heard of it already.
    const onDuty = this.units.find(unitId)?.dutyOfficerId;
    if (onDuty === officialId || onDuty === replacementId)
      await this.conversation.offersSucceeded(manager, unitId, unitId, replacementId);
  }

  async #replace(manager: EntityManager, event: Omit<OfficialReplaced, 'at'>): Promise<void> {
    const heir: Heir = {
      unitId: event.unitId,
      unitName: this.units.find(event.unitId)?.name ?? String(event.unitId),
      officerId: event.replacementId,
      officerName: event.replacementName,
      reason: 'official-replaced',
    };
    await this.#moveAll(manager, 'responsible_unit = $2 and officer_id = $3', [event.unitId, event.officialId], heir);
  }

  override async sweep(manager: EntityManager): Promise<number> {
    let moved = 0;
    for (const unit of this.units.all().filter((u) => u.standing === 'closed')) {
      const heir = this.units.successorOf(unit.id);
      if (heir?.dutyOfficerId === undefined) continue;
      moved += await this.barred.bar(manager, unit.id, heir.id);
      moved += await this.conversation.offersSucceeded(manager, unit.id, heir.id);
      moved += await this.#moveAll(manager, 'responsible_unit = $2', [unit.id], {
        unitId: heir.id,
        unitName: heir.name,
        officerId: heir.dutyOfficerId,
        officerName: heir.dutyOfficerName ?? '',
        reason: 'unit-succeeded',
      });
    }
    const replaced = (await manager.query(
      `select r.unit_id, r.official_id, r.replacement_id, r.replacement_name from intake.replaced_official r where r.at > now() - interval '1 hour'
         and exists (select 1 from intake.matter m where m.kept_by = 'intake' and m.responsible_unit = r.unit_id and m.officer_id = r.official_id and m.registered_at < r.at + interval '1 minute')`,
    )) as { unit_id: number; official_id: string; replacement_id: string; replacement_name: string }[];
    for (const row of replaced) {
      await this.#replace(manager, {
        unitId: row.unit_id,
        officialId: row.official_id,
        replacementId: row.replacement_id,
        replacementName: row.replacement_name,
      });
      moved += 1;
    }
    return moved;
  }

  async #moveAll(
    manager: EntityManager,
    which: string,
    values: readonly (number | string)[],
    heir: Heir,
  ): Promise<number> {
    let total = 0;
    for (;;) {
      const moved = await this.#move(manager, which, values, heir);
      total += moved;
      if (moved < batchSize) return total;
    }
  }

  async #move(
    manager: EntityManager,
    which: string,
    values: readonly (number | string)[],
    heir: Heir,
  ): Promise<number> {
    const at = values.length + 2;
    // What assignment keeps it moves itself, and tells.
    const [rows] = (await manager.query(
      `update intake.matter set version = version + 1, officer_id = $${at + 1}, officer_name = $${at + 2}, responsible_unit = $${at}::int,
          seen_by = array_append(array_remove(array_remove(seen_by, responsible_unit), $${at}::int), $${at}::int)
        where id in (select id from intake.matter where kept_by = 'intake' and state = any($1) and ${which} order by id limit ${batchSize} for update)
        returning id, version`,
      [[...openStates], ...values, heir.unitId, heir.officerId, heir.officerName],
    )) as [MovedRow[], number];
    const now = new Date().toISOString();
    await putInOutbox(
      manager,
      'intake',
      rows.map((row) => outgoing(matterReassigned, { matterId: row.id, version: row.version, at: now, ...heir })),
    );
    await appendAudit(
      manager,
      'intake',
      this.settings.site,
      rows.map((row) => ({
        actor: 'service:intake',
        act: 'reassign',
        object: row.id,
        version: row.version,
        reason: heir.reason,
        outcome: 'done',
        requestId: randomUUID(),
      })),
    );
    return rows.length;
  }
}
