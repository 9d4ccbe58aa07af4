import {
  DataSource,
  type EntityManager,
  type EntitySchema,
  type EntityTarget,
  type MixedList,
  type ObjectLiteral,
} from 'typeorm';
import pg from 'pg';
import { type Sql } from '@huiyin/messaging';
import { EntityColumns } from './entity-columns.js';
import { answered, prepared, preparing } from './prepared.js';
import { begin, type Ending, inTransaction, type Plans } from './scope-transaction.js';
import { type Scope } from './scope.js';
import { type Settings } from './settings.js';

/** Milliseconds, and number of connections a service keeps. */
const limits = { statement: 5_000, lock: 1_000, idleInTransaction: 10_000, connect: 2_000, pool: 16 } as const;

export interface DatabaseLogin {
  readonly user: string;
  readonly password: string;
  readonly schema: string;
  readonly pool?: number;
}

/** One statement on a hot path, prepared once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Somebody always listens. Between two users of a pool nobody does for a moment, and an error that nobody listens to ends the process;
 * whoever uses a lost connection is told by the query.
 */
class ListenedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * A service's own schema under its own role. The only ways in are `inScope`, `inStatements` of a change, and `insertOnly` for statements that
 * read nothing.
 */
export class Database implements Sql {
  readonly #source: DataSource;
  #aheadBy = 0;
  #clock: NodeJS.Timeout | undefined;
  readonly #columns = new Map<unknown, EntityColumns>();
  readonly connection: pg.ClientConfig;

