import { type Writable } from 'node:stream';
import type pg from 'pg';
import { type Sql } from '@huiyin/messaging';
import { prepared } from './prepared.js';
import { type Scope } from './scope.js';

/**
 * A text that depends on no value, so that it is planned once a connection, and its values: plain ones, dates, buffers and arrays of them,
 * which the driver can always send.
 */
export interface Step {
  readonly text: string;
  readonly values: unknown[];
}

/** The end of a transaction: its last statement, which travels together with the commit, and its answer once that is through. */
export interface Ending<T> {
  readonly last?: Step;
  /** Gets the rows of the last statement. */
  readonly answer: (rows: readonly unknown[]) => T;
}

/**
 * `once`: each statement is planned once a connection, whatever its values: they are always the same few, and planning some of them takes
 * longer than running them. `each`: by the values, as people's lists need it.
 */
export type Plans = 'once' | 'each';

/** What is sent until the end of this turn leaves together: a write to a socket costs more than a statement. */
function inOnePacket(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** One text for all scopes, so that it is planned once a connection. Everything is set, also what is empty: nothing that a session may have kept is believed. Only the time comes back: describing more columns costs more than setting them. */
const binding = `select now from (select set_config('hy.actor', $1, true), set_config('hy.units', $2, true), set_config('hy.all', $3, true),
  set_config('hy.matter', $4, true), set_config('lock_timeout', $5, true), set_config('plan_cache_mode', $6, true), now() as now offset 0) s`;

/**
 * Opens a transaction and binds the scope to it. The statements are sent at once and the first of the work may be sent behind them without
 * waiting: all of them leave in one packet at the end of this turn of the event loop. @returns the transaction's time.
 */
export async function begin(client: pg.ClientBase, scope: Scope, plans: Plans): Promise<Date> {
  inOnePacket(client);
  const opened = client.query('begin');
  const bound = client.query<{ now: Date }>(
    prepared(binding, [
      scope.actor,
      `{${scope.units.join(',')}}`,
      scope.isEverything ? 'on' : '',
      scope.matterId ?? '',
      scope.isEverything ? '10s' : '1s',
      plans === 'once' ? 'force_generic_plan' : 'auto',
    ]),
  );
  const [, { rows }] = await Promise.all([opened, bound]);
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL does not tell its time');
  return row.now;
}

/**
 * A transaction of prepared statements, without a manager: the first travels with the beginning, the last with the commit. `time` is known
 * once the first statement is answered.
 * After an error the connection goes back without a transaction; one that cannot be rolled back is closed.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (sql: Sql, time: Promise<Date>) => Promise<Ending<T>>,
): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  const sql: Sql = {
    query: async (text, values = []) => (await client.query(prepared(text, values))).rows as unknown[],
  };
  try {
    const time = begin(client, scope, 'once');
    // Whoever does not ask for the time hears of the fault from the own statement.
    time.catch(() => undefined);
    const { answer, last } = await work(sql, time);
    inOnePacket(client);
    const [written, commit] = await Promise.all([
      // PostgreSQL makes the commit a rollback when the statement before it failed, so it need not wait to be told.
      last === undefined ? undefined : client.query(prepared(last.text, last.values)),
      client.query('commit'),
    ]);
    if (commit.command !== 'COMMIT') throw new Error('the transaction was rolled back');
    return answer((written?.rows ?? []) as unknown[]);
  } catch (error) {
    await client.query('rollback').catch((broken: Error) => (fault = broken));
    throw error;
  } finally {
    client.release(fault);
  }
}
