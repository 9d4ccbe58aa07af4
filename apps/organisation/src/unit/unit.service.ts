import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  createUnit,
  type CreateUnit,
  moveUnit,
  type MoveUnit,
  Problem,
  renameUnit,
  type RenameUnit,
  type UnitChanged,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities } from '@huiyin/service';
import { profiles } from '@huiyin/statute';
import { type OpenChange, refuseStale, Revision } from '../revision/revision.service.js';
import { DirectoryService } from './directory.service.js';
import { isCycle, misfitUnder } from './unit.rules.js';
import { Unit } from './unit.table.js';

const act = 'manage-organisation';

/** Making, naming and moving units. */
@Injectable()
export class UnitService {
  constructor(
    private readonly revision: Revision,
    private readonly authorities: Authorities,
    private readonly directory: DirectoryService,
  ) {}

  async create(input: CreateUnit, call: Call): Promise<UnitChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    return this.revision.change({ contract: createUnit, act, call, scope, input }, async (change) => {
      const parent = input.parentId === undefined ? undefined : await openUnit(change.manager, input.parentId);
      const profile = input.profile ?? parent?.profile ?? 'national';
      if (!Object.hasOwn(profiles, profile)) throw unfit('profile', 'isProfile');
      if (parent !== undefined) refuseMisfit(input, parent);
      await refuseTakenName(change.manager, input.name, input.parentId ?? null);
      const rows = (await change.manager.query(
        `insert into unit (version, name, tier, kind, parent_id, division_code, phone, standing, profile)
         values (1, $1, $2, $3, $4, $5, $6, 'open', $7) returning id`,
        [input.name, input.tier, input.kind, input.parentId ?? null, input.divisionCode, input.phone, profile],
      )) as [{ id: number }];
      change.note(
        `unit:${rows[0].id}`,
        { order: 'create-unit', name: input.name, parent: input.parentId ?? null },
        { version: 1 },
      );
      return this.#changed(change, rows[0].id);
    });
  }

  async rename(input: RenameUnit, call: Call): Promise<UnitChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    return this.revision.change({ contract: renameUnit, act, call, scope, input }, async (change) => {
      const unit = await openUnit(change.manager, input.unitId, input.expectedVersion);
      await refuseTakenName(change.manager, input.name, unit.parentId, unit.id);
      await change.manager.update(Unit, { id: unit.id }, { name: input.name, version: unit.version + 1 });
      change.note(
        `unit:${unit.id}`,
        { order: 'rename-unit', name: [unit.name, input.name] },
        { version: unit.version + 1 },
      );
      return this.#changed(change, unit.id);
    });
  }

  /** Scopes follow the tree at their next reading; nobody's posts change, so no rights rise. */
  async move(input: MoveUnit, call: Call): Promise<UnitChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    return this.revision.change({ contract: moveUnit, act, call, scope, input }, async (change) => {
      const unit = await openUnit(change.manager, input.unitId, input.expectedVersion);
      const parent = await openUnit(change.manager, input.parentId);
      if (isCycle(unit.id, parent.id, await this.directory.facts(change.manager))) throw new Problem('unit-cycle');
      refuseMisfit(unit, parent);
      await refuseTakenName(change.manager, unit.name, parent.id, unit.id);
      await change.manager.update(Unit, { id: unit.id }, { parentId: parent.id, version: unit.version + 1 });
      change.note(
        `unit:${unit.id}`,
        { order: 'move-unit', parent: [unit.parentId, parent.id] },
        { version: unit.version + 1 },
      );
      return this.#changed(change, unit.id);
    });
  }

  async #changed(change: OpenChange, unitId: number): Promise<UnitChanged> {
    return { version: change.version, unit: await this.directory.entry(change.manager, unitId) };
  }
}

/** @throws Problem `unit-not-found`, `stale-version`, `unit-closed`. */
export async function openUnit(manager: EntityManager, unitId: number, expectedVersion?: number): Promise<Unit> {
  const unit = await manager.findOneBy(Unit, { id: unitId });
  if (unit === null) throw new Problem('unit-not-found');
  if (expectedVersion !== undefined) await refuseStale(manager, `unit:${unit.id}`, expectedVersion, unit.version);
  if (unit.standing === 'closed') throw new Problem('unit-closed');
  return unit;
}

function unfit(field: string, rule: string): Problem {
  return new Problem('validation-failed', {}, [{ field, rule }]);
}

function refuseMisfit(child: Pick<Unit, 'kind' | 'tier'>, parent: Unit): void {
  const misfit = misfitUnder(child, parent);
  if (misfit !== undefined) throw unfit('parentId', misfit);
}

async function refuseTakenName(
  manager: EntityManager,
  name: string,
  parentId: number | null,
  except?: number,
): Promise<void> {
  const rows = (await manager.query(
    `select 1 from unit where standing = 'open' and name = $1 and coalesce(parent_id, 0) = $2 and id <> $3`,
    [name, parentId ?? 0, except ?? 0],
  )) as unknown[];
  if (rows.length > 0) throw new Problem('unit-name-taken');
}
