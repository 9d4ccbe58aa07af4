/** Temporary tables that one batch is laid into before it is spread over the schemas. */
export const stagingTables = [
  'create temporary sequence if not exists seed_paper_no',
  `select setval('seed_paper_no', (select coalesce(max(last), 0) + 1 from (select last from intake.paper_series
     union all select last from assignment.paper_series) known))`,
  `create temporary table if not exists seed_template (
     id text primary key, started_at timestamptz not null, clock jsonb not null, start_details jsonb not null, reached jsonb not null,
     next_step text, next_measure text, next_step_at timestamptz)`,
  `create temporary table if not exists seed_unit (
     unit_id int primary key, unit_name text not null, profile text not null, officer_id uuid not null, officer_name text not null)`,
  `create temporary table if not exists seed_row (
     matter_id uuid, submission_id uuid, petitioner_id uuid, clock_id uuid default gen_random_uuid(),
     handling_clock uuid default gen_random_uuid(), offer_id uuid default gen_random_uuid(), template text, handling text, sender int, no text, unit int,
     state text, version int, file_version int, category text, channel text, urgency text, title text, content text, digest text, after int,
     open_days int)`,
];

export const stageTemplates = `insert into seed_template
  select * from jsonb_to_recordset($1::jsonb) as r(id text, "startedAt" timestamptz, clock jsonb, "startDetails" jsonb, reached jsonb,
    "nextStep" text, "nextMeasure" text, "nextStepAt" timestamptz) on conflict do nothing`;

export const stageUnits = `insert into seed_unit
  select * from jsonb_to_recordset($1::jsonb) as r(unit_id int, unit_name text, profile text, officer_id uuid, officer_name text)
  on conflict do nothing`;

const given = `matter_id, submission_id, petitioner_id, template, handling, sender, no, unit, state, version, file_version, category,
  channel, urgency, title, content, digest, after, open_days`;
export const stageRows = `insert into seed_row (${given}) select ${given} from jsonb_populate_recordset(null::seed_row, $1::jsonb)`;

export const addPeople = `insert into intake.petitioner (id, wrapped_key, name, phone, address, phone_index)
  select id, decode(wrapped_key, 'hex'), decode(name, 'hex'), decode(phone, 'hex'), decode(address, 'hex'), decode(phone_index, 'hex')
  from jsonb_to_recordset($1::jsonb) as r(id uuid, wrapped_key text, name text, phone text, address text, phone_index text)`;
