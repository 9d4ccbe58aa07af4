import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type DraftSupervision,
  draftSupervision,
  issueSupervision,
  Problem,
  type ReturnSupervision,
  returnSupervision,
  type SupervisionDraft,
  type SupervisionDraftId,
  type SupervisionLetter,
} from '@huiyin/contracts';
import { type Call, outgoing, type Outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, auditOf, Database, once, SETTINGS, type Settings } from '@huiyin/service';
import { type Act, defaultCalendar } from '@huiyin/statute';
import { datesBy } from '../clock/dates.rules.js';
import { type Duty } from '../duty/duty.rules.js';
import { Duties } from '../duty/duty.service.js';
import { DraftRights } from './draft.rights.js';
import { draftIssued, draftReturned, draftShown, letterDrafted, draftTold } from './draft.rules.js';
import { draftedColumns, draftedRecord, type DraftRow } from './draft.table.js';
import { letterShown, letterTold, type Supervisor } from './supervision.rules.js';
import { Supervision } from './supervision.service.js';

const making = { count: datesBy(defaultCalendar()), newId: randomUUID };

interface Done<A> {
  readonly draft: DraftRow;
  readonly events: readonly Outgoing[];
  readonly answer: A;
}

/** Drafts of letters of supervision: written by one person, signed or sent back by another. */
@Injectable()
export class SupervisionDrafts {
  constructor(
    private readonly database: Database,
    private readonly duties: Duties,
    private readonly letters: Supervision,
    private readonly rights: DraftRights,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Problem as `letterDrafted`. */
  draft(order: DraftSupervision, call: Call): Promise<SupervisionDraft> {
    return this.#done(draftSupervision.name, 'draft-supervision', order, call, async (manager, by, now) => {
      const duty = await this.#dutyOf(manager, order.matterId);
      const draft = letterDrafted(duty, order, by, (unit) => this.rights.signersOf(unit), now, randomUUID());
      await manager.query(
        `insert into accountability.supervision_draft (${draftedColumns})
         select ${draftedColumns} from jsonb_to_record($1::jsonb) as r(${draftedRecord})`,
        [JSON.stringify(draft)],
      );
      return told(draft, draftShown(draft));
    });
  }

  /** @throws Problem as `draftIssued`. */
  issue({ draftId }: SupervisionDraftId, call: Call): Promise<SupervisionLetter> {
    return this.#done(issueSupervision.name, 'supervise', { draftId }, call, async (manager, by, now) => {
      const before = await this.#lock(manager, draftId);
      const duty = await this.#dutyOf(manager, before.matter_id);
      const { draft, letter, clock } = draftIssued(before, duty, by, now, making);
      await this.letters.put(manager, { letter, clock });
      await this.#decide(manager, draft);
      const { contract, payload } = letterTold(letter);
      return told(draft, letterShown(letter), outgoing(contract, payload));
    });
  }

  /** @throws Problem as `draftReturned`. */
  return(order: ReturnSupervision, call: Call): Promise<SupervisionDraft> {
    return this.#done(returnSupervision.name, 'return-supervision', order, call, async (manager, by, now) => {
      const draft = draftReturned(await this.#lock(manager, order.draftId), order.reason, by, now);
      await this.#decide(manager, draft);
      return told(draft, draftShown(draft));
    });
  }

  async #lock(manager: EntityManager, draftId: string): Promise<DraftRow> {
    const rows = (await manager.query(
      `select row_to_json(d) as draft from accountability.supervision_draft d where id = $1 for update`,
      [draftId],
    )) as { draft: DraftRow }[];
    if (rows[0] === undefined) throw new Problem('not-found');
    return rows[0].draft;
  }

  async #dutyOf(manager: EntityManager, matterId: string): Promise<Duty> {
    const duty = (await this.duties.lock(manager, [matterId])).get(matterId);
    if (duty === undefined) throw new Problem('not-found');
    return duty;
  }

  async #decide(manager: EntityManager, draft: DraftRow): Promise<void> {
    await manager.query(
      `update accountability.supervision_draft set decided_by = $2, decided_at = $3, return_reason = $4, letter_id = $5 where id = $1`,
      [draft.id, draft.decided_by, draft.decided_at, draft.return_reason, draft.letter_id],
    );
  }

  async #done<A extends object>(
    name: string,
    act: string,
    order: object,
    call: Call,
    work: (manager: EntityManager, by: Supervisor, now: Date) => Promise<Done<A>>,
  ): Promise<A> {
    const right: Act = act === 'draft-supervision' ? act : 'supervise';
    const { scope, by } = await this.rights.of(call, right);
    const answer = await this.database.inScope(scope, (manager, now) =>
      once(manager, 'accountability', name, call, order, async () => {
        const { draft, events, answer: given } = await work(manager, by, now);
        await putInOutbox(manager, 'accountability', [...events]);
        await appendAudit(manager, 'accountability', this.settings.site, [
          { ...auditOf(call), act, object: draft.matter_id, outcome: 'done', changed: { draft: draft.id } },
        ]);
        return given;
      }),
    );
    this.rights.nudge();
    return answer;
  }
}

function told<A extends object>(draft: DraftRow, answer: A, ...more: readonly Outgoing[]): Done<A> {
  const { contract, payload } = draftTold(draft);
  return { draft, answer, events: [outgoing(contract, payload), ...more] };
}
