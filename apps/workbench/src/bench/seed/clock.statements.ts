import { intoByClock } from './seeded-row.js';

const reachedColumns = `measure text, "dueOn" date, step text, kind text, at timestamptz`;
const reached = `cross join lateral jsonb_to_recordset(reached) as p(${reachedColumns})`;
const entry = 'clock_id, entry_no, matter_id, responsible_unit, kind, at, details';

/** Clocks, their ledger and the steps that they reached, in accountability and as reporting has them. */
export const clockStatements = [
  intoByClock(
    'accountability.clock',
    `id, matter_id, is_main, rule, rule_edition, calendar_edition, standing, responsible_unit, officer_id, started_at, legal_due_on,
     legal_due_at, internal_due_on, internal_due_at, next_step, next_measure, next_step_at, legal_explanation, internal_explanation,
     clock_version, stopped_at, was_late`,
    `id, matter_id, true, rule, clock ->> 'rule_edition', clock ->> 'calendar_edition', standing, unit, officer, began_at, legal_due_on,
     legal_due_at, internal_due_on, internal_due_at, case when is_running then next_step end, case when is_running then next_measure end,
     case when is_running then next_step_at end, clock -> 'legal_explanation', nullif(clock -> 'internal_explanation', 'null'::jsonb),
     entries, stopped_at, stopped_at >= legal_due_at`,
  ),
  intoByClock('accountability.clock_entry', entry, `id, 1, matter_id, unit, 'started', began_at, start_details`),
  intoByClock(
    'accountability.clock_entry',
    entry,
    `id, 2, matter_id, unit, 'stopped', stopped_at, jsonb_build_object('why', why)`,
    'not is_running',
  ),
  intoByClock(
    'reporting.clock_line',
    `matter_id, clock_id, clock_version, rule, standing, started_at, stopped_at, legal_due_on, legal_due_at, internal_due_on,
     internal_due_at, unit_id, officer_id`,
    `matter_id, id, entries, rule, standing, began_at, stopped_at, legal_due_on, legal_due_at, internal_due_on, internal_due_at, unit, officer`,
  ),
  intoByClock(
    'accountability.step_claim',
    'clock_id, measure, due_on, step, matter_id, kind, at',
    'id, p.measure, p."dueOn", p.step, matter_id, p.kind, p.at',
    'is_running',
    reached,
  ),
  intoByClock(
    'reporting.timeline_step',
    'matter_id, key, step, at, values',
    `matter_id, id || '/' || p.step || '/' || p."dueOn", p.kind, p.at, jsonb_build_object('clock', rule, 'on', p."dueOn")`,
    `is_running and p.measure = 'legal' and p.kind in ('due-today', 'overdue')`,
    reached,
  ),
];
