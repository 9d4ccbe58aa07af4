import { lineColumns } from '../line/line.table.js';
import { type Units, type Wanted } from './ledger.rules.js';

/** The last row of a page: its place in the order as PostgreSQL writes it (microseconds kept), and its id. */
export type Place = readonly [place: string, matterId: string];

export interface PageQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

const orders = {
  newest: { column: 'registered_at', direction: 'desc', beyond: '<' },
  nearest: { column: 'next_due_at', direction: 'asc', beyond: '>' },
} as const;

/** Every unit that has a line, by jumping from one to the next in the index; a scan of all rows would grow with them. */
const everyUnit = `with recursive u(unit) as (
    (select responsible_unit from reporting.matter_line order by responsible_unit limit 1)
    union all
    select (select n.responsible_unit from reporting.matter_line n where n.responsible_unit > u.unit order by n.responsible_unit limit 1)
    from u where u.unit is not null)
  select unit from u where unit is not null`;

/**
 * One page of lines. Each unit gives its own first rows from an index in the order of the list, and the page is the first of those:
 * the cost depends on the number of units and on the length of the page, never on the rows below it.
 */
export function pageQuery(wanted: Wanted, units: Units, after: Place | undefined, rows: number): PageQuery {
  const values: unknown[] = [];
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const { column, direction, beyond } = orders[wanted.order];
  const conditions = [
    ...Object.entries(wanted.equal).map(
      ([name, value]) => `${name} = ${bind(value, name === 'officer_id' ? 'uuid' : 'text')}`,
    ),
    ...(wanted.registeredFrom === undefined ? [] : [`registered_at >= ${bind(wanted.registeredFrom, 'timestamptz')}`]),
    ...(wanted.registeredBefore === undefined
      ? []
      : [`registered_at < ${bind(wanted.registeredBefore, 'timestamptz')}`]),
    ...(after === undefined
      ? []
      : [`(${column}, matter_id) ${beyond} (${bind(after[0], 'timestamptz')}, ${bind(after[1], 'uuid')})`]),
  ];
  const limit = bind(rows, 'int');
  const inOrder = `order by place ${direction}, matter_id ${direction} limit ${limit}`;
  const first = (of: string) => {
    const standings = wanted.standings.length === 0 ? [''] : wanted.standings;
    const parts = standings.map((standing) => {
      const where = [of, standing, ...conditions].filter((c) => c !== '').join(' and ');
      return `(select ${column} as place, matter_id from reporting.matter_line${where === '' ? '' : ` where ${where}`}
        order by ${column} ${direction}, matter_id ${direction} limit ${limit})`;
    });
    return parts.length === 1 ? (parts[0] ?? '') : `(select * from (${parts.join(' union all ')}) p ${inOrder})`;
  };
  const ofUnits = (
    list: string,
  ) => `(select k.place, k.matter_id from (${list}) u(unit) cross join lateral ${first('responsible_unit = u.unit')} k
    order by k.place ${direction}, k.matter_id ${direction} limit ${limit})`;

  let keys: string;
  if (units === 'every') keys = isUnfiltered(wanted) ? first('') : ofUnits(everyUnit);
  // One unit is named outright, so that the planner knows how much of the table it is.
  else if (units.length === 1) keys = first(`responsible_unit = ${bind(units[0], 'int')}`);
  else if (wanted.equal.officer_id !== undefined) keys = first(`responsible_unit = any(${bind(units, 'int[]')})`);
  else keys = ofUnits(`select unnest(${bind(units, 'int[]')})`);
  return {
    text: `select ${lineColumns}, k.place::text as place from ${keys} k
      join reporting.matter_line l on l.matter_id = k.matter_id order by k.place ${direction}, k.matter_id ${direction}`,
    values,
  };
}

function isUnfiltered(wanted: Wanted): boolean {
  return Object.keys(wanted.equal).length === 0 && wanted.standings.length === 0;
}
