import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type FindMatters, type FoundMatter, type FoundMatters, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Cursors, Database, type Scope, UnitDirectory } from '@huiyin/service';

const usualLimit = 20;
/** Entries of the leading word looked at, step by step, before a page ends short: a search costs the same however rare the match is. */
const steps = [400, 2_000, 8_000] as const;
/** Entries counted of each word to find the rarest. */
const countedUpTo = 500;

type Place = readonly [at: string, id: string];
interface ScannedRow {
  id: string;
  at: string;
  is_match: boolean;
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
 * The newest entries of the leading word before a place, unit by unit, each unit's by the index alone; of these, which are in scope and have
 * every other word. The scope is bound by hand, beside row-level security.
 */
const scan = `with entry as materialized (
    select distinct e.registered_at, e.matter_id from unnest($1::int[]) u(id) cross join lateral (
      select w.registered_at, w.matter_id from intake.subject_word w
       where w.word = $2 and w.unit_id = u.id and (w.registered_at, w.matter_id) < ($3::timestamptz, $4::uuid)
       order by w.registered_at desc, w.matter_id desc limit $5) e
    order by e.registered_at desc, e.matter_id desc limit $5)
  select e.matter_id as id, to_json(e.registered_at) #>> '{}' as at, m.state, m.registered_at, s.title, s.submission_no,
      m.id is not null and not exists (
        select from unnest($6::text[]) other where not exists (select from intake.subject_word w
          where w.word = other and w.unit_id = any($1::int[]) and w.registered_at = e.registered_at and w.matter_id = e.matter_id))
      and not exists (select from unnest($7::text[]) part where strpos(lower(normalize(s.title, NFKC)), part) = 0) as is_match
    from entry e left join intake.matter m on m.id = e.matter_id and ($8 or m.seen_by && $1::int[])
    left join intake.submission s on s.matter_id = m.id
   order by e.registered_at desc, e.matter_id desc`;

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
    const parts = words.normalize('NFKC').toLowerCase().split(/\s+/u);
    const matters: FoundMatter[] = [];
    let at = place;
    for (const size of steps) {
      const values = [unitIds, lead, ...at, size, others, parts, scope.isEverything];
      const rows = (await manager.query(scan, values)) as ScannedRow[];
      for (const row of rows) {
        if (!row.is_match) continue;
        if (matters.length === limit) return { matters, next: at };
        matters.push(foundOf(row));
        at = [row.at, row.id];
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < size) return { matters };
      at = [last.at, last.id];
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

function foundOf(row: ScannedRow): FoundMatter {
  return {
    matterId: row.id,
    title: row.title,
    submissionNo: row.submission_no,
    state: row.state,
    registeredAt: row.registered_at.toISOString(),
  };
}
