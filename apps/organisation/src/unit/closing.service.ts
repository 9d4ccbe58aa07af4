import { Injectable } from '@nestjs/common';
import {
  type CloseUnit,
  closeUnit,
  Problem,
  type UnitChanged,
  type UnitEntry,
  unitSucceeded,
  triagingKinds,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities } from '@huiyin/service';
import { LeavingService } from '../post/leaving.service.js';
import { type OpenChange, Revision } from '../revision/revision.service.js';
import { DirectoryService } from './directory.service.js';
import { isCycle, misfitUnder } from './unit.rules.js';
import { openUnit } from './unit.service.js';
import { Unit } from './unit.table.js';

const act = 'manage-organisation';

/** The end of a unit: its work, the units below it and its posts all go somewhere in one transaction. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly revision: Revision,
    private readonly authorities: Authorities,
    private readonly directory: DirectoryService,
    private readonly leaving: LeavingService,
  ) {}

  async close(input: CloseUnit, call: Call): Promise<UnitChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    return this.revision.change({ contract: closeUnit, act, call, scope, input }, async (change) => {
      const unit = await openUnit(change.manager, input.unitId, input.expectedVersion);
      const successor = await this.#successorOf(change, unit, input.successorId);
      await change.manager.update(
        Unit,
        { id: unit.id },
        { standing: 'closed', successorId: successor.id, version: unit.version + 1 },
      );
      const children = await this.#moveChildren(change, unit.id, successor.id);
      const posts = await this.leaving.endPostsOf(change, unit.id);
      change.say(unitSucceeded, {
        unitId: unit.id,
        successorId: successor.id,
        successorOfficerId: successor.dutyOfficerId,
        successorOfficerName: successor.dutyOfficerName,
        at: change.now.toISOString(),
      });
      change.note(
        `unit:${unit.id}`,
        { order: 'close-unit', successor: successor.id, children, posts },
        { version: unit.version + 1, reason: input.reason },
      );
      return { version: change.version, unit: await this.directory.entry(change.manager, unit.id) };
    });
  }

  /** Open, elsewhere than below, of the same root of authority, fit to have the children, and with somebody answerable. */
  async #successorOf(change: OpenChange, unit: Unit, successorId: number) {
    const units = await this.directory.facts(change.manager);
    if (!units.has(successorId) || isCycle(unit.id, successorId, units)) throw new Problem('successor-invalid');
    const successor = await this.directory.entry(change.manager, successorId);
    const children = [...units.values()].filter((u) => u.parentId === unit.id);
    const isFit =
      successor.standing === 'open' &&
      // R22, R24 ¶2: whoever inherits what was not classified yet may classify it.
      (!triagingKinds.has(unit.kind) || triagingKinds.has(successor.kind)) &&
      misfitUnder({ kind: unit.kind, tier: successor.tier }, successor) === undefined &&
      children.every((child) => misfitUnder(child, successor) === undefined);
    if (!isFit || !hasDutyOfficer(successor)) throw new Problem('successor-invalid');
    return successor;
  }

  /** Closed ones as well: no unit is left under one that ended. */
  async #moveChildren(change: OpenChange, unitId: number, successorId: number): Promise<number[]> {
    const taken = (await change.manager.query(
      `select 1 from unit c join unit s on s.parent_id = $2 and s.standing = 'open' and s.name = c.name
        where c.parent_id = $1 and c.standing = 'open'`,
      [unitId, successorId],
    )) as unknown[];
    if (taken.length > 0) throw new Problem('unit-name-taken');
    const [rows] = (await change.manager.query(
      `update unit set parent_id = $2, version = version + 1 where parent_id = $1 returning id, version`,
      [unitId, successorId],
    )) as [{ id: number; version: number }[], number];
    for (const { id, version } of rows)
      change.note(`unit:${id}`, { order: 'move-unit', parent: [unitId, successorId] }, { version });
    return rows.map((row) => row.id);
  }
}

function hasDutyOfficer(unit: UnitEntry): unit is UnitEntry & { dutyOfficerId: string; dutyOfficerName: string } {
  return unit.dutyOfficerId !== undefined && unit.dutyOfficerName !== undefined;
}
