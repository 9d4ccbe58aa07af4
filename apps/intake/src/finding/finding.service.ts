import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type FindMatters, type FoundMatter, type FoundMatters, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Cursors, Database, type Scope, UnitDirectory } from '@huiyin/service';

const usualLimit = 20;
/**
 * Entries of the leading word looked at, step by step, before a page ends short: a search costs the same however rare the match is. The
 * first step is for words that are found at once.
 */
const stepsFor = (limit: number) => [2 * limit, 400, 2_000];
/** Entries counted of each word to find the rarest. */
const countedUpTo = 500;

type Place = readonly [at: string, id: string];
interface ScannedRow {
  /** Of the whole step: entries looked at and the last of them. */
  entries: number;
  last_at: string | null;
  last_id: string;
  /** Null in the one row of a step without a match. */
  id: string | null;
  at: string;
  title: string;
  submission_no: string;
  state: string;
  registered_at: Date;
}

/** The words that can be looked up, rarest first as far as `countedUpTo` tells. */
const rarestFirst = `select w.word from unnest(intake.subject_words($1)) w(word)
  cross join lateral (select count(*) as n from (
    select from intake.subject_word s where s.word = w.word and s.unit_id = any($2::int[]) limit ${countedUpTo}) few) c
  order by c.n, w.word`;

/**
 * The newest entries of the leading word before a place, each unit's by the index alone; then those that have every other word; of these,
 * with their texts, what is in scope and says it. The scope is bound by hand, beside row-level security.
 */
const scan = `with entry as materialized (
    select e.registered_at, e.matter_id, min(u.id) as unit_id from unnest($1::int[]) u(id) cross join lateral (
      select w.registered_at, w.matter_id from intake.subject_word w
       where w.word = $2 and w.unit_id = u.id and (w.registered_at, w.matter_id) < ($3::timestamptz, $4::uuid)
       order by w.registered_at desc, w.matter_id desc limit $5) e
    group by e.registered_at, e.matter_id order by e.registered_at desc, e.matter_id desc limit $5),
  kept as materialized (
    select e.registered_at, e.matter_id from entry e where not exists (
      select from unnest($6::text[]) other where not exists (select from intake.subject_word w
        where w.word = other and w.unit_id = e.unit_id and w.registered_at = e.registered_at and w.matter_id = e.matter_id))),
  found as (
    select k.registered_at as at, k.matter_id as id, m.state, m.registered_at, s.title, s.submission_no
      from kept k join intake.matter m on m.id = k.matter_id join intake.submission s on s.matter_id = m.id
     where ($8 or m.seen_by && $1::int[])
       and not exists (select from unnest($7::text[]) part where strpos(lower(normalize(s.title, NFKC)), part) = 0))
  select (select count(*)::int from entry) as entries, to_json(l.registered_at) #>> '{}' as last_at, l.matter_id as last_id,
      to_json(f.at) #>> '{}' as at, f.id, f.state, f.registered_at, f.title, f.submission_no
    from (select * from entry order by registered_at, matter_id limit 1) l left join found f on true
   order by f.at desc, f.id desc`;

/** Finds matters by words of their subject. Never by a person: no name and no number of anybody is looked up. */
@Injectable()
export class FindingService {
  constructor(
    private readonly database: Database,
    private readonly authorities: Authorities,
    private readonly units: UnitDirectory,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `validation-failed` for words that nothing can be looked up by, `bad-cursor`. */
  async find({ words, limit = usualLimit, cursor }: FindMatters, call: Call): Promise<FoundMatters> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    const unitIds = scope.isEverything ? this.units.all().map((unit) => unit.id) : scope.units;
    const list = `find-matters ${unitIds.join()} ${words}`;
    const place = cursor === undefined ? undefined : (this.cursors.read(list, cursor) as unknown as Place);
    return this.database.inPreparedScope(scope, async (manager) => {
      const found = await this.#page(manager, words, unitIds, scope, limit, place);
      return {
        matters: found.matters,
        ...(found.next === undefined ? {} : { nextCursor: this.cursors.write(list, found.next) }),
      };
    });
  }

  async #page(
    manager: EntityManager,
    words: string,
    unitIds: readonly number[],
    scope: Scope,
    limit: number,
    place: Place = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ): Promise<{ matters: FoundMatter[]; next?: Place }> {
    const [lead, ...others] = await this.#lookedUp(manager, words, unitIds);
    const looked = new Set([lead, ...others]);
    // A part that is itself a looked-up word needs no second look.
    const parts = words
      .normalize('NFKC')
      .toLowerCase()
      .split(/\s+/u)
      .filter((part) => !looked.has(part));
    const matters: FoundMatter[] = [];
    let at = place;
    for (const size of stepsFor(limit)) {
      const values = [unitIds, lead, ...at, size, others, parts, scope.isEverything];
      const rows = (await manager.query(scan, values)) as ScannedRow[];
      for (const row of rows) {
        if (row.id === null) continue;
        if (matters.length === limit) return { matters, next: at };
        matters.push(foundOf(row, row.id));
        at = [row.at, row.id];
      }
      const [first] = rows;
      if (first?.last_at == null || first.entries < size) return { matters };
      at = [first.last_at, first.last_id];
    }
    return { matters, next: at };
  }

  async #lookedUp(manager: EntityManager, words: string, unitIds: readonly number[]): Promise<[string, ...string[]]> {
    const rows = (await manager.query(rarestFirst, [words, unitIds])) as { word: string }[];
    const [first, ...more] = rows.map((row) => row.word);
    if (first === undefined) throw new Problem('validation-failed', {}, [{ field: 'words', rule: 'hasTwoCharacters' }]);
    return [first, ...more];
  }
}

function foundOf(row: ScannedRow, matterId: string): FoundMatter {
  return {
    matterId,
    title: row.title,
    submissionNo: row.submission_no,
    state: row.state,
    registeredAt: row.registered_at.toISOString(),
  };
}
