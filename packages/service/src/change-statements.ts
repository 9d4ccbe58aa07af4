import { type EntityTarget, type ObjectLiteral } from 'typeorm';
import { currentTrace, outboxInsert, outboxRows, type Outgoing } from '@huiyin/messaging';
import { type AuditEntry, auditInsert, auditRows } from './audit.js';
import { type Database } from './database.js';
import { type Cell, type EntityColumns } from './entity-columns.js';
import { type Claim, storedForm } from './idempotency.js';
import { type Step } from './scope-transaction.js';

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
}

/** Rows of one table that give the same columns. */
interface Addition {
  readonly table: EntityColumns;
  readonly rows: (readonly Cell[])[];
}

/** The two statements of a change. Their texts depend on tables and columns alone, so each is planned once a connection. */
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
   * Everything that a change writes. Whatever stands beside the row is written after it; rows added to different tables must not count on
   * each other's order.
   */
  writing<Row extends ObjectLiteral>(what: Writing<Row>): Step {
    const { table, claim, events } = what;
    const cells = table.changed(what.row);
    const additions = this.#additions(what.adds);
    const parts = [
      [table.table, ...cells.map((cell) => cell.name)],
      ...additions.map((one) => [one.table.table, ...(one.rows[0] ?? []).map((cell) => cell.name)]),
    ];
    const key = `${parts.map((names) => names.join()).join(';')};${events.length > 0};${claim !== undefined}`;
    return {
      text: this.#text(key, () => this.#writingText(table, cells, additions, events.length > 0, claim !== undefined)),
      values: [
        what.id,
        ...cells.map((cell) => table.parameter(cell)),
        ...additions.map((one) => one.table.recordset(one.rows)),
        auditRows([what.entry]),
        what.site,
        ...(events.length > 0 ? [outboxRows(events), currentTrace()] : []),
        ...(claim === undefined ? [] : [claim.owner, claim.key, storedForm(what.answer)]),
      ],
    };
  }

  #writingText<Row extends ObjectLiteral>(
    table: EntityColumns<Row>,
    cells: readonly Cell[],
    additions: readonly Addition[],
    hasEvents: boolean,
    hasKey: boolean,
  ): string {
    let place = 1;
    const next = () => `$${++place}`;
    const changed = `update ${table.table} set ${cells.map((cell) => `${cell.name} = ${next()}`).join(', ')}
      where ${table.name('id')} = $1 returning 1`;
    const beside = additions.map((one) => insertOf(one, next()));
    beside.push(auditInsert(this.schema, next(), next()));
    if (hasEvents) beside.push(outboxInsert(this.schema, next(), next()));
    const steps = beside.map((text) => `${text} where exists (select from changed)`);
    if (hasKey) steps.push(answering(this.schema, next(), next(), next()));
    // The division fails, and with it all of this, where a trigger or a policy kept the row from being changed.
    return `with changed as (${changed}), ${steps.map((text, i) => `step_${i} as (${text})`).join(', ')}
      select 1 / count(*) from changed`;
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

function insertOf({ table, rows: [cells = []] }: Addition, rows: string): string {
  const names = cells.map((cell) => cell.name).join(', ');
  return `insert into ${table.table} (${names}) select ${names} from jsonb_populate_recordset(null::${table.table}, ${rows}::jsonb)`;
}

function answering(schema: string, owner: string, key: string, answer: string): string {
  return `update ${schema}.idempotency set answer = ${answer}
    where actor = ${owner} and key = ${key} and exists (select from changed)`;
}
