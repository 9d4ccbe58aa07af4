import { migration, scopePolicy, tablesEveryServiceHas } from '@huiyin/service';

const schema = 'accountability';
const role = 'hy_accountability';

export const FirstTables1764000000000 = migration('FirstTables1764000000000', [
  ...tablesEveryServiceHas(schema),

  // Who answers for which matter, as intake said last. `version` is the version of the matter, for order and gaps.
  `create table ${schema}.matter_duty (
     matter_id uuid primary key, version int not null, responsible_unit int not null, officer_id uuid not null,
     is_open boolean not null, profile text not null)`,
  ...scopePolicy(`${schema}.matter_duty`, { unit: 'responsible_unit', matter: 'matter_id' }),

  // Dates and the next step are derived from the ledger and kept as columns so that they can be indexed.
  `create table ${schema}.clock (
     id uuid primary key, matter_id uuid not null, is_main boolean not null, rule text not null,
     rule_edition text not null, calendar_edition text,
     standing text not null check (standing in ('running','paused','stopped')),
     responsible_unit int not null, officer_id uuid not null, started_at timestamptz not null,
     legal_due_on date not null, legal_due_at timestamptz not null,
     internal_due_on date, internal_due_at timestamptz,
     next_step text, next_measure text check (next_measure in ('legal','internal')), next_step_at timestamptz,
     legal_explanation jsonb not null, internal_explanation jsonb,
     clock_version int not null, stopped_at timestamptz, was_late boolean,
     check ((standing = 'stopped') = (stopped_at is not null)),
     check (standing = 'running' or next_step_at is null))`,
  `create unique index clock_one_main on ${schema}.clock (matter_id) where is_main and standing <> 'stopped'`,
  `create index clock_matter on ${schema}.clock (matter_id)`,
  `create index clock_next_step on ${schema}.clock (next_step_at, id) where standing = 'running' and next_step_at is not null`,
  `create index clock_legal_due on ${schema}.clock (legal_due_at) where standing = 'running'`,
  ...scopePolicy(`${schema}.clock`, { unit: 'responsible_unit', matter: 'matter_id' }),

  // The ledger. Rows are never changed but for the unit that may see them, and go only when their clock goes (matter removed).
  `create table ${schema}.clock_entry (
     clock_id uuid not null references ${schema}.clock (id) on delete cascade, entry_no int not null,
     matter_id uuid not null, responsible_unit int not null,
     kind text not null check (kind in ('started','paused','resumed','extended','reassigned','stopped')),
     at timestamptz not null, details jsonb not null, event_id uuid, written_at timestamptz not null default now(),
     primary key (clock_id, entry_no))`,
  ...scopePolicy(`${schema}.clock_entry`, { unit: 'responsible_unit', matter: 'matter_id' }),

  // The primary key is what lets ten workers fire a step once. No unit: only the service itself looks here.
  `create table ${schema}.step_claim (
     clock_id uuid not null references ${schema}.clock (id) on delete cascade, measure text not null, due_on date not null,
     step text not null, matter_id uuid not null, kind text not null, at timestamptz not null,
     claimed_at timestamptz not null default now(), primary key (clock_id, measure, due_on, step))`,
  ...scopePolicy(`${schema}.step_claim`, { matter: 'matter_id' }),

  `grant select, insert, update, delete on ${schema}.matter_duty, ${schema}.clock to ${role}`,
  `grant select, insert, update (responsible_unit) on ${schema}.clock_entry to ${role}`,
  `grant select, insert on ${schema}.step_claim to ${role}`,
]);
