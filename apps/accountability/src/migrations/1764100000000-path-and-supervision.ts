import { migration, scopePolicy } from '@huiyin/service';

const schema = 'accountability';
const role = 'hy_accountability';

const everyPolicy = ['seen', 'changed', 'removed', 'added'];
const withoutPolicies = (table: string) => everyPolicy.map((policy) => `drop policy ${policy} on ${table}`);

/**
 * What `scopePolicy` makes, for the units that see the matter: the duty says which. A clock's own unit is not asked: an office that handed
 * the matter back keeps its stopped clocks and reads nothing more of it.
 */
function seenWithMatter(table: string): string[] {
  const units = `(select nullif(current_setting('hy.units', true), '')::int[])::int[]`;
  const seen = `(select nullif(current_setting('hy.all', true), '')) = 'on' or (matter_id = (select nullif(current_setting('hy.matter', true), '')::uuid))
    or exists (select from ${schema}.matter_duty d where d.matter_id = ${table}.matter_id and d.seen_by && ${units})`;
  return [
    `create policy seen on ${table} for select using (${seen})`,
    `create policy changed on ${table} for update using (${seen}) with check (true)`,
    `create policy removed on ${table} for delete using (${seen})`,
    `create policy added on ${table} for insert with check (true)`,
  ];
}

export const PathAndSupervision1764100000000 = migration('PathAndSupervision1764100000000', [
  // A matter has two keepers: `version` counts intake's moves, `handling_version` those of assignment's file.
  `alter table ${schema}.matter_duty
     add column handling_version int not null default 0,
     add column registered_unit int,
     add column sender_unit int,
     add column is_disputed boolean not null default false,
     add column seen_by int[] not null default '{}'`,
  `update ${schema}.matter_duty set registered_unit = responsible_unit, seen_by = array[responsible_unit]`,
  ...withoutPolicies(`${schema}.matter_duty`),
  ...scopePolicy(`${schema}.matter_duty`, { unit: 'responsible_unit', units: 'seen_by', matter: 'matter_id' }),

  ...withoutPolicies(`${schema}.clock`),
  ...seenWithMatter(`${schema}.clock`),

  `alter table ${schema}.clock_entry drop constraint clock_entry_kind_check`,
  `alter table ${schema}.clock_entry add constraint clock_entry_kind_check check (kind in
     ('started','paused','resumed','extended','reassigned','stopped','reinstated','set-aside','recounted'))`,

  // Decision 0018: dates that a notice of the State Council may still move.
  `alter table ${schema}.clock add column provisional_in int`,
  `create index clock_provisional on ${schema}.clock (provisional_in, id) where provisional_in is not null and standing <> 'stopped'`,

  // Letters of supervision (R40). Seen by the office that wrote and the one that owes the answer, by the citizen never: no matter here.
  `create table ${schema}.supervision_letter (
     id uuid primary key, matter_id uuid not null, clock_id uuid not null references ${schema}.clock (id) on delete cascade,
     ground text not null, demand text not null, by_unit int not null, to_unit int not null, seen_by int[] not null,
     issued_by uuid not null, issued_at timestamptz not null, due_on date not null,
     replied_by uuid, replied_at timestamptz, reply text,
     check ((replied_at is null) = (reply is null)), check (seen_by @> array[by_unit, to_unit]))`,
  `create index supervision_letter_matter on ${schema}.supervision_letter (matter_id, issued_at)`,
  `create index supervision_letter_clock on ${schema}.supervision_letter (clock_id)`,
  ...scopePolicy(`${schema}.supervision_letter`, { units: 'seen_by' }),
  // Drafts of letters (C.3). Seen by the office that drafted and the one that signs; the supervised office learns of none (I.4).
  `create table ${schema}.supervision_draft (
     id uuid primary key, matter_id uuid not null references ${schema}.matter_duty (matter_id) on delete cascade,
     ground text not null, facts text not null, demand text not null, period_days int, by_unit int not null, signing_unit int not null,
     seen_by int[] not null, drafted_by uuid not null, drafted_at timestamptz not null,
     decided_by uuid, decided_at timestamptz, return_reason text, letter_id uuid references ${schema}.supervision_letter (id) on delete cascade,
     check (seen_by @> array[by_unit, signing_unit]), check ((decided_at is null) = (decided_by is null)),
     check ((decided_at is null) = (return_reason is null and letter_id is null)))`,
  `create index supervision_draft_matter on ${schema}.supervision_draft (matter_id, drafted_at)`,
  ...scopePolicy(`${schema}.supervision_draft`, { units: 'seen_by' }),
  `grant select, insert, update (by_unit, signing_unit, seen_by, decided_by, decided_at, return_reason, letter_id) on ${schema}.supervision_draft to ${role}`,

  `grant select, insert, update (to_unit, by_unit, seen_by, replied_by, replied_at, reply) on ${schema}.supervision_letter to ${role}`,
]);
