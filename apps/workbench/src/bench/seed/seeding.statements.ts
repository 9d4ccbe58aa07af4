/** Temporary tables that one batch is laid into before it is spread over the schemas. */
export const stagingTables = [
  `create temporary table if not exists seed_template (
     id text primary key, started_at timestamptz not null, clock jsonb not null, start_details jsonb not null, reached jsonb not null,
     next_step text, next_measure text, next_step_at timestamptz)`,
  `create temporary table if not exists seed_unit (
     unit_id int primary key, unit_name text not null, profile text not null, officer_id uuid not null, officer_name text not null)`,
  `create temporary table if not exists seed_row (
     matter_id uuid, submission_id uuid, petitioner_id uuid, clock_id uuid default gen_random_uuid(), template text, no text, unit int,
     state text, version int, category text, channel text, urgency text, title text, content text, digest text, after int,
     open_days int)`,
];

export const stageTemplates = `insert into seed_template
  select * from jsonb_to_recordset($1::jsonb) as r(id text, "startedAt" timestamptz, clock jsonb, "startDetails" jsonb, reached jsonb,
    "nextStep" text, "nextMeasure" text, "nextStepAt" timestamptz) on conflict do nothing`;

export const stageUnits = `insert into seed_unit
  select * from jsonb_to_recordset($1::jsonb) as r(unit_id int, unit_name text, profile text, officer_id uuid, officer_name text)
  on conflict do nothing`;

const given = `matter_id, submission_id, petitioner_id, template, no, unit, state, version, category, channel, urgency, title, content,
  digest, after, open_days`;
export const stageRows = `insert into seed_row (${given}) select ${given} from jsonb_populate_recordset(null::seed_row, $1::jsonb)`;

export const addPeople = `insert into intake.petitioner (id, wrapped_key, name, phone, address, phone_index)
  select id, decode(wrapped_key, 'hex'), decode(name, 'hex'), decode(phone, 'hex'), decode(address, 'hex'), decode(phone_index, 'hex')
  from jsonb_to_recordset($1::jsonb) as r(id uuid, wrapped_key text, name text, phone text, address text, phone_index text)`;

/** A staged row with what its day and its office say. */
const row = `select r.*, u.unit_name, u.profile, u.officer_id, u.officer_name, t.clock, t.start_details, t.reached, t.next_step,
    t.next_measure, t.next_step_at, came, came + interval '20 minutes' as registered_at, ended_at, r.open_days is null as is_open,
    (t.clock ->> 'legal_due_at')::timestamptz as legal_due_at, (t.clock ->> 'internal_due_at')::timestamptz as internal_due_at,
    (t.clock ->> 'legal_due_on')::date as legal_due_on, (t.clock ->> 'internal_due_on')::date as internal_due_on, t.clock ->> 'rule' as rule,
    case when r.open_days is null then 'running' else 'stopped' end as standing, case when r.open_days is null then 1 else 2 end as entries
  from seed_row r join seed_unit u on u.unit_id = r.unit join seed_template t on t.id = r.template
  cross join lateral (select t.started_at + r.after * interval '1 millisecond' as came) c
  cross join lateral (select c.came + r.open_days * interval '1 day' as ended_at) e`;
const into = (target: string, columns: string, values: string, where = 'true') =>
  `insert into ${target} (${columns}) select ${values} from (${row}) s where ${where}`;

