import { type EntityTarget, type ObjectLiteral } from 'typeorm';
import { currentTrace, outboxInsert, outboxRows, type Outgoing } from '@huiyin/messaging';
import { type AuditEntry, auditInsert, auditRows } from './audit.js';
import { type Database } from './database.js';
import { type Cell, type EntityColumns } from './entity-columns.js';
import { type Claim, storedForm } from './idempotency.js';
import { type Step } from './scope-transaction.js';

/** The column of a written row that tells by which transaction. */
export const writer = 'hy_written_by';

export interface AddedRow {
  readonly table: EntityTarget<ObjectLiteral>;
  readonly row: object;
}

/** All that a change writes. */
interface Writing<Row extends ObjectLiteral> {
  readonly table: EntityColumns<Row>;
  readonly id: string | number;
  readonly row: object;
  readonly adds: readonly AddedRow[];
  readonly entry: AuditEntry;
  readonly site: string;
  readonly events: readonly Outgoing[];
  readonly claim: Claim | undefined;
  readonly answer: object;
  /**
   * Who wrote the row on which it was decided without a lock (its `xmin`): the key is claimed here, and nothing is written where anybody
   * wrote the row since.
   */
  readonly decidedOn?: string | undefined;
}

/** Rows of one table that give the same columns. */
interface Addition {
  readonly table: EntityColumns;
  readonly rows: (readonly Cell[])[];
}

/** The statements of a change: two, or the second alone. Their texts depend on tables and columns alone, so each is planned once a connection. */
export class ChangeStatements {
  readonly #texts = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly schema: string,
  ) {}

  /**
   * Claims the key, then locks the row. No row in the answer: the key was taken before; a row of nulls: there is no such row. The lock
   * comes after the claim because it needs the claim's row, so that a repeat waits for the first one's key and touches nothing else.
   */
  locking<Row extends ObjectLiteral>(table: EntityColumns<Row>, id: string | number, claim: Claim | undefined): Step {
    const key = `${table.table}${claim === undefined ? '' : ' by key'}`;
    const select = () => `select ${table.all} from ${table.table} where ${table.name('id')} = $1`;
    if (claim === undefined) return { text: this.#text(key, () => `${select()} for update`), values: [id] };
    const text = this.#text(
      key,
      () => `with claimed as (insert into ${this.schema}.idempotency (actor, key, request) values ($2, $3, $4)
          on conflict do nothing returning true as is_new)
        select wanted.* from claimed left join lateral (${select()} and claimed.is_new for update) wanted on true`,
    );
    return { text, values: [id, claim.owner, claim.key, claim.digest] };
  }

  /**
   * Everything that a change writes; answered by what was changed in the row, as the store has it then. Whatever stands beside the row is written after it; rows added to
   * different tables must not count on each other's order.
   */
  writing<Row extends ObjectLiteral>(what: Writing<Row>): Step {
    const { table, claim, events, decidedOn } = what;
    const form: Form = {
      table,
      cells: table.changed(what.row),
      additions: this.#additions(what.adds),
      hasEvents: events.length > 0,
      hasKey: claim !== undefined,
      isAhead: decidedOn !== undefined,
    };
    return {
      text: this.#text(keyOf(form), () => this.#writingText(form)),
      values: [
        what.id,
        ...form.cells.map((cell) => table.parameter(cell)),
        ...form.additions.map((one) => one.table.recordset(one.rows)),
        auditRows([what.entry]),
        what.site,
        ...(events.length > 0 ? [outboxRows(events), currentTrace()] : []),
        ...(claim === undefined ? [] : [claim.owner, claim.key, storedForm(what.answer)]),
        ...(decidedOn === undefined ? [] : [decidedOn, ...(claim === undefined ? [] : [claim.digest])]),
      ],
    };
  }

  #writingText(form: Form): string {
    const { table, cells, additions, hasEvents, hasKey, isAhead } = form;
    let place = 1;
    const next = () => `$${++place}`;
    const names = cells.map((cell) => cell.name);
    const set = names.map((name) => `${name} = ${next()}`).join(', ');
    const added = additions.map((one) => insertOf(one, next()));
    const told = [auditInsert(this.schema, next(), next())];
    if (hasEvents) told.push(outboxInsert(this.schema, next(), next()));
    // Papers last: the next number of an office waits for whoever took one, from then until the commit.
    const beside = [...told, ...added];
    const steps = beside.map((text) => `${text} where exists (select from changed)`);
    const [owner, key, answer] = hasKey ? [next(), next(), next()] : [];
    const parts: string[] = [];
    let still = '';
    if (isAhead) {
      still = ` and xmin = ${next()}::xid`;
      if (hasKey) {
        parts.push(`claimed as (insert into ${this.schema}.idempotency (actor, key, request, answer)
          values (${owner}, ${key}, ${next()}, ${answer}) on conflict do nothing returning 1)`);
        still += ' and exists (select from claimed)';
      }
    } else if (hasKey) {
      steps.push(`update ${this.schema}.idempotency set answer = ${answer}
        where actor = ${owner} and key = ${key} and exists (select from changed)`);
    }
    parts.push(
      `changed as (update ${table.table} set ${set} where ${table.name('id')} = $1${still} returning ${[...names, `xmin::text as ${writer}`].join()})`,
      ...steps.map((text, i) => `step_${i} as (${text})`),
    );
    // The division fails, and with it all of this, where the row is another by now, or a trigger or a policy kept it from being changed.
    return `with ${parts.join(', ')}
      select 1 / n.n, changed.* from (select count(*) as n from changed) n left join changed on true`;
  }

  #additions(adds: readonly AddedRow[]): Addition[] {
    const additions = new Map<string, Addition>();
    for (const { table: entity, row } of adds) {
      const table = this.database.columnsOf(entity);
      const cells = table.added(row);
      const key = `${table.table},${cells.map((cell) => cell.name).join()}`;
      const same = additions.get(key);
      if (same === undefined) additions.set(key, { table, rows: [cells] });
      else same.rows.push(cells);
    }
    return [...additions.values()];
  }

  #text(key: string, make: () => string): string {
    const text = this.#texts.get(key) ?? make();
    this.#texts.set(key, text);
    return text;
  }
}

/** What the text of a writing statement depends on. */
interface Form {
  readonly table: EntityColumns;
  readonly cells: readonly Cell[];
  readonly additions: readonly Addition[];
  readonly hasEvents: boolean;
  readonly hasKey: boolean;
  readonly isAhead: boolean;
}

function keyOf({ table, cells, additions, hasEvents, hasKey, isAhead }: Form): string {
  const parts = [
    [table.table, ...cells.map((cell) => cell.name)],
    ...additions.map((one) => [one.table.table, ...(one.rows[0] ?? []).map((cell) => cell.name)]),
  ];
  return `${parts.map((names) => names.join()).join(';')};${hasEvents};${hasKey};${isAhead}`;
}

function insertOf({ table, rows: [cells = []] }: Addition, rows: string): string {
  const names = cells.map((cell) => cell.name).join(', ');
  return `insert into ${table.table} (${names}) select ${names} from jsonb_populate_recordset(null::${table.table}, ${rows}::jsonb)`;
}