  constructor(settings: Settings, login: DatabaseLogin, entities: MixedList<Function | string | EntitySchema>) {
    const options = [
      `statement_timeout=${limits.statement}`,
      `lock_timeout=${limits.lock}`,
      `idle_in_transaction_session_timeout=${limits.idleInTransaction}`,
      'jit=off',
      `search_path=${login.schema}`,
    ];
    this.connection = {
      host: settings.database.host,
      port: settings.database.port,
      database: settings.database.name,
      user: login.user,
      password: login.password,
      options: options.map((o) => `-c ${o}`).join(' '),
    };
    this.#source = new DataSource({
      type: 'postgres',
      host: settings.database.host,
      port: settings.database.port,
      database: settings.database.name,
      username: login.user,
      password: login.password,
      schema: login.schema,
      entities,
      applicationName: `huiyin-${login.schema}`,
      poolSize: login.pool ?? limits.pool,
      installExtensions: false,
      poolErrorHandler: () => undefined,
      extra: {
        options: this.connection.options,
        connectionTimeoutMillis: limits.connect,
        keepAlive: true,
        Client: ListenedClient,
        // Statements that do not wait for each other travel together.
        pipeline: true,
        idleTimeoutMillis: 60_000,
      },
    });
  }

  /** Waits until PostgreSQL is there, telling once why it waits. @throws when the role may do more than a service may. */
  async open(report: (error: unknown) => void): Promise<void> {
    for (let tries = 0; !this.#source.isInitialized; tries++) {
      try {
        await this.#source.initialize();
      } catch (error) {
        if (tries % 20 === 0) report(error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
    await this.#refuseTooMuchPower();
    await this.#followClock();
    this.#clock = setInterval(() => void this.#followClock().catch(() => undefined), 30_000);
    this.#clock.unref();
  }

  /**
   * The database's clock, followed to within a few milliseconds: for single statements that must know the time before they run.
   * Everything else uses the transaction's own `now`.
   */
  now(): Date {
    return new Date(Date.now() + this.#aheadBy);
  }

  /** Milliseconds by which this machine's clock differs from the database's. */
  get clockDifference(): number {
    return Math.abs(this.#aheadBy);
  }

  async #followClock(): Promise<void> {
    const asked = Date.now();
    const rows = (await this.#source.query('select clock_timestamp() as now')) as [{ now: Date }];
    this.#aheadBy = rows[0].now.getTime() - (asked + Date.now()) / 2;
  }

  async close(): Promise<void> {
    clearInterval(this.#clock);
    if (this.#source.isInitialized) await this.#source.destroy();
  }

  /** Whether a trivial question is answered within a second. */
  async isAnswering(): Promise<boolean> {
    if (!this.#source.isInitialized) return false;
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref());
    return Promise.race([
      this.#source.query('select 1').then(
        () => true,
        () => false,
      ),
      late,
    ]);
  }

  /**
   * The only way to a manager. Opens a transaction and binds the scope to it, gone at commit or rollback; `now` is the transaction's
   * time, the one clock that the law's dates use.
   */
  async inScope<T>(scope: Scope, work: (manager: EntityManager, now: Date) => Promise<T>): Promise<T> {
    return this.#inManager(scope, work, { isTimeAsked: work.length > 1, plans: 'each' });
  }

  /** Work that asks for no time does not wait for the transaction to begin: its first statement travels with the beginning. */
  async #inManager<T>(
    scope: Scope,
    work: (manager: EntityManager, now: Date) => Promise<T>,
    { isTimeAsked, plans }: { isTimeAsked: boolean; plans: Plans },
  ): Promise<T> {
    const runner = this.#source.createQueryRunner();
    // TypeORM's own start of a transaction is a trip by itself; the runner is told that one is open.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    try {
      const began = begin((await runner.connect()) as pg.PoolClient, scope, plans);
      began.catch(() => undefined);
      const result = await work(runner.manager, isTimeAsked ? await began : new Date(Number.NaN));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** `inScope` without a manager, in as few trips as can be, for the statements of a change. */
  async inStatements<T>(scope: Scope, work: (sql: Sql, time: Promise<Date>) => Promise<Ending<T>>): Promise<T> {
    return inTransaction(this.#pool, scope, work);
  }

  /** One prepared statement that reads in scope: begun, read and ended in one trip. */
  async read<Row>(scope: Scope, text: string, values: unknown[]): Promise<Row[]> {
    return this.inStatements(scope, () =>
      Promise.resolve({ last: { text, values }, answer: (rows: readonly unknown[]) => rows as Row[] }),
    );
  }

  /** How an entity's properties and its table's columns correspond. */
  columnsOf<Row extends ObjectLiteral>(entity: EntityTarget<Row>): EntityColumns<Row> {
    const known = this.#columns.get(entity) ?? new EntityColumns(this.#source, entity);
    this.#columns.set(entity, known);
    return known as EntityColumns<Row>;
  }

  get #pool(): pg.Pool {
    return (this.#source.driver as unknown as { master: pg.Pool }).master;
  }

  /**
   * `inScope` for work that says the same few statements over and over (readers of events): each is planned once a connection. Not for
   * people's lists, whose plans depend on the values.
   */
  async inPreparedScope<T>(scope: Scope, work: (manager: EntityManager, now: Date) => Promise<T>): Promise<T> {
    const onPrepared = async (manager: EntityManager, now: Date) => work(await preparing(manager), now);
    return this.#inManager(scope, onPrepared, { isTimeAsked: work.length > 1, plans: 'once' });
  }

  /** Unscoped SQL for tables without rows of matters (outbox, audit, relay). Under row-level security it sees no matter at all. */
  async query(text: string, values: unknown[] = []): Promise<unknown> {
    return answered(await this.#pool.query(prepared(text, values)));
  }

  /** One prepared statement in its own transaction, for writes that need to read nothing under row-level security. */
  async insertOnly<R extends pg.QueryResultRow>(statement: Statement): Promise<R[]> {
    const result = await this.#pool.query<R>({
      name: statement.name,
      text: statement.text,
      values: [...statement.values],
    });
    return result.rows;
  }

  async #refuseTooMuchPower(): Promise<void> {
    const rows = (await this.#source.query(
      `select rolname, rolsuper or rolbypassrls or rolcreaterole as too_much from pg_roles where rolname = current_user`,
    )) as [{ rolname: string; too_much: boolean }];
    if (rows[0].too_much)
      throw new Error(
        `refusing to run as "${rows[0].rolname}": a service may not be superuser, bypass row-level security or create roles`,
      );
  }
}
