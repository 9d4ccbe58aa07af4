import { scopePolicy } from '@huiyin/service';
import { paperTables } from '@huiyin/papers';

const withdrawn = (table: string, ...policies: string[]) =>
  policies.map((policy) => `drop policy ${policy} on ${table}`);
const role = 'hy_intake';

/** What was told about a lawful path, and what became of it there. */
const guidanceTable = `create table intake.guidance (
  matter_id uuid not null references intake.matter (id) on delete cascade, version int not null, at timestamptz not null, by_whom text not null,
  command text not null, authority_unit int, authority text, address text, needed_papers text[] not null default '{}',
  citizen_rules text[] not null default '{}', text text not null, primary key (matter_id, version))`;

/** A matter is read by every unit that received, holds, dispatched or was offered it. */
const matterSeenBySeveral = [
  `alter table intake.matter
     add column kept_by text not null default 'intake' check (kept_by in ('intake','assignment')),
     add column seen_by int[] not null default '{}', add column sender_unit int, add column offered_to int, add column offer_id uuid,
     add column attempt int not null default 0, add column returns int not null default 0, add column objected_units int[] not null default '{}',
     add column informed_units int[] not null default '{}', add column deciding_unit int, add column pending jsonb,
     add column period_days int, add column dispatched_at timestamptz, add column closing_reason text,
     add column accused_units int[] not null default '{}', add column accused_officials uuid[] not null default '{}',
     add column handling_version int not null default 0`,
  `update intake.matter set seen_by = array[responsible_unit]`,
  // A suggestion was called referred as soon as it was sorted; now it waits to be referred to somebody.
  `update intake.matter set state = 'triaged' where state = 'referred'`,
  // From here on nobody may be forgotten: a matter that no unit sees would be lost.
  `alter table intake.matter alter column seen_by drop default, add constraint matter_is_seen check (cardinality(seen_by) > 0)`,
  ...withdrawn('intake.matter', 'seen', 'changed', 'removed', 'added'),
  ...scopePolicy('intake.matter', { units: 'seen_by', matter: 'id' }),
  // What accuses somebody is little; successions look for it every few seconds.
  `create index matter_accuses on intake.matter using gin (accused_units) where accused_units <> '{}'`,
  `create index matter_offered on intake.matter (offered_to) where offered_to is not null`,
];

/**
 * The conversation. `hand_over` and its answers are the sender's book, `offer` the recipient's; each is told of the other only by events.
 * Nothing in the sender's book is ever changed: an answer is a row of its own.
 */
const books = [
  `create table intake.hand_over (
    id uuid primary key, matter_id uuid not null references intake.matter (id) on delete cascade, kind text not null check (kind in ('forward','assign','study')),
    from_unit int not null, to_unit int not null, to_site text not null, offered_at timestamptz not null, objection_due_at timestamptz not null,
    attempt int not null, may_object boolean not null, is_direct boolean not null, informed_units int[] not null, period_days int, note text,
    offered_by text not null)`,
  `create index hand_over_matter on intake.hand_over (matter_id, attempt)`,
  `create table intake.hand_over_answer (
    hand_over_id uuid not null references intake.hand_over (id) on delete cascade, standing text not null, at timestamptz not null, by_official text not null,
    reasons text, legal_basis text, other_unit int, primary key (hand_over_id, standing))`,
  `create table intake.offer (
    id uuid primary key, version int not null, matter_id uuid not null, kind text not null, from_unit int not null, from_site text not null,
    to_unit int not null, standing text not null, offered_at timestamptz not null, objection_due_at timestamptz not null, attempt int not null,
    may_object boolean not null, period_days int, answered_at timestamptz, reasons text, legal_basis text)`,
  `create index offer_matter on intake.offer (matter_id)`,
  `create index offer_open on intake.offer (to_unit) where standing = 'offered'`,
  guidanceTable,
  ...[
    ['hand_over', 'exists (select 1 from intake.matter m where m.id = hand_over.matter_id)'],
    ['hand_over_answer', 'exists (select 1 from intake.hand_over h where h.id = hand_over_answer.hand_over_id)'],
    ['guidance', 'exists (select 1 from intake.matter m where m.id = guidance.matter_id)'],
  ].flatMap(([table, seen]) => [
    `alter table intake.${table} enable row level security`,
    `alter table intake.${table} force row level security`,
    // Changing is granted to nobody, and would be hidden all the same.
    ...(['select', 'update', 'delete'] as const).map(
      (act) =>
        `create policy ${act}_seen on intake.${table} for ${act} using ((select nullif(current_setting('hy.all', true), '')) = 'on' or ${seen})`,
    ),
    `create policy added on intake.${table} for insert with check (true)`,
    `grant select, insert, delete on intake.${table} to ${role}`,
  ]),
  ...scopePolicy('intake.offer', { unit: 'to_unit' }),
  `grant select, insert, update, delete on intake.offer to ${role}`,
];

/**
 * Words of subjects by unit, so that a search walks one index and stops at the end of a page, however many matters there are. Equality
 * on text and numbers is leakproof: row-level security leaves the index in use. Filled after registration, by the reader of the own
 * stream; what stands here is only ever found together with a matter in scope.
 */
const subjectWords = [
  // Pairs of neighbouring characters for scripts without spaces, whole words for ASCII letters and digits.
  `create function intake.subject_words(subject text) returns text[] language plpgsql immutable parallel safe set search_path = '' as $$
    declare
      -- Everything between words: ASCII but letters and digits, general and CJK punctuation, full-width forms that are left.
      between_words constant text := '[\\x01-\\x2f\\x3a-\\x60\\x7b-\\x7f\\u2000-\\u206f\\u3000-\\u303f\\uff00-\\uffef]+';
      run text;
      found text[] := '{}';
    begin
      foreach run in array regexp_split_to_array(
          regexp_replace(lower(normalize(subject, NFKC)), '([a-z0-9]+)', ' \\1 ', 'g'), between_words) loop
        if run = '' then
          continue;
        elsif ascii(run) < 128 then
          found := found || left(run, 40);
        else
          for place in 1 .. length(run) - 1 loop
            found := found || substr(run, place, 2);
          end loop;
        end if;
      end loop;
      return array(select distinct unnest(found));
    end $$`,
  `create table intake.subject_word (
    word text not null, unit_id int not null, registered_at timestamptz not null, matter_id uuid not null,
    primary key (word, unit_id, registered_at, matter_id))`,
  ...scopePolicy('intake.subject_word', { unit: 'unit_id' }),
  `grant select, insert, delete on intake.subject_word to ${role}`,
  `grant execute on function intake.subject_words(text) to ${role}`,
  `insert into intake.subject_word (word, unit_id, registered_at, matter_id)
     select distinct word, unit_id, m.registered_at, m.id from intake.matter m join intake.submission s on s.matter_id = m.id
     cross join unnest(m.seen_by) unit_id cross join unnest(intake.subject_words(s.title)) word`,
];

export const pathTables = [...matterSeenBySeveral, ...books, ...subjectWords, ...paperTables('intake', role)];