/** The rows of every schema, in the order in which they refer to each other. No event is written: nothing is sent, nothing is owed. */
export const spreadRows = [
  into(
    'intake.matter',
    'id, version, state, kind, category, path, urgency, responsible_unit, officer_id, officer_name, registered_at, seen_by',
    `matter_id, version, state, case when category is not null then 'claim' end, category, case when category is not null then 'P_PET' end,
     urgency, unit, officer_id, officer_name, registered_at, array[unit]`,
  ),
  into(
    'intake.subject_word',
    'word, unit_id, registered_at, matter_id',
    'unnest(intake.subject_words(title)), unit, registered_at, matter_id',
  ),
  into(
    'intake.submission',
    `id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id, receiving_unit, registered_by,
     is_on_behalf, attachments, clock_rule, legal_due_on, internal_due_on, received_at, registered_at`,
    `submission_id, matter_id, no, channel, 'request_decision', title, content, decode(digest, 'hex'), petitioner_id, unit, 'anonymous:',
     false, 0, rule, legal_due_on, internal_due_on, came, registered_at`,
  ),
  into(
    'intake.classification',
    'matter_id, version, at, by_official, kind, category, path, answers, urgency, reason',
    `matter_id, 2, registered_at + interval '1 hour', officer_id::text, 'claim', category, 'P_PET', '{}', urgency, 'seeded'`,
    'category is not null',
  ),
  into(
    'accountability.matter_duty',
    'matter_id, version, responsible_unit, officer_id, is_open, profile',
    'matter_id, version, unit, officer_id, is_open, profile',
  ),
  into(
    'accountability.clock',
    `id, matter_id, is_main, rule, rule_edition, calendar_edition, standing, responsible_unit, officer_id, started_at, legal_due_on,
     legal_due_at, internal_due_on, internal_due_at, next_step, next_measure, next_step_at, legal_explanation, internal_explanation,
     clock_version, stopped_at, was_late`,
    `clock_id, matter_id, true, rule, clock ->> 'rule_edition', clock ->> 'calendar_edition', standing, unit, officer_id, came, legal_due_on,
     legal_due_at, internal_due_on, internal_due_at, case when is_open then next_step end, case when is_open then next_measure end,
     case when is_open then next_step_at end, clock -> 'legal_explanation', nullif(clock -> 'internal_explanation', 'null'::jsonb),
     entries, ended_at, ended_at >= legal_due_at`,
  ),
  into(
    'accountability.clock_entry',
    'clock_id, entry_no, matter_id, responsible_unit, kind, at, details',
    `clock_id, 1, matter_id, unit, 'started', came, start_details`,
  ),
  into(
    'accountability.clock_entry',
    'clock_id, entry_no, matter_id, responsible_unit, kind, at, details',
    `clock_id, 2, matter_id, unit, 'stopped', ended_at, '{"why":"matter-closed"}'`,
    'not is_open',
  ),
  `insert into accountability.step_claim (clock_id, measure, due_on, step, matter_id, kind, at)
   select s.clock_id, p.measure, p."dueOn", p.step, s.matter_id, p.kind, p.at from (${row}) s
     cross join lateral jsonb_to_recordset(s.reached) as p(measure text, "dueOn" date, step text, kind text, at timestamptz)
   where s.is_open`,
  into(
    'reporting.matter_line',
    `matter_id, version, submission_no, state, is_open, matter_kind, category, path, channel, urgency, responsible_unit, unit_name,
     officer_id, officer_name, received_at, registered_at, clock_rule, legal_due_on, legal_due_at, internal_due_on, next_due_at, is_late`,
    `matter_id, version, no, state, is_open, case when category is not null then 'claim' end, category,
     case when category is not null then 'P_PET' end, channel, urgency, unit, unit_name, officer_id, officer_name, came, registered_at,
     case when is_open then rule end, case when is_open then legal_due_on end, case when is_open then legal_due_at end,
     case when is_open then internal_due_on end, case when is_open then least(internal_due_at, legal_due_at) else 'infinity' end,
     is_open and legal_due_at <= now()`,
  ),
  into(
    'reporting.clock_line',
    `matter_id, clock_id, clock_version, rule, standing, started_at, stopped_at, legal_due_on, legal_due_at, internal_due_on, internal_due_at`,
    `matter_id, clock_id, entries, rule, standing, came, ended_at, legal_due_on, legal_due_at, internal_due_on, internal_due_at`,
  ),
  into(
    'reporting.timeline_step',
    'matter_id, key, step, at, values',
    `matter_id, 'v1', 'registered', registered_at, jsonb_build_object('submissionNo', no, 'unit', unit_name, 'officer', officer_name)`,
  ),
  into(
    'reporting.timeline_step',
    'matter_id, key, step, at, values',
    `matter_id, 'v2', 'classified', registered_at + interval '1 hour', jsonb_build_object('kind', 'claim', 'category', category, 'path', 'P_PET')`,
    'category is not null',
  ),
  `insert into reporting.timeline_step (matter_id, key, step, at, values)
   select s.matter_id, s.clock_id || '/' || p.step || '/' || p."dueOn", p.kind, p.at, jsonb_build_object('clock', s.rule, 'on', p."dueOn")
   from (${row}) s cross join lateral jsonb_to_recordset(s.reached) as p(measure text, "dueOn" date, step text, kind text, at timestamptz)
   where s.is_open and p.measure = 'legal' and p.kind in ('due-today', 'overdue')`,
  'truncate seed_row',
];

export const measuredTables = [
  'intake.matter',
  'intake.subject_word',
  'intake.submission',
  'intake.petitioner',
  'intake.classification',
  'accountability.matter_duty',
  'accountability.clock',
  'accountability.clock_entry',
  'accountability.step_claim',
  'reporting.matter_line',
  'reporting.clock_line',
  'reporting.timeline_step',
];
