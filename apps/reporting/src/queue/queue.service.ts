import { Injectable } from '@nestjs/common';
import { queue, type QueuePage, type QueueQuery } from '@huiyin/contracts';
import { Cursors, Database, type Scope } from '@huiyin/service';
import { cursorName } from '../ledger/ledger.rules.js';
import { lineColumns, type MatterLineRow } from '../line/line.table.js';
import { type EntryRow, type Reach, shownEntry } from './queue.rules.js';

const usualLimit = 50;

type Row = EntryRow & (MatterLineRow | { readonly matter_id: null });

interface Reader extends Reach {
  readonly officialId: string;
  readonly actor: string;
}

/** The first rows of what names the reader and of each place, from an index each; the page is the first of those. */
function pageText(isAfter: boolean): string {
  const after = isAfter ? 'and (t.due_at, t.matter_id, t.entry) > ($7::timestamptz, $8::uuid, $9::text)' : '';
  const walk = (
    of: string,
  ) => `(select t.due_at, t.matter_id, t.entry from reporting.task t where ${of} and not t.is_met ${after}
    order by t.due_at, t.matter_id, t.entry limit $6)`;
  const ofPlaces = (isOwn: boolean) =>
    `(select k.* from place p cross join lateral ${walk(
      `t.unit_id = p.unit and t.act = p.act and $4::uuid <> all(t.not_officers)${isOwn ? '' : ' and t.officer_id is null'}`,
    )} k where ${isOwn ? '' : 'not '}p.is_own)`;
  return `with place(unit, act, is_own) as materialized (select * from unnest($1::int[], $2::text[], $3::boolean[])),
    keys as (${walk('t.officer_id = $4::uuid and t.unit_id = any($5::int[])')} union ${ofPlaces(true)} union ${ofPlaces(false)}),
    page as materialized (select * from keys order by due_at, matter_id, entry limit $6)
    select ${lineColumns}, t.entry, t.what, t.is_warning, t.measure, t.matter_id as task_matter, t.unit_id as task_unit,
      t.officer_id as task_officer, t.clock_rule as task_rule, t.due_on::text as task_due_on, t.due_at::text as place
    from page k join reporting.task t on t.matter_id = k.matter_id and t.entry = k.entry
      left join reporting.matter_line l on l.matter_id = k.matter_id
    order by t.due_at, t.matter_id, t.entry`;
}

@Injectable()
export class QueueService {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** What names the reader, and what may be done in the reader's places; the nearest date first. @throws Problem `bad-cursor`. */
  async page(query: QueueQuery, { officialId, actor, places, units }: Reader): Promise<QueuePage> {
    const scope: Scope = { actor, units, isEverything: false };
    const list = cursorName(queue.name, query, scope);
    const after = query.cursor === undefined ? [] : this.cursors.read(list, query.cursor);
    const limit = query.limit ?? usualLimit;
    const values = [
      places.map((place) => place.unit),
      places.map((place) => place.act),
      places.map((place) => place.isOwn),
      officialId,
      units,
      limit + 1,
      ...after,
    ];
    return this.database.inScope(scope, async (manager, now) => {
      const rows = (await manager.query(pageText(after.length > 0), values)) as Row[];
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const isSeen = (row: Row): row is EntryRow & MatterLineRow => row.matter_id !== null;
      return {
        lines: rows
          .slice(0, limit)
          .filter(isSeen)
          .map((row) => shownEntry(row, now)),
        ...(last === undefined
          ? {}
          : { nextCursor: this.cursors.write(list, [last.place, last.task_matter, last.entry]) }),
        asOf: now.toISOString(),
      };
    });
  }
}
