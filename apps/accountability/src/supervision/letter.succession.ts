import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type UnitSucceeded } from '@huiyin/contracts';
import { outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, type Settings, SETTINGS, Succession, UnitDirectory } from '@huiyin/service';
import { letterInherited, letterTold } from './supervision.rules.js';
import { type LetterRow } from './supervision.table.js';

/** Letters moved in one statement. */
const batchSize = 500;

/** R24 ¶2: letters of supervision follow the units that wrote and got them. Their clocks (TL-22) follow the matter, as all of its clocks do. */
@Injectable()
export class LetterSuccession extends Succession {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly units: UnitDirectory,
  ) {
    super();
  }

  async unitSucceeded(manager: EntityManager, { unitId, successorId }: UnitSucceeded): Promise<void> {
    await this.#inherit(manager, unitId, successorId);
  }

  /** A letter names a unit and no officer. */
  async officialReplaced(): Promise<void> {}

  async sweep(manager: EntityManager): Promise<number> {
    let total = 0;
    for (const unit of this.units.all().filter((one) => one.standing === 'closed')) {
      const heir = this.units.successorOf(unit.id);
      if (heir !== undefined) total += await this.#inherit(manager, unit.id, heir.id);
    }
    return total;
  }

  async #inherit(manager: EntityManager, unitId: number, heirId: number): Promise<number> {
    for (let total = 0; ;) {
      const rows = (await manager.query(
        `select row_to_json(l) as letter from accountability.supervision_letter l where $1 in (to_unit, by_unit)
          order by id limit ${batchSize} for update`,
        [unitId],
      )) as { letter: LetterRow }[];
      if (rows.length > 0)
        await this.#save(
          manager,
          rows.map(({ letter }) => letterInherited(letter, unitId, heirId)),
        );
      total += rows.length;
      if (rows.length < batchSize) return total;
    }
  }

  async #save(manager: EntityManager, letters: readonly LetterRow[]): Promise<void> {
    await manager.query(
      `update accountability.supervision_letter l set to_unit = r.to_unit, by_unit = r.by_unit, seen_by = r.seen_by
       from jsonb_to_recordset($1::jsonb) as r(id uuid, to_unit int, by_unit int, seen_by int[]) where l.id = r.id`,
      [JSON.stringify(letters)],
    );
    // Told as it was issued, now to the heir: whoever owes the answer is read from there. What was answered is owed by nobody.
    const owed = letters.filter((letter) => letter.replied_at === null).map(letterTold);
    await putInOutbox(
      manager,
      'accountability',
      owed.map(({ contract, payload }) => outgoing(contract, payload)),
    );
    await appendAudit(
      manager,
      'accountability',
      this.settings.site,
      letters.map((letter) => ({
        actor: 'service:accountability',
        act: 'reassign',
        object: letter.matter_id,
        reason: 'unit-succeeded',
        outcome: 'done',
        requestId: randomUUID(),
        changed: { letter: letter.id },
      })),
    );
  }
}
