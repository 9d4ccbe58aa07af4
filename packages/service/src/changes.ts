import { type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { type QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Problem } from '@huiyin/contracts';
import { type Call, type Outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, auditOf } from './audit.js';
import { type Database } from './database.js';
import { once } from './idempotency.js';
import { type Scope } from './scope.js';

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
  readonly adds?: readonly { readonly table: EntityTarget<ObjectLiteral>; readonly row: object }[];
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

/** The one way to change a row: lock, rule, save, audit, outbox, one transaction. */
export class Changes {
  constructor(
    private readonly database: Database,
    private readonly schema: string,
    private readonly site: string,
    /** Tells the relay that something was committed. */
    private readonly nudge: () => void,
  ) {}

  /**
   * @throws Problem `not-found` when the row is not there or not in scope (the two look alike), `stale-version` with the present
   *   version, `idempotency-key-*`, and whatever the rule refuses.
   */
  async change<Row extends Versioned, Input extends object, Answer extends object>(
    table: EntityTarget<Row>,
    order: Order<Input>,
    rule: (row: Row, now: Date) => Decision<Row, Answer>,
  ): Promise<Answer> {
    const { call, scope } = order;
    const answer = await this.database.inScope(scope, (manager, now) =>
      once(manager, this.schema, order.order, call, order.input, async () => {
        const where = { id: order.id } as unknown as FindOptionsWhere<Row>;
        const row = await manager.findOne(table, { where, lock: { mode: 'pessimistic_write' } });
        if (row === null) throw new Problem('not-found');
        if (order.expectedVersion !== undefined && order.expectedVersion !== row.version) {
          throw new Problem('stale-version', { current: row.version });
        }
        const decision = rule(row, now);
        const version = row.version + 1;
        await manager.update(table, where, { ...decision.row, version } as unknown as QueryDeepPartialEntity<Row>);
        for (const { table: beside, row: added } of decision.adds ?? []) await manager.insert(beside, added);
        await appendAudit(manager, this.schema, this.site, [
          {
            ...auditOf(call),
            act: order.act,
            object: String(order.id),
            version,
            reason: decision.reason,
            outcome: 'done',
            changed: { fields: Object.keys(decision.row) },
          },
        ]);
        await putInOutbox(manager, this.schema, decision.events);
        return decision.answer;
      }),
    );
    this.nudge();
    return answer;
  }
}
