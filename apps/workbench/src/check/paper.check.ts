import { contentHashOf, PaperFiles, type StoredContent } from '@huiyin/papers';
import { type KeyRing, SealedFiles } from '@huiyin/service';
import { type Check, type Evidence, finding, type Finding, inTurn, offenders } from './check.js';

/** Papers looked at in one go: their contents are a few kilobytes each, their files some tens. */
const together = 500;
/** Tries of the queue. */
const givenUpAfter = 8;

// What a matter turned out to be an accusation takes its papers along, and no number is given again: as many may lack as its moves told of.
const lacking = (schema: string) => `
  with series as (
    select coalesce(s.unit_id, p.unit_id) || coalesce(s.word, p.word) || coalesce(s.year, p.year) as name, s.last, p.n, p.numbers, p.highest
      from ${schema}.paper_series s full join (
        select unit_id, word, year, count(*) as n, count(distinct seq) as numbers, max(seq) as highest
          from ${schema}.paper where version = 1 and word is not null group by unit_id, word, year) p
        on (p.unit_id, p.word, p.year) = (s.unit_id, s.word, s.year)),
  taken_along as (
    select coalesce(sum(jsonb_array_length(o.payload -> 'papers')), 0) as n from ${schema}.outbox o
     where o.payload ? 'papers' and o.matter_id in (select matter_id from ${schema}.outbox where name = 'intake.matter-removed.v1'))
  select '${schema} ' || name as id from series
   where last is null or n <> numbers or highest > last
      or last > coalesce(n, 0) and (select sum(last - coalesce(n, 0)) from series) > (select n from taken_along)`;

export const gaplessNumbers: Check = {
  name: 'gapless-numbers',
  claim: 'the papers of an office, word and year are numbered 1, 2, 3 … without gap or double',
  async run({ sql, schemasWith }) {
    return inTurn(await schemasWith('paper_series'), (schema) => offenders(sql, lacking(schema)));
  },
};

export const papersUnchanged: Check = {
  name: 'papers-unchanged',
  claim: 'every paper says what its hash says, and every rendered file is the one that was rendered',
  async run(evidence) {
    return inTurn(await evidence.schemasWith('paper'), (schema) => unchangedIn(schema, evidence));
  },
};

export const papersRendered: Check = {
  name: 'papers-rendered',
  claim: 'every paper is rendered, or still waits for its turn: none was given up',
  async run({ sql, schemasWith }) {
    return inTurn(await schemasWith('paper'), (schema) =>
      offenders(
        sql,
        `select '${schema} ' || kind || ' ' || id || coalesce(': ' || failure, '') as id from ${schema}.paper
          where rendered_at is null and tries >= ${givenUpAfter}
             or rendered_at is not null and not exists (select 1 from ${schema}.paper_file f where f.paper_id = paper.id)`,
      ),
    );
  },
};

interface PaperRow {
  readonly id: string;
  readonly kind: string;
  readonly content: StoredContent;
  readonly content_hash: Buffer;
  readonly is_rendered: boolean;
}

async function unchangedIn(schema: string, { sql, secret }: Evidence): Promise<Finding> {
  const [origin] = (await sql.query(`select site from ${schema}.audit limit 1`)) as { site: string }[];
  const ring = JSON.parse(secret(`papers-ring-${schema}`)) as KeyRing;
  const files = new PaperFiles(schema, new SealedFiles(ring, origin?.site ?? ''));
  const broken: string[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = (await sql.query(
      `select id, kind, content, content_hash, rendered_at is not null as is_rendered from ${schema}.paper where id > $1 order by id limit ${together}`,
      [after],
    )) as PaperRow[];
    for (const row of rows) if (!(await isUnchanged(row, files, sql))) broken.push(`${schema} ${row.id}`);
    const last = rows.at(-1);
    if (last === undefined || rows.length < together) return finding(broken.length, broken);
    after = last.id;
  }
}

async function isUnchanged(row: PaperRow, files: PaperFiles, sql: Evidence['sql']): Promise<boolean> {
  if (row.content.kind !== row.kind || !contentHashOf(row.content).equals(row.content_hash)) return false;
  if (!row.is_rendered) return true;
  try {
    return (await files.read(sql, row.id)) !== undefined;
  } catch {
    return false;
  }
}
