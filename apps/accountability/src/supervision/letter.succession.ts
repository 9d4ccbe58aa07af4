import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type UnitSucceeded } from '@huiyin/contracts';
import { outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, type Settings, SETTINGS, Succession, UnitDirectory } from '@huiyin/service';
import { draftInherited, draftTold } from './draft.rules.js';
import { type DraftRow } from './draft.table.js';
import { letterInherited, letterTold } from './supervision.rules.js';
import { type LetterRow } from './supervision.table.js';

/** Letters or drafts moved in one statement. */
const batchSize = 500;

/** R24 ¶2: letters of supervision follow the units that wrote and got them, drafts those that wrote and sign them. Their clocks (TL-22) follow the matter, as all of its clocks do. */
@Injectable()
export class LetterSuccession extends Succession {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly units: UnitDirectory,
  ) {
    super();
  }

  async unitSucceeded(manager: EntityManager, { unitId, successorId }: UnitSucceeded): Promise<void> {
    await this.#inheritBoth(manager, unitId, successorId);
  }

  /** A letter names a unit and no officer. */
  async officialReplaced(): Promise<void> {}

  async sweep(manager: EntityManager): Promise<number> {
    let total = 0;
    for (const unit of this.units.all().filter((one) => one.standing === 'closed')) {
      const heir = this.units.successorOf(unit.id);
      if (heir !== undefined) total += await this.#inheritBoth(manager, unit.id, heir.id);
    }
    return total;
  }

  async #inheritBoth(manager: EntityManager, unitId: number, heirId: number): Promise<number> {
    const letters = await this.#inherit(manager, unitId, heirId);
    return letters + (await this.#inheritDrafts(manager, unitId, heirId));
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
    await this.#audit(
      manager,
      letters.map((letter) => ({ object: letter.matter_id, changed: { letter: letter.id } })),
    );
  }

  async #inheritDrafts(manager: EntityManager, unitId: number, heirId: number): Promise<number> {
    for (let total = 0; ;) {
      const rows = (await manager.query(
        `select row_to_json(d) as draft from accountability.supervision_draft d where $1 in (by_unit, signing_unit)
          order by id limit ${batchSize} for update`,
        [unitId],
      )) as { draft: DraftRow }[];
      const drafts = rows.map(({ draft }) => draftInherited(draft, unitId, heirId));
      if (drafts.length > 0) await this.#saveDrafts(manager, drafts);
      total += drafts.length;
      if (drafts.length < batchSize) return total;
    }
  }

  async #saveDrafts(manager: EntityManager, drafts: readonly DraftRow[]): Promise<void> {
    await manager.query(
      `update accountability.supervision_draft d set by_unit = r.by_unit, signing_unit = r.signing_unit, seen_by = r.seen_by
       from jsonb_to_recordset($1::jsonb) as r(id uuid, by_unit int, signing_unit int, seen_by int[]) where d.id = r.id`,
      [JSON.stringify(drafts)],
    );
    // What was signed or sent back waits for nobody.
    const waiting = drafts.filter((draft) => draft.decided_at === null).map(draftTold);
    await putInOutbox(
      manager,
      'accountability',
      waiting.map(({ contract, payload }) => outgoing(contract, payload)),
    );
    await this.#audit(
      manager,
      drafts.map((draft) => ({ object: draft.matter_id, changed: { draft: draft.id } })),
    );
  }

  async #audit(
    manager: EntityManager,
    moved: readonly { object: string; changed: Record<string, string> }[],
  ): Promise<void> {
    await appendAudit(
      manager,
      'accountability',
      this.settings.site,
      moved.map((one) => ({
        actor: 'service:accountability',
        act: 'reassign',
        reason: 'unit-succeeded',
        outcome: 'done',
        requestId: randomUUID(),
        ...one,
      })),
    );
  }
}
