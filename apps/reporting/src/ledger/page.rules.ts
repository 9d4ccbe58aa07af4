import { isAny, lineColumns } from '../line/line.table.js';
import { type Units, type Wanted } from './ledger.rules.js';

/** The last row of a page: its place in the order as PostgreSQL writes it (microseconds kept), and its id. */
export type Place = readonly [place: string, matterId: string];

export interface PageQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The newest first. */
const [column, direction] = ['registered_at', 'desc'];

/** Every unit that has a line, by jumping from one to the next in the index; a scan of all rows would grow with them. */
const everyUnit = `with recursive u(unit) as (
    (select responsible_unit from reporting.matter_line order by responsible_unit limit 1)
    union all
    select (select n.responsible_unit from reporting.matter_line n where n.responsible_unit > u.unit order by n.responsible_unit limit 1)
    from u where u.unit is not null)
  select unit from u where unit is not null`;

type Bind = (value: unknown, type: string) => string;

/** How an index is walked: of which units, how far. `limit` is a bound value. */
interface Walk {
  readonly standings: readonly string[];
  readonly conditions: readonly string[];
  readonly limit: string;
}

/**
 * One page of lines. Each unit gives its own first rows from an index in the order of the list, and the page is the first of those:
 * the cost depends on the number of units and on the length of the page, never on the rows below it.
 */
export function pageQuery(wanted: Wanted, units: Units, after: Place | undefined, rows: number): PageQuery {
  const values: unknown[] = [];
  const bind: Bind = (value, type) => `$${values.push(value)}::${type}`;
  const walk = walkOf(wanted, after, rows, bind);
  return { text: textOf(wanted, units, walk, rows, bind), values };
}

function textOf(wanted: Wanted, units: Units, walk: Walk, rows: number, bind: Bind): string {
  if (units === 'every') {
    return isUnfiltered(wanted) ? list(walk, isAny.ofEvery) : ofEach(walk, everyUnit, Math.ceil(rows / 8));
  }
  // One unit is named outright, so that the planner knows how much of the table it is.
  if (units.length === 1) return list(walk, `${wanted.by} = ${bind(units[0], 'int')}`);
  const all = bind(units, 'int[]');
  return ofEach(walk, `select unnest(${all})`, Math.ceil((2 * rows) / units.length) + 2);
}

function walkOf(wanted: Wanted, after: Place | undefined, rows: number, bind: Bind): Walk {
  const { equal, registeredFrom: from, registeredBefore: before, standings } = wanted;
  const conditions: string[] = Object.entries(equal).map(([name, value]) => `${name} = ${bind(value, 'text')}`);
  if (wanted.answering !== undefined) conditions.push(`responsible_unit = ${bind(wanted.answering, 'int')}`);
  if (isUnfiltered(wanted)) conditions.push(isAny.ofUnit);
  if (from !== undefined) conditions.push(`registered_at >= ${bind(from, 'timestamptz')}`);
  if (before !== undefined) conditions.push(`registered_at < ${bind(before, 'timestamptz')}`);
  if (after !== undefined) {
    const place = `${bind(after[0], 'timestamptz')}, ${bind(after[1], 'uuid')}`;
    conditions.push(`(${column}, matter_id) < (${place})`);
  }
  const limit = bind(rows, 'int');
  return { standings: standings.length === 0 ? [''] : standings, conditions, limit };
}

/** The page straight from one ordered walk; several standings are several walks, merged. */
function list(walk: Walk, of: string): string {
  const { limit, standings } = walk;
  if (standings.length > 1) return withColumns(keysOf(walk, of, limit));
  return `select ${lineColumns}, l.${column}::text as place from reporting.matter_line l ${whereOf(walk, of, standings[0] ?? '')}
    order by l.${column} ${direction}, l.matter_id ${direction} limit ${limit}`;
}

/**
 * The first rows of each unit, and of those the first. A `taste` of each unit tells how far down the page can reach at most: no unit
 * is walked below that. Keys come from the index alone, the columns are read for the page only.
 */
function ofEach(walk: Walk, units: string, taste: number): string {
  const { limit } = walk;
  // Nothing but the place may stand here: row-level security keeps a `coalesce` from being looked up in the index.
  const isWithin = `${column} >= (select place from edge)`;
  return `with scope(unit) as materialized (${units}),
    tasted as materialized (
      select k.place from scope u cross join lateral ${keysOf(walk, 'responsible_unit = u.unit', String(taste))} k),
    edge as materialized (select coalesce(
      (select place from tasted order by place ${direction} offset ${limit} - 1 limit 1), '-infinity'::timestamptz) as place),
    keys as materialized (
      select k.place, k.matter_id
      from scope u cross join lateral ${keysOf(walk, `responsible_unit = u.unit and ${isWithin}`, limit)} k
      order by k.place ${direction}, k.matter_id ${direction} limit ${limit})
    ${withColumns('keys')}`;
}

function keysOf(walk: Walk, of: string, limit: string): string {
  const parts = walk.standings.map(
    (standing) => `(select ${column} as place, matter_id from reporting.matter_line ${whereOf(walk, of, standing)}
      order by ${column} ${direction}, matter_id ${direction} limit ${limit})`,
  );
  if (parts.length === 1) return parts.join();
  return `(select * from (${parts.join(' union all ')}) p order by place ${direction}, matter_id ${direction} limit ${limit})`;
}

function withColumns(keys: string): string {
  return `select ${lineColumns}, k.place::text as place from ${keys} k
    join reporting.matter_line l on l.matter_id = k.matter_id order by k.place ${direction}, k.matter_id ${direction}`;
}

function whereOf({ conditions }: Walk, of: string, standing: string): string {
  const all = [of, standing, ...conditions].filter((c) => c !== '');
  return all.length === 0 ? '' : `where ${all.join(' and ')}`;
}

function isUnfiltered(wanted: Wanted): boolean {
  return Object.keys(wanted.equal).length === 0 && wanted.standings.length === 0;
}
