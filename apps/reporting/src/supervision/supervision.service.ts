import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Signals } from '../task/signals.service.js';
import { type TaskPlace, TaskService } from '../task/task.service.js';
import { type Draft, type Letter } from './supervision.rules.js';

/** Keeps letters of supervision with the reply that each one asks for (TL-22), and drafts with the signature. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly tasks: TaskService,
    private readonly signals: Signals,
  ) {}

  async keep(letters: readonly Letter[], drafts: readonly Draft[], tx: EntityManager): Promise<void> {
    if (letters.length > 0) await this.#keepLetters(letters, tx);
    if (drafts.length > 0) await this.#keepDrafts(drafts, tx);
    const ids = [...new Set([...letters, ...drafts].map(({ matter_id }) => matter_id))];
    if (ids.length > 0) await this.#owe(ids, tx);
  }

  async #keepLetters(letters: readonly Letter[], tx: EntityManager): Promise<void> {
    await tx.query(
      `insert into reporting.supervision_line as s (matter_id, letter_id, to_unit, ground, due_on, issued_at, is_replied)
       select r.matter_id, r.letter_id, (array_agg(r.to_unit order by r.no desc))[1], max(r.ground), max(r.due_on), max(r.issued_at), bool_or(r.is_replied)
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, letter_id uuid, to_unit int, ground text, due_on date, issued_at timestamptz,
         is_replied boolean, no int)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r.matter_id)
       group by r.matter_id, r.letter_id
       on conflict (matter_id, letter_id) do update set is_replied = s.is_replied or excluded.is_replied, to_unit = excluded.to_unit,
         issued_at = coalesce(s.issued_at, excluded.issued_at)`,
      // R24 ¶2: a letter is told anew where a succession gave it to another unit: the last word is who answers.
      [JSON.stringify(letters.map((letter, no) => ({ ...letter, no })))],
    );
  }

  async #keepDrafts(drafts: readonly Draft[], tx: EntityManager): Promise<void> {
    await tx.query(
      `insert into reporting.supervision_draft_line as s (matter_id, draft_id, signing_unit, drafted_by, ground, at, is_decided)
       select r.matter_id, r.draft_id, (array_agg(r.signing_unit order by r.no desc))[1], (array_agg(r.drafted_by))[1], max(r.ground), min(r.at), bool_or(r.is_decided)
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, draft_id uuid, signing_unit int, drafted_by uuid, ground text,
         at timestamptz, is_decided boolean, no int)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r.matter_id)
       group by r.matter_id, r.draft_id
       on conflict (matter_id, draft_id) do update set is_decided = s.is_decided or excluded.is_decided,
         signing_unit = excluded.signing_unit, at = least(s.at, excluded.at)`,
      // As letters are: the last word is who signs.
      [JSON.stringify(drafts.map((draft, no) => ({ ...draft, no })))],
    );
  }

  /** The answer to each letter that has none, and the signature or return of each draft that waits. */
  async #owe(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    const [gone] = (await tx.query(
      `delete from reporting.task where matter_id = any($1) and owner = 'accountability' returning unit_id, officer_id`,
      [matterIds],
    )) as [TaskPlace[], number];
    const added = (await tx.query(
      `insert into reporting.task (matter_id, entry, owner, what, act, unit_id, not_officers, rule, clock_rule, due_on, due_at)
       select matter_id, letter_id || '/letter', 'accountability', 'reply-to-supervision', 'reply-to-supervision', to_unit,
         '{}'::uuid[], 'TL-22', 'TL-22',
         due_on, (due_on + 1)::timestamp at time zone 'Asia/Shanghai'
       from reporting.supervision_line where matter_id = any($1) and not is_replied
       union all select matter_id, draft_id || '/draft', 'accountability', 'supervise', 'supervise', signing_unit,
         array[drafted_by], null, null, null, at
       from reporting.supervision_draft_line where matter_id = any($1) and not is_decided
       returning unit_id, officer_id`,
      [matterIds],
    )) as TaskPlace[];
    this.signals.touch(gone);
    this.signals.touch(added);
    await this.tasks.meet(matterIds, tx);
  }

  async remove(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    for (const table of ['supervision_line', 'supervision_draft_line'])
      await tx.query(`delete from reporting.${table} where matter_id = any($1)`, [matterIds]);
  }
}
