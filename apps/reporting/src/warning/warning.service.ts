import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Signals } from '../task/signals.service.js';
import { type TaskPlace } from '../task/task.service.js';
import { type Warning } from './warning.rules.js';

// Of each clock the last step against each date that the clock has now; an ended clock warns of nothing.
const present = `select distinct on (w.matter_id, w.clock_id, w.measure) w.matter_id, w.clock_id, w.measure, w.kind, w.rule, w.due_on, w.at,
    (w.due_on + 1)::timestamp at time zone 'Asia/Shanghai' as due_at, coalesce(k.unit_id, w.unit_id) as unit_id,
    coalesce(k.officer_id, w.officer_id) as officer_id, l.sender_unit,
    w.measure = 'legal' and w.kind in ('overdue', 'risk-reminder-draft', 'accountability-proposal-draft') as is_late
  from reporting.warning_line w
    left join reporting.clock_line k on k.matter_id = w.matter_id and k.clock_id = w.clock_id
    left join reporting.matter_line l on l.matter_id = w.matter_id
  where w.matter_id = any($1) and coalesce(k.standing <> 'stopped', true)
    and (k.clock_id is null or w.due_on = case w.measure when 'legal' then k.legal_due_on else k.internal_due_on end)
  order by w.matter_id, w.clock_id, w.measure, w.due_on desc`;

/**
 * Who is warned: the officer of the clock; once the law's last day is over also the head of that unit, and the office that dispatched the
 * matter, which drafts a supervision letter unless one went out or was drafted since (C.3).
 */
const rest = 'p.rule, p.measure, p.due_on, p.due_at from present p';
const entries = `select p.matter_id, p.clock_id || '/' || p.measure as entry, p.kind as what, null as act, p.unit_id, p.officer_id,
    true as is_warning, ${rest}
  union all select p.matter_id, p.clock_id || '/head', p.kind, 'rule-on-objection', p.unit_id, null, true, ${rest} where p.is_late
  union all select p.matter_id, p.clock_id || '/sender', case p.kind when 'overdue' then 'draft-supervision' else p.kind end,
    'draft-supervision', p.sender_unit, null, p.kind <> 'overdue', ${rest}
    where p.is_late and p.sender_unit <> p.unit_id and not (p.kind = 'overdue' and exists (
      select 1 from reporting.supervision_line s where s.matter_id = p.matter_id and s.issued_at >= p.at
      union all select 1 from reporting.supervision_draft_line d where d.matter_id = p.matter_id and d.at >= p.at and not d.is_decided))`;

/** Keeps the warnings of clocks among what stands in queues. */
@Injectable()
export class WarningService {
  constructor(private readonly signals: Signals) {}

  async keep(warnings: readonly Warning[], tx: EntityManager): Promise<void> {
    if (warnings.length === 0) return;
    await tx.query(
      `insert into reporting.warning_line as w (matter_id, clock_id, measure, due_on, kind, rule, at, unit_id, officer_id)
       select r.* from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, clock_id uuid, measure text, due_on date, kind text, rule text,
         at timestamptz, unit_id int, officer_id uuid)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r.matter_id)
       on conflict (matter_id, clock_id, measure, due_on) do update set kind = excluded.kind, at = excluded.at, unit_id = excluded.unit_id,
         officer_id = excluded.officer_id
       where w.at < excluded.at`,
      [JSON.stringify(warnings)],
    );
  }

  /** Derives the entries of these matters anew: from the steps, the clocks, the line and the letters, whichever came first. */
  async show(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    if (matterIds.length === 0) return;
    const [gone] = (await tx.query(
      `delete from reporting.task where matter_id = any($1) and owner = 'clock' returning unit_id, officer_id`,
      [matterIds],
    )) as [TaskPlace[], number];
    const shown = (await tx.query(
      `with present as materialized (${present})
       insert into reporting.task (matter_id, entry, owner, what, act, unit_id, officer_id, rule, is_warning, measure, clock_rule, due_on, due_at)
       select e.matter_id, e.entry, 'clock', e.what, e.act, e.unit_id, e.officer_id, e.rule, e.is_warning, e.measure, e.rule, e.due_on, e.due_at
       from (${entries}) e returning unit_id, officer_id`,
      [matterIds],
    )) as TaskPlace[];
    this.signals.touch(gone);
    this.signals.touch(shown);
  }

  async remove(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    await tx.query('delete from reporting.warning_line where matter_id = any($1)', [matterIds]);
  }
}
