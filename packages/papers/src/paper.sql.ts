import { type Sql } from '@huiyin/messaging';
import { scopePolicy } from '@huiyin/service';

/** Columns that say what a paper is. They never change; a correction is a row of its own. */
const fixed = `id, matter_id, handling_id, kind, unit_id, office, office_short, word, year, seq, version, replaces, correction_reason,
  content, content_hash, template_version, issued_at, issued_by, is_for_petitioner`;

/**
 * The number of a new paper. An original takes the next one of its office, word and year in Shanghai: the row of the series stays
 * locked until the act commits, so that an act that fails gives its number back and no two get the same. A correction keeps the number
 * of the paper that it replaces. It runs with the owner's rights: no service can move a series by itself.
 */
const numbering = (schema: string) => `
  create function ${schema}.number_paper() returns trigger language plpgsql security definer set search_path = '' as $$
  declare earlier ${schema}.paper;
  begin
    if new.year is not null or new.seq is not null then
      raise exception 'the number of a paper is given here' using errcode = 'integrity_constraint_violation';
    end if;
    if new.version = 1 then
      if new.word is not null then
        new.year := extract(year from new.issued_at at time zone 'Asia/Shanghai');
        insert into ${schema}.paper_series as s (unit_id, word, year, last) values (new.unit_id, new.word, new.year, 1)
          on conflict (unit_id, word, year) do update set last = s.last + 1 returning last into new.seq;
      end if;
      return new;
    end if;
    select * into earlier from ${schema}.paper p where p.id = new.replaces;
    if not found or (earlier.matter_id, earlier.kind, earlier.unit_id, earlier.version + 1, earlier.is_for_petitioner)
        is distinct from (new.matter_id, new.kind, new.unit_id, new.version, new.is_for_petitioner)
        or earlier.word is distinct from new.word then
      raise exception 'a correction replaces the last version of the same paper' using errcode = 'integrity_constraint_violation';
    end if;
    new.year := earlier.year;
    new.seq := earlier.seq;
    return new;
  end $$`;

const refusing = (schema: string) => `
  create function ${schema}.refuse_paper_change() returns trigger language plpgsql set search_path = '' as $$
  begin
    raise exception 'an issued paper does not change: it is corrected by a new version' using errcode = 'integrity_constraint_violation';
  end $$`;

/** For a matter that leaves the ordinary tables, as an accusation does: its papers go with it, and their numbers are not given again. */
const removing = (schema: string) => `
  create function ${schema}.remove_papers(of_matter uuid) returns void language plpgsql security definer set search_path = '' as $$
  begin
    delete from ${schema}.paper_file f using ${schema}.paper p where p.id = f.paper_id and p.matter_id = of_matter;
    delete from ${schema}.paper where matter_id = of_matter;
  end $$`;

/** Within the caller's transaction and scope. */
export async function removePapers(sql: Sql, schema: string, matterId: string): Promise<void> {
  await sql.query(`select ${schema}.remove_papers($1)`, [matterId]);
}

/**
 * Papers, their numbers, rendered files and templates in a service's schema. Run by the owner role in a migration; needs nothing else
 * there. Rows are visible to the units in `seen_by`; to the citizen of the matter only where they are for the petitioner.
 */
export function paperTables(schema: string, role: string): string[] {
  return [
    `create table ${schema}.paper_series (
      unit_id int not null, word text not null, year int not null, last int not null, primary key (unit_id, word, year))`,
    `create table ${schema}.paper (
      id uuid primary key, matter_id uuid not null, handling_id uuid, kind text not null, unit_id int not null, office text not null,
      office_short text not null, word text, year int, seq int, version int not null check (version > 0),
      replaces uuid references ${schema}.paper (id), correction_reason text, content jsonb not null, content_hash bytea not null,
      template_version int not null, issued_at timestamptz not null, issued_by uuid not null, is_for_petitioner boolean not null,
      seen_by int[] not null, rendered_at timestamptz, tries int not null default 0, next_try_at timestamptz not null default now(),
      failure text,
      check ((version = 1) = (replaces is null)), check ((replaces is null) = (correction_reason is null)),
      check ((word is null) = (seq is null) and (word is null) = (year is null)),
      unique (unit_id, word, year, seq, version))`,
    `create unique index paper_replaces on ${schema}.paper (replaces) where replaces is not null`,
    `create index paper_matter on ${schema}.paper (matter_id, issued_at)`,
    `create index paper_waiting on ${schema}.paper (next_try_at) where rendered_at is null`,
    numbering(schema),
    `create trigger numbered before insert on ${schema}.paper for each row execute function ${schema}.number_paper()`,
    refusing(schema),
    `create trigger unchanged before update of ${fixed} on ${schema}.paper
      for each row execute function ${schema}.refuse_paper_change()`,
    ...scopePolicy(`${schema}.paper`, { units: 'seen_by', matter: 'matter_id', citizenIf: 'is_for_petitioner' }),
    ...fileTable(schema),
    `create table ${schema}.paper_template (
      kind text not null, version int not null check (version > 1), body jsonb not null, at timestamptz not null default now(),
      by_official text not null, primary key (kind, version))`,
    removing(schema),
    `revoke all on function ${schema}.number_paper(), ${schema}.remove_papers(uuid) from public`,
    `grant execute on function ${schema}.remove_papers(uuid) to ${role}`,
    `grant select, insert, update (rendered_at, tries, next_try_at, failure, seen_by) on ${schema}.paper to ${role}`,
    `grant select, insert on ${schema}.paper_file, ${schema}.paper_template to ${role}`,
  ];
}

/** Rendered files, visible exactly where their paper is: the inner select runs under the paper's own policy. */
function fileTable(schema: string): string[] {
  const seen = `exists (select 1 from ${schema}.paper p where p.id = paper_file.paper_id)`;
  return [
    `create table ${schema}.paper_file (
      paper_id uuid not null references ${schema}.paper (id), format text not null, sealed bytea not null, sha256 bytea not null,
      bytes int not null, primary key (paper_id, format))`,
    // What is sealed does not compress.
    `alter table ${schema}.paper_file alter column sealed set storage external`,
    `alter table ${schema}.paper_file enable row level security`,
    `alter table ${schema}.paper_file force row level security`,
    `create policy seen on ${schema}.paper_file for select using (${seen})`,
    `create policy changed on ${schema}.paper_file for update using (${seen})`,
    `create policy removed on ${schema}.paper_file for delete using (${seen})`,
    `create policy added on ${schema}.paper_file for insert with check (${seen})`,
  ];
}
