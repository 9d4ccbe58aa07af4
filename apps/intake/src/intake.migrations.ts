import { migration, scopePolicy, tablesEveryServiceHas } from '@huiyin/service';
import { pathTables } from './intake.path-tables.js';

// A child row is visible exactly where its matter is: the inner select runs under the matter's own policy.
const whereMatterIsSeen = (table: string, condition: string): string[] => [
  `alter table intake.${table} enable row level security`,
  `alter table intake.${table} force row level security`,
  ...['select', 'delete'].map(
    (act) =>
      `create policy ${act}_seen on intake.${table} for ${act} using ((select nullif(current_setting('hy.all', true), '')) = 'on' or ${condition})`,
  ),
  `create policy update_seen on intake.${table} for update using ((select nullif(current_setting('hy.all', true), '')) = 'on' or ${condition}) with check (true)`,
  `create policy added on intake.${table} for insert with check (true)`,
];
const ofMatter = (table: string, column = 'matter_id') =>
  whereMatterIsSeen(table, `exists (select 1 from intake.matter m where m.id = ${table}.${column})`);

const matterTables = [
  `create table intake.matter (
    id uuid primary key, version int not null, state text not null, kind text, category text, path text, location_code text,
    urgency text not null, responsible_unit int not null, officer_id uuid not null, officer_name text not null,
    linked_to uuid, registered_at timestamptz not null, owes_urgent_report boolean not null default false)`,
  `create index matter_open_unit on intake.matter (responsible_unit, officer_id) where state not in ('linked_to_existing','closed','archived')`,
  ...scopePolicy('intake.matter', { unit: 'responsible_unit', matter: 'id' }),

  `create table intake.petitioner (
    id uuid primary key, wrapped_key bytea not null, name bytea, phone bytea, id_number bytea, address bytea, email bytea,
    phone_index bytea, id_number_index bytea, email_index bytea)`,
  ...['phone', 'id_number', 'email'].map(
    (field) =>
      `create index petitioner_${field} on intake.petitioner (${field}_index) where ${field}_index is not null`,
  ),

  `create table intake.submission (
    id uuid primary key, matter_id uuid not null references intake.matter (id) on delete cascade, submission_no text not null,
    channel text not null, purpose text not null, title text not null, content text not null, facts_digest bytea not null,
    petitioner_id uuid not null references intake.petitioner (id), receiving_unit int not null, registered_by text not null,
    is_on_behalf boolean not null, visit_form text, people int, attachments int not null, clock_rule text not null,
    legal_due_on date not null, internal_due_on date, received_at timestamptz not null, registered_at timestamptz not null)`,
  `create unique index submission_no on intake.submission (submission_no)`,
  `create index submission_matter on intake.submission (matter_id)`,
  `create index submission_facts on intake.submission (facts_digest)`,
  `create index submission_petitioner on intake.submission (petitioner_id)`,
  ...ofMatter('submission'),
  `create table intake.classification (
    matter_id uuid not null references intake.matter (id) on delete cascade, version int not null, at timestamptz not null, by_official text not null,
    kind text not null, category text not null, path text not null, answers jsonb not null, urgency text not null, reason text not null,
    primary key (matter_id, version))`,
  ...ofMatter('classification'),
];

const peopleAndPapers = [
  // Agents and representatives: further petitioner rows that belong to a submission (R20, SD28).
  `create table intake.accompanying (
    submission_id uuid not null references intake.submission (id) on delete cascade, nth int not null, part text not null,
    petitioner_id uuid not null references intake.petitioner (id), primary key (submission_id, nth))`,
  ...whereMatterIsSeen(
    'accompanying',
    `exists (select 1 from intake.submission s where s.id = accompanying.submission_id)`,
  ),

  `create table intake.attachment (
    id uuid primary key, submission_id uuid references intake.submission (id) on delete cascade, owner text not null, file_name text not null,
    media_type text, bytes int not null default 0, parts int not null default 0, sha256 bytea, file_key bytea,
    state text not null check (state in ('partial','stored')), scrubbed boolean not null default false, at timestamptz not null default now())`,
  `create index attachment_submission on intake.attachment (submission_id) where submission_id is not null`,
  `create index attachment_unused on intake.attachment (at) where submission_id is null`,
  ...whereMatterIsSeen(
    'attachment',
    `exists (select 1 from intake.submission s where s.id = attachment.submission_id)`,
  ),

  `create table intake.proposal (
    id uuid primary key, matter_id uuid not null references intake.matter (id) on delete cascade,
    submission_id uuid not null references intake.submission (id) on delete cascade,
    earlier_matter_id uuid not null references intake.matter (id) on delete cascade,
    earlier_submission_id uuid not null references intake.submission (id) on delete cascade,
    likeness text not null, reasons text[] not null, standing text not null default 'open', decided_by text, decided_at timestamptz, reason text,
    unique (submission_id, earlier_submission_id))`,
  `create index proposal_matter on intake.proposal (matter_id)`,
  `create index proposal_earlier on intake.proposal (earlier_matter_id)`,
  `create index proposal_earlier_submission on intake.proposal (earlier_submission_id)`,
  ...ofMatter('proposal'),

  // Officials who left a post, so that a registration that crossed with the news still finds its way to the replacement. No matters here.
  `create table intake.replaced_official (
    unit_id int not null, official_id uuid not null, replacement_id uuid not null, replacement_name text not null, at timestamptz not null,
    primary key (unit_id, official_id))`,

  ...whereMatterIsSeen(
    'petitioner',
    `exists (select 1 from intake.submission s where s.petitioner_id = petitioner.id) or exists (select 1 from intake.accompanying a where a.petitioner_id = petitioner.id)`,
  ),
];

const tables = [
  'matter',
  'petitioner',
  'submission',
  'classification',
  'accompanying',
  'attachment',
  'proposal',
  'replaced_official',
];

/** Schema `sealed`: its own role, its own audit chain and idempotency keys; nothing here refers to an ordinary table. */
const sealedTables = [
  ...tablesEveryServiceHas('sealed', 'hy_sealed'),
  // `origin`: keyed digest of the submission that a clerk classified as an accusation, so that doing it twice seals once.
  `create table sealed.accusation (
    id uuid primary key, submission_no text not null, status text not null, receiving_unit int not null, officer_id uuid not null,
    received_on date not null, due_on date not null, excluded_units int[] not null, excluded_officials uuid[] not null,
    content_sender bytea not null, content bytea not null, identity_sender bytea not null, identity bytea not null, origin bytea unique)`,
  `create unique index accusation_no on sealed.accusation (submission_no)`,
  `alter table sealed.accusation enable row level security`,
  `alter table sealed.accusation force row level security`,
  // Readers with clearance come with their own policy; until then the store opens to its own module alone.
  `create policy own on sealed.accusation using ((select nullif(current_setting('hy.all', true), '')) = 'on') with check (true)`,
  `grant select, insert, update on sealed.accusation to hy_sealed`,
];

export const intakeMigrations = [
  migration('FirstTables1763960000000', [
    ...tablesEveryServiceHas('intake'),
    ...matterTables,
    ...peopleAndPapers,
    // How often somebody looked at identities today, without walking the audit.
    `create index audit_reveals on intake.audit (actor, at) where act = 'reveal-identity'`,
    ...tables.map((table) => `grant select, insert, update, delete on intake.${table} to hy_intake`),
  ]),
  migration('SealedStore1763960000001', sealedTables),
  migration('HandOversAndPaths1764010000000', pathTables),
];
