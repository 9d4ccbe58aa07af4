import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  Problem,
  type ReplyToSupervision,
  replyToSupervision,
  type Supervise,
  supervise,
  type SupervisionLetter,
  type SupervisionLetters,
} from '@huiyin/contracts';
import { type Call, outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, auditOf, Database, NUDGE, once, type Scope, SETTINGS, type Settings } from '@huiyin/service';
import { defaultCalendar } from '@huiyin/statute';
import { Clocks } from '../clock/clock.service.js';
import { datesBy } from '../clock/dates.rules.js';
import { type Making } from '../duty/clock-moves.rules.js';
import { Duties } from '../duty/duty.service.js';
import { draftShown } from './draft.rules.js';
import { type DraftRow } from './draft.table.js';
import {
  type Issued,
  letterAnswered,
  letterIssued,
  letterShown,
  letterTold,
  type Standpoint,
} from './supervision.rules.js';
import { issuedColumns, issuedRecord, type LetterRow } from './supervision.table.js';

const making: Making = { count: datesBy(defaultCalendar()), newId: randomUUID };

/** Letters of supervision: out, answered, read. */
@Injectable()
export class Supervision {
  constructor(
    private readonly database: Database,
    private readonly duties: Duties,
    private readonly clocks: Clocks,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(NUDGE) private readonly nudge: () => void,
  ) {}

  /** @throws Problem as `letterIssued`. */
  async issue(order: Supervise, call: Call, scope: Scope, from: readonly Standpoint[]): Promise<SupervisionLetter> {
    return this.#done(supervise.name, order, call, scope, async (manager, now) => {
      const duty = (await this.duties.lock(manager, [order.matterId])).get(order.matterId);
      if (duty === undefined) throw new Problem('not-found');
      const issued = letterIssued(duty, order, { officialId: call.actor.id, from }, now, making);
      await this.put(manager, issued);
      return { letter: issued.letter, act: 'supervise' };
    });
  }

  /** A new letter and the clock of its answer. */
  async put(manager: EntityManager, { letter, clock }: Issued): Promise<void> {
    await this.clocks.save(manager, [{ clock, stored: 0 }]);
    await manager.query(
      `insert into accountability.supervision_letter (${issuedColumns})
       select ${issuedColumns} from jsonb_to_record($1::jsonb) as r(${issuedRecord})`,
      [JSON.stringify(letter)],
    );
  }

  /** @throws Problem as `letterAnswered`. */
  async answer(order: ReplyToSupervision, call: Call, scope: Scope): Promise<SupervisionLetter> {
    return this.#done(replyToSupervision.name, order, call, scope, async (manager, now) => {
      const rows = (await manager.query(
        // The office that wrote it sees it too, but not the ledger of the other's clock.
        `select row_to_json(l) as letter from accountability.supervision_letter l where id = $1 and to_unit = any($2) for update`,
        [order.letterId, scope.units],
      )) as { letter: LetterRow }[];
      const [before] = await this.clocks.lock(
        manager,
        rows.map(({ letter }) => letter.clock_id),
      );
      if (rows[0] === undefined || before === undefined) throw new Problem('not-found');
      const by = { officialId: call.actor.id, units: scope.units };
      const { letter, clock } = letterAnswered({ letter: rows[0].letter, clock: before }, order.reply, by, now, making);
      await this.clocks.save(manager, clock === before ? [] : [{ clock, stored: before.entries.length }]);
      await manager.query(
        `update accountability.supervision_letter set replied_by = $2, replied_at = $3, reply = $4 where id = $1`,
        [letter.id, letter.replied_by, letter.replied_at, letter.reply],
      );
      return { letter, act: 'reply-to-supervision' };
    });
  }

  /** Letters and drafts of one matter within the scope, oldest first. */
  async of(matterId: string, scope: Scope): Promise<SupervisionLetters> {
    return this.database.inScope(scope, async (manager) => {
      const rowsOf = async (table: string, by: string) =>
        (await manager.query(
          `select row_to_json(l) as row from accountability.${table} l
            where matter_id = $1 and ($2 or seen_by && $3::int[]) order by ${by}, id`,
          [matterId, scope.isEverything, scope.units],
        )) as { row: unknown }[];
      const letters = (await rowsOf('supervision_letter', 'issued_at')) as { row: LetterRow }[];
      const drafts = (await rowsOf('supervision_draft', 'drafted_at')) as { row: DraftRow }[];
      const shown = { letters: letters.map(({ row }) => letterShown(row)) };
      return drafts.length === 0 ? shown : { ...shown, drafts: drafts.map(({ row }) => draftShown(row)) };
    });
  }

  async #done(
    name: string,
    order: object,
    call: Call,
    scope: Scope,
    work: (manager: EntityManager, now: Date) => Promise<{ letter: LetterRow; act: string }>,
  ): Promise<SupervisionLetter> {
    const answer = await this.database.inScope(scope, (manager, now) =>
      once(manager, 'accountability', name, call, order, async () => {
        const { letter, act } = await work(manager, now);
        const { contract, payload } = letterTold(letter);
        await putInOutbox(manager, 'accountability', [outgoing(contract, payload)]);
        await appendAudit(manager, 'accountability', this.settings.site, [
          { ...auditOf(call), act, object: letter.matter_id, outcome: 'done', changed: { letter: letter.id } },
        ]);
        return letterShown(letter);
      }),
    );
    this.nudge();
    return answer;
  }
}
