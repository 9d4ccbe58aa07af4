/**
 * A staged row with what its days and its offices say. `sender` and everything of the handling are null where the matter stayed with its
 * first office; `first_*` is that office.
 */
const row = `select r.*, u.unit_name, u.profile, u.officer_id, u.officer_name, coalesce(b.unit_id, u.unit_id) as first_unit,
    coalesce(b.officer_id, u.officer_id) as first_officer, coalesce(b.unit_name, u.unit_name) as first_name,
    coalesce(b.officer_name, u.officer_name) as first_officer_name, r.sender is not null as is_file,
    case when r.sender is null then array[r.unit] else array[r.sender, r.unit] end as seen_by,
    came, came + interval '20 minutes' as registered_at, came + interval '1 day' as offered_at, came + interval '2 days' as taken_at,
    accepted_at, ended_at, r.open_days is null as is_open,
    coalesce(h.clock, t.clock) as main_clock, t.clock ->> 'rule' as first_rule,
    (t.clock ->> 'legal_due_on')::date as first_due_on, (t.clock ->> 'internal_due_on')::date as first_internal_on
  from seed_row r join seed_unit u on u.unit_id = r.unit left join seed_unit b on b.unit_id = r.sender
  join seed_template t on t.id = r.template left join seed_template h on h.id = r.handling
  cross join lateral (select t.started_at + r.after * interval '1 millisecond' as came,
    h.started_at + r.after * interval '1 millisecond' as accepted_at) c
  cross join lateral (select c.came + r.open_days * interval '1 day' as ended_at) e`;

/** The first office's clock, and that of the handling, which takes its place. */
const clockRow = `select k.*, t.clock, t.start_details, t.reached, t.next_step, t.next_measure, t.next_step_at, t.clock ->> 'rule' as rule,
    (t.clock ->> 'legal_due_on')::date as legal_due_on, (t.clock ->> 'legal_due_at')::timestamptz as legal_due_at,
    (t.clock ->> 'internal_due_on')::date as internal_due_on, (t.clock ->> 'internal_due_at')::timestamptz as internal_due_at,
    k.stopped_at is null as is_running, case when k.stopped_at is null then 'running' else 'stopped' end as standing,
    case when k.stopped_at is null then 1 else 2 end as entries
  from (
    select clock_id as id, matter_id, template, first_unit as unit, first_officer as officer, came as began_at,
      coalesce(accepted_at, ended_at) as stopped_at, case when is_file then 'forward' else 'matter-closed' end as why from (${row}) s
    union all
    select handling_clock, matter_id, handling, unit, officer_id, accepted_at, ended_at, 'issue-opinion' from (${row}) s where is_file
  ) k join seed_template t on t.id = k.template`;

const intoFrom =
  (source: string) =>
  (target: string, columns: string, values: string, where = 'true', beside = ''): string =>
    `insert into ${target} (${columns}) select ${values} from (${source}) s ${beside} where ${where}`;

/** A statement that fills a table with a row for each staged one, or for each of its clocks; `beside` is joined to it. */
export const into = intoFrom(row);
export const intoByClock = intoFrom(clockRow);
