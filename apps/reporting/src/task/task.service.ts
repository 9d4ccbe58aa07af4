import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { dueClock } from '../clock/clock.table.js';
import { Signals } from './signals.service.js';
import { type Keeper, type Owed } from './task.rules.js';

export interface TaskPlace {
  readonly unit_id: number;
  readonly officer_id: string | null;
}
/** The unit or the officer answerable for a matter changed. */
export interface Handed {
  readonly matter_id: string;
  readonly unit_before: number;
  readonly officer_before: string;
  readonly unit_after: number;
  readonly officer_after: string;
}

/** Keeps what is owed. All statements are over sets. */
@Injectable()
export class TaskService {
  constructor(private readonly signals: Signals) {}

  /** Puts what a keeper told in the place of all that was owed before. Once assignment has spoken, intake's tasks are not taken in. */
  async replace(owed: Owed, keeper: Keeper, tx: EntityManager): Promise<void> {
    if (owed.size === 0) return;
    const owners = keeper === 'assignment' ? ['intake', 'assignment'] : ['intake'];
    const [gone] = (await tx.query(
      `delete from reporting.task where matter_id = any($1) and owner = any($2) returning unit_id, officer_id`,
      [[...owed.keys()], owners],
    )) as [TaskPlace[], number];
    this.signals.touch(gone);
    const rows = [...owed].flatMap(([matter_id, tasks]) => tasks.map((task, no) => ({ ...task, matter_id, no })));
    if (rows.length === 0) return;
    const added = (await tx.query(
      `insert into reporting.task (matter_id, entry, owner, what, act, unit_id, officer_id, not_officers, rule, clock_rule, due_on, due_at)
       select r.matter_id, $2::text || '/' || r.no, $2, r.act, r.act, case when r.of_line then l.responsible_unit else r.unit_id end,
         case when r.of_line then l.officer_id else r.officer_id end, r.not_officers, r.rule, c.rule, c.legal_due_on, coalesce(c.next_due_at, 'infinity')
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, no int, act text, unit_id int, officer_id uuid, not_officers uuid[], rule text, of_line boolean)
         join reporting.matter_line l on l.matter_id = r.matter_id and ($2 = 'assignment' or l.handling_version = 0)
         left join lateral (${dueClock('r.matter_id', 'r.rule')}) c on true
       on conflict (matter_id, entry) do nothing returning unit_id, officer_id`,
      [JSON.stringify(rows), keeper],
    )) as TaskPlace[];
    this.signals.touch(added);
    if (keeper === 'assignment') await this.meet([...owed.keys()], tx);
  }

  /**
   * I.5(4): a disputed execution calls for a letter of supervision; the call is met as long as a letter about it waits for its answer, or a
   * draft of one for its signature.
   */
  async meet(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    const [rows] = (await tx.query(
      `update reporting.task t set is_met = not t.is_met
       where t.matter_id = any($1) and t.owner = 'assignment' and t.act = 'draft-supervision' and t.is_met <> exists (
         select 1 from reporting.supervision_line s where s.matter_id = t.matter_id and s.ground = 'not-executed' and not s.is_replied
         union all select 1 from reporting.supervision_draft_line d
         where d.matter_id = t.matter_id and d.ground = 'not-executed' and not d.is_decided)
       returning t.unit_id, t.officer_id`,
      [matterIds],
    )) as [TaskPlace[], number];
    this.signals.touch(rows);
  }

  /** Gives intake's tasks of matters that changed hands to whoever answers now. */
  async hand(handed: readonly Handed[], tx: EntityManager): Promise<void> {
    if (handed.length === 0) return;
    const [rows] = (await tx.query(
      `update reporting.task t set unit_id = r.unit_after,
         officer_id = case when t.officer_id = r.officer_before then r.officer_after else t.officer_id end
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, unit_before int, officer_before uuid, unit_after int, officer_after uuid)
       where t.matter_id = r.matter_id and t.owner = 'intake' and t.unit_id = r.unit_before returning t.unit_id, t.officer_id`,
      [JSON.stringify(handed)],
    )) as [TaskPlace[], number];
    this.signals.touch(rows);
    this.signals.touch(handed.map((h) => ({ unit_id: h.unit_before, officer_id: h.officer_before })));
  }

  /** Brings the dates in step with the clocks of these matters. */
  async date(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    const [rows] = (await tx.query(
      `update reporting.task t set clock_rule = c.rule, due_on = c.legal_due_on, due_at = coalesce(c.next_due_at, 'infinity')
       from reporting.task x left join lateral (${dueClock('x.matter_id', 'x.rule')}) c on true
       where x.matter_id = any($1) and x.owner in ('intake', 'assignment') and t.matter_id = x.matter_id and t.entry = x.entry
         and (t.clock_rule, t.due_on, t.due_at) is distinct from (c.rule, c.legal_due_on, coalesce(c.next_due_at, 'infinity'))
       returning t.unit_id, t.officer_id`,
      [matterIds],
    )) as [TaskPlace[], number];
    this.signals.touch(rows);
  }

  /** Nothing is left of removed matters. */
  async remove(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    const [rows] = (await tx.query(
      'delete from reporting.task where matter_id = any($1) returning unit_id, officer_id',
      [matterIds],
    )) as [TaskPlace[], number];
    this.signals.touch(rows);
  }
}
