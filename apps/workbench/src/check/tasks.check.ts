import { type Check, offenders } from './check.js';

// What a keeper told last: a move or a classification brings its tasks; the other steps of triage owe one each, to whoever answers, and so
// does a classification that was told before it brought any.
const moves = ['intake.matter-moved.v1', 'assignment.handling-moved.v1'];
const triage = ['intake.submission-registered.v1', 'intake.matter-classified.v1', 'intake.matter-linked.v1'];
const handing = ['intake.matter-reassigned.v1'];

const lastOf = (book: string) =>
  `select distinct on (matter_id) matter_id, version, name, payload -> 'tasks' as tasks from ${book}.outbox
    where matter_id is not null and name = any ($1) order by matter_id, version desc`;

const actOfTriage = `case t.name when 'intake.submission-registered.v1' then 'classify' when 'intake.matter-linked.v1' then null
  else case when m.kind = 'suggestion' then 'refer-for-study'
    when m.path in ('P_LIT', 'P_ARB', 'P_PARTY', 'P_ADM', 'P_DUTY') then 'guide-to-path' else 'forward' end end`;

/**
 * A task in one line. Succession hands intake's tasks on without telling them anew: of those only act and rule are compared, for unit and
 * officer would have to be followed through every hand.
 */
const lineOf = (act: string, unit: string, officer: string, rule: string, isHanded: string) =>
  `concat_ws(' ', ${act}, ${rule}, case when not ${isHanded} then concat_ws(' ', ${unit}, ${officer}) end) collate "C"`;

const otherThanTold = `
  with told as materialized (${lastOf('intake')}),
  handled as materialized (${lastOf('assignment')}),
  handed as materialized (
    select r.matter_id, max(r.version) as version from intake.outbox r where r.name = any ($2) group by r.matter_id),
  spoken as (
    select m.id as matter_id, f.id is not null as is_handled, coalesce(h.version > t.version, false) and f.id is null as is_handed,
      case when f.id is not null then handled.tasks
        when t.tasks is not null then t.tasks
        else jsonb_build_array(jsonb_build_object('act', ${actOfTriage}, 'unitId', m.responsible_unit, 'officerId', m.officer_id))
      end as tasks
      from told t join intake.matter m on m.id = t.matter_id
      left join assignment.file f on f.id = m.id left join handled on handled.matter_id = f.id
      left join handed h on h.matter_id = m.id),
  owed as (
    select s.matter_id, s.is_handed, coalesce(array_agg(e.line order by e.line) filter (where e.line is not null), '{}') as lines
      from spoken s left join lateral (
        select ${lineOf(`x ->> 'act'`, `x ->> 'unitId'`, `x ->> 'officerId'`, `x ->> 'rule'`, 's.is_handed')} as line
          from jsonb_array_elements(s.tasks) x where x ->> 'act' is not null) e on true
     group by s.matter_id, s.is_handed),
  shown as (
    select k.matter_id, array_agg(e.line order by e.line) as lines
      from reporting.task k left join handed h on h.matter_id = k.matter_id left join told t on t.matter_id = k.matter_id
      cross join lateral (
        select ${lineOf('k.act', 'k.unit_id', 'k.officer_id', 'k.rule', `(k.owner = 'intake' and coalesce(h.version > t.version, false))`)} as line) e
     where k.owner in ('intake', 'assignment') group by k.matter_id)
  select coalesce(o.matter_id, s.matter_id) as id from owed o full join shown s on s.matter_id = o.matter_id
   where coalesce(o.lines, '{}') <> coalesce(s.lines, '{}')
     and (o.matter_id is not null or not exists (select 1 from intake.matter m where m.id = s.matter_id))`;

export const tasksOwed: Check = {
  name: 'tasks-owed',
  claim: 'the queues show what the keeper of each matter told last to be owed, and nothing of one that is gone',
  run: ({ sql }) => offenders(sql, otherThanTold, [[...moves, ...triage], handing]),
};
