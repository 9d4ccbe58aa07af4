import { type EntityTarget, type ObjectLiteral } from 'typeorm';
import { Problem } from '@huiyin/contracts';
import { type Call, type Outgoing } from '@huiyin/messaging';
import { auditOf } from './audit.js';
import { type AddedRow, ChangeStatements } from './change-statements.js';
import { type Database } from './database.js';
import { type EntityColumns } from './entity-columns.js';
import { type Claim, claimOf, storedAnswer } from './idempotency.js';
import { type Scope } from './scope.js';
import { type Step } from './scope-transaction.js';
import { staleVersion } from './stale-version.js';

/** A row that changes count by count: `version` rises by one with each change. */
export interface Versioned extends ObjectLiteral {
  readonly id: string | number;
  readonly version: number;
}

/** What a rule decided. A rule is synchronous and pure: it sees the row and the time, nothing else. */
export interface Decision<Row, Answer extends object> {
  readonly row: Partial<Row>;
  readonly events: readonly Outgoing[];
  readonly answer: Answer;
  /** Rows to be added beside it, in the same transaction. */
  readonly adds?: readonly AddedRow[];
  readonly reason?: string | undefined;
}

interface Order<Input extends object> {
  /** Contract name; part of the idempotency digest. */
  readonly order: string;
  readonly act: string;
  readonly call: Call;
  readonly scope: Scope;
  readonly input: Input;
  readonly id: string | number;
  /** The version that the caller saw; absent only for background work. */
  readonly expectedVersion?: number;
}

/** The one way to change a row: lock, rule, save, audit, outbox, one transaction; four statements, the last two in one trip. */
export class Changes {
  readonly #statements: ChangeStatements;

  constructor(
    private readonly database: Database,
    private readonly schema: string,
    private readonly site: string,
    /** Tells the relay that something was committed. */
    private readonly nudge: () => void,
  ) {
    this.#statements = new ChangeStatements(database, schema);
  }

  /**
   * @throws Problem `not-found` when the row is not there or not in scope (the two look alike), `stale-version` with the present
   *   version and what was done meanwhile, `idempotency-key-*`, and whatever the rule refuses.
   */
  async change<Row extends Versioned, Input extends object, Answer extends object>(
    entity: EntityTarget<Row>,
    order: Order<Input>,
    rule: (row: Row, now: Date) => Decision<Row, Answer>,
  ): Promise<Answer> {
    const table = this.database.columnsOf(entity);
    const claim = claimOf(order.order, order.call, order.input);
    const answer = await this.database.inStatements<Answer>(order.scope, async (sql, time) => {
      const { text, values } = this.#statements.locking(table, order.id, claim);
      const [found] = (await sql.query(text, values)) as Record<string, unknown>[];
      if (found === undefined && claim !== undefined) {
        return { answer: await storedAnswer<Answer>(sql, this.schema, claim) };
      }
      const row = found === undefined ? undefined : table.row(found);
      if (row === undefined) throw new Problem('not-found');
      const { expectedVersion: expected } = order;
      if (expected !== undefined && expected !== row.version) {
        const { schema } = this;
        throw await staleVersion(sql, { schema, object: String(order.id), expected, current: row.version });
      }
      const decision = rule(row, await time);
      return { answer: decision.answer, last: this.#written(table, order, row.version + 1, decision, claim) };
    });
    this.nudge();
    return answer;
  }

  #written<Row extends Versioned, Answer extends object>(
    table: EntityColumns<Row>,
    { id, act, call }: Order<object>,
    version: number,
    decision: Decision<Row, Answer>,
    claim: Claim | undefined,
  ): Step {
    return this.#statements.writing({
      table,
      id,
      row: { ...decision.row, version },
      adds: decision.adds ?? [],
      entry: {
        ...auditOf(call),
        act,
        object: String(id),
        version,
        reason: decision.reason,
        outcome: 'done',
        changed: { fields: Object.keys(decision.row) },
      },
      site: this.site,
      events: decision.events,
      claim,
      answer: decision.answer,
    });
  }
}
