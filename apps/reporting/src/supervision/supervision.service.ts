import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Signals } from '../task/signals.service.js';
import { type TaskPlace } from '../task/task.service.js';
import { type Letter } from './supervision.rules.js';

/** Keeps letters of supervision and the reply that each one asks for (TL-22). */
@Injectable()
export class SupervisionService {
  constructor(private readonly signals: Signals) {}

  async keep(letters: readonly Letter[], tx: EntityManager): Promise<void> {
    if (letters.length === 0) return;
    await tx.query(
      `insert into reporting.supervision_line as s (matter_id, letter_id, to_unit, due_on, issued_at, is_replied)
       select r.matter_id, r.letter_id, max(r.to_unit), max(r.due_on), max(r.issued_at), bool_or(r.is_replied)
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, letter_id uuid, to_unit int, due_on date, issued_at timestamptz, is_replied boolean)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r.matter_id)
       group by r.matter_id, r.letter_id
       on conflict (matter_id, letter_id) do update set is_replied = s.is_replied or excluded.is_replied,
         issued_at = coalesce(s.issued_at, excluded.issued_at)`,
      [JSON.stringify(letters)],
    );
    const ids = [letters.map((letter) => letter.matter_id)];
    const [gone] = (await tx.query(
      `delete from reporting.task where matter_id = any($1) and owner = 'accountability' returning unit_id, officer_id`,
      ids,
    )) as [TaskPlace[], number];
    const added = (await tx.query(
      `insert into reporting.task (matter_id, entry, owner, what, act, unit_id, rule, clock_rule, due_on, due_at)
       select matter_id, letter_id || '/letter', 'accountability', 'reply-to-supervision', 'reply-to-supervision', to_unit, 'TL-22', 'TL-22',
         due_on, (due_on + 1)::timestamp at time zone 'Asia/Shanghai'
       from reporting.supervision_line where matter_id = any($1) and not is_replied returning unit_id, officer_id`,
      ids,
    )) as TaskPlace[];
    this.signals.touch(gone);
    this.signals.touch(added);
  }

  async remove(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    await tx.query('delete from reporting.supervision_line where matter_id = any($1)', [matterIds]);
  }
}
