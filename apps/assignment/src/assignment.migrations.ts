import { paperTables } from '@huiyin/papers';
import { migration, scopePolicy, tablesEveryServiceHas } from '@huiyin/service';
import { seenWithFile } from './file/file.access.js';
import { opinionTables } from './opinion/opinion.tables.js';

const schema = 'assignment';
const role = 'hy_assignment';

const fileTables = [
  `create table ${schema}.file (
     id uuid primary key, version int not null, matter_version int not null,
     matter_kind text not null check (matter_kind in ('claim','suggestion')), state text not null,
     unit_id int not null, unit_name text not null, officer_id uuid not null, officer_name text not null,
     second_officer_id uuid, second_officer_name text, sender_unit int, review_unit int not null, seen_by int[] not null,
     accused_units int[] not null default '{}', given_back_at timestamptz,
     aspects text[] not null default '{}', recused uuid[] not null default '{}',
     owes_urgent_report boolean not null default false, pending jsonb, requests text[] not null default '{}',
     evidence_count int not null default 0, is_assigned boolean not null default false, period_days int, profile text not null, submission_no text not null,
     received_at timestamptz not null, accepted_at timestamptz, handling_started_at timestamptz, handling_due_on date,
     extension_days int not null default 0, draft_no int not null default 0, finding text,
     has_supported boolean not null default false, drafted_by uuid, reviewed_by uuid,
     is_major boolean not null default false, issued_at timestamptz, served_on date, evaluations jsonb not null default '[]',
     has_closing_report boolean not null default false, execution_unit int, execution_due_on date,
     execution_confirmed_at timestamptz, execution_dispute jsonb,
     closing_reason text, closed_at timestamptz, shelf_mark text)`,
  // Succession. The unit alone: a column that steps change would cost every step another index entry.
  `create index file_unit on ${schema}.file (unit_id)`,
  // What accuses somebody is little; successions look for it every few seconds.
  `create index file_accuses on ${schema}.file using gin (accused_units) where accused_units <> '{}'`,
  ...scopePolicy(`${schema}.file`, { units: 'seen_by', matter: 'id' }),

  `create table ${schema}.record (
     id uuid primary key, matter_id uuid not null, kind text not null, taken_at timestamptz not null, title text not null, place text,
     content jsonb not null, by uuid[] not null)`,
  `create index record_matter on ${schema}.record (matter_id, taken_at)`,
  ...seenWithFile('record', role),

  // When a unit received a matter that may become its file: where the days for its notice count from. A second offer changes nothing.
  // The number stands where the submission itself was received.
  `create table ${schema}.receipt (
     matter_id uuid not null, unit_id int not null, received_at timestamptz not null, submission_no text,
     primary key (matter_id, unit_id))`,
  ...scopePolicy(`${schema}.receipt`, { unit: 'unit_id' }),

  // Officials who left a post, so that a file that crossed with the news still finds its way to the replacement. No matters here.
  `create table ${schema}.replaced_official (
     unit_id int not null, official_id uuid not null, replacement_id uuid not null, replacement_name text not null,
     at timestamptz not null, primary key (unit_id, official_id))`,

  `grant select, insert, update, delete on ${schema}.file, ${schema}.receipt, ${schema}.replaced_official to ${role}`,
];

export const assignmentMigrations = [
  migration('FirstTables1764040000000', [
    ...tablesEveryServiceHas(schema),
    ...fileTables,
    ...opinionTables(role),
    ...paperTables(schema, role),
  ]),
];
