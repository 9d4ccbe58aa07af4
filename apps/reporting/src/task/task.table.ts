import { scopePolicy } from '@huiyin/service';
import { presentClock } from '../clock/clock.table.js';

/**
 * What somebody owes, and what a clock warns of. The entries of an owner are replaced as a whole by what that owner tells next.
 * Seen by the units that owe; whoever shows an entry joins it to its line, which has a policy of its own.
 */
export const taskTable = [
  `create table reporting.task (
    matter_id uuid not null, entry text collate "C" not null, owner text not null check (owner in ('intake', 'assignment', 'accountability', 'clock')),
    what text not null, act text, unit_id int not null, officer_id uuid, not_officers uuid[] not null default '{}', rule text, is_warning boolean not null default false,
    is_met boolean not null default false, measure text,
    clock_rule text, due_on date, due_at timestamptz not null default 'infinity', primary key (matter_id, entry)) with (fillfactor = 80)`,
  ...scopePolicy('reporting.task', { unit: 'unit_id' }),
  'create index task_officer on reporting.task (officer_id, due_at, matter_id, entry) where officer_id is not null',
  'create index task_place on reporting.task (unit_id, act, due_at, matter_id, entry) where act is not null',
  'create index task_place_open on reporting.task (unit_id, act, due_at, matter_id, entry) where act is not null and officer_id is null',
];

/** What is owed on matters that were told before there were tasks. */
export const tasksOfTriage = [
  `insert into reporting.task (matter_id, entry, owner, what, act, unit_id, officer_id, clock_rule, due_on, due_at)
   select l.matter_id, 'intake/0', 'intake', a.act, a.act, l.responsible_unit, l.officer_id, c.rule, c.legal_due_on,
     coalesce(c.next_due_at, 'infinity')
   from reporting.matter_line l
     cross join lateral (select case when l.state = 'registered' then 'classify'
       when l.matter_kind = 'suggestion' then 'refer-for-study'
       when l.path in ('P_LIT', 'P_ARB', 'P_PARTY', 'P_ADM', 'P_DUTY') then 'guide-to-path' else 'forward' end as act) a
     left join lateral (${presentClock('l.matter_id')}) c on true
   where l.is_open and l.state in ('registered', 'triaged')`,
];
