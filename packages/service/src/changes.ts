import { type EntityTarget } from 'typeorm';
import { Problem } from '@huiyin/contracts';
import { type Call, type Outgoing } from '@huiyin/messaging';
import { auditOf } from './audit.js';
import { type AddedRow, ChangeStatements, writer } from './change-statements.js';
import { type Database } from './database.js';
import { type EntityColumns } from './entity-columns.js';
import { type Claim, claimOf, storedAnswer } from './idempotency.js';
import { LeftRows } from './left-rows.js';
import { type Scope } from './scope.js';
import { type Ending } from './scope-transaction.js';
import { staleVersion } from './stale-version.js';
import { type Versioned } from './versioned.js';

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

/** Runs a rule. */
type Rule<Row, Answer extends object> = (row: Row, now: Date) => Decision<Row, Answer>;

/** PostgreSQL's word for a division by zero: a change that found no row to change. */
const nothingChanged = '22012';

/**
 * The one way to change a row: lock, rule, save, audit, outbox, one transaction; four statements in two trips. Where this process left the
 * row at the very version that the caller saw, the rule runs on what is remembered, and one trip writes it if the row is still the same.
 * So a trigger of such a table may refuse a change, but not add to it: what it added to another column would not be remembered.
 */
export class Changes {
  readonly #statements: ChangeStatements;
  readonly #left = new LeftRows();

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
   * @param rule may be run a second time, on the locked row, when the remembered one would not do.
   * @throws Problem `not-found` when the row is not there or not in scope (the two look alike), `stale-version` with the present
   *   version and what was done meanwhile, `idempotency-key-*`, and whatever the rule refuses.
   */
  async change<Row extends Versioned, Input extends object, Answer extends object>(
    entity: EntityTarget<Row>,
    order: Order<Input>,
    rule: Rule<Row, Answer>,
  ): Promise<Answer> {
    const table = this.database.columnsOf(entity);
    const claim = claimOf(order.order, order.call, order.input);
    const answer =
      (await this.#onRemembered(table, order, claim, rule)) ?? (await this.#onLocked(table, order, claim, rule));
    this.nudge();
    return answer;
  }

  /** Undefined, and nothing was written, where the row must be looked at first. */
  async #onRemembered<Row extends Versioned, Answer extends object>(
    table: EntityColumns<Row>,
    order: Order<object>,
    claim: Claim | undefined,
    rule: Rule<Row, Answer>,
  ): Promise<Answer | undefined> {
    const left = this.#left.at<Row>(table.table, order.id, order.expectedVersion);
    if (left === undefined) return undefined;
    const { row, writtenBy } = left;
    const decision = refusalAside(() => rule(row, this.database.now()));
    if (decision === undefined) return undefined;
    try {
      return await this.database.inStatements<Answer>(order.scope, () =>
        Promise.resolve(this.#ending(table, order, row, decision, { claim, writtenBy })),
      );
    } catch (error) {
      if ((error as { code?: unknown }).code !== nothingChanged) throw error;
      this.#left.forget(table.table, order.id);
      return undefined;
    }
  }

  async #onLocked<Row extends Versioned, Answer extends object>(
    table: EntityColumns<Row>,
    order: Order<object>,
    claim: Claim | undefined,
    rule: Rule<Row, Answer>,
  ): Promise<Answer> {
    return this.database.inStatements<Answer>(order.scope, async (sql, time) => {
      const { text, values } = this.#statements.locking(table, order.id, claim);
      const [found] = (await sql.query(text, values)) as Record<string, unknown>[];
      if (found === undefined && claim !== undefined) {
        const stored = await storedAnswer<Answer>(sql, this.schema, claim);
        return { answer: () => stored };
      }
      const row = found === undefined ? undefined : table.row(found);
      if (row === undefined) throw new Problem('not-found');
      const { expectedVersion: expected } = order;
      if (expected !== undefined && expected !== row.version) {
        const { schema } = this;
        throw await staleVersion(sql, { schema, object: String(order.id), expected, current: row.version });
      }
      return this.#ending(table, order, row, rule(row, await time), { claim });
    });
  }

  #ending<Row extends Versioned, Answer extends object>(
    table: EntityColumns<Row>,
    { id, act, call }: Order<object>,
    from: Row,
    decision: Decision<Row, Answer>,
    { claim, writtenBy }: { readonly claim: Claim | undefined; readonly writtenBy?: string },
  ): Ending<Answer> {
    const version = from.version + 1;
    const last = this.#statements.writing({
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
      decidedOn: writtenBy,
    });
    const answer = ([raw]: readonly unknown[]) => {
      const written = raw as Record<string, unknown>;
      this.#left.keep(table.table, { row: table.over(from, written), writtenBy: String(written[writer]) });
      return decision.answer;
    };
    return { answer, last };
  }
}

/** What the rule decided; undefined where it refuses, for whether the caller may hear why is for the store to say. */
function refusalAside<D>(rule: () => D): D | undefined {
  try {
    return rule();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
