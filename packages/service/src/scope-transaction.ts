import pg from 'pg';
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

/** The end of a transaction: its answer, and its last statement, which travels together with the commit. */
export interface Ending<T> {
  readonly answer: T;
  readonly last?: Step;
}

/**
 * Opens a transaction and binds the scope to it, in one trip. Everything is set, also what is empty: nothing that a session may have
 * kept is believed. @returns the transaction's time.
 */
export async function begin(client: pg.ClientBase, scope: Scope): Promise<Date> {
  const settings = {
    'hy.actor': scope.actor,
    'hy.units': `{${scope.units.join(',')}}`,
    'hy.all': scope.isEverything ? 'on' : '',
    'hy.matter': scope.matterId ?? '',
    lock_timeout: scope.isEverything ? '10s' : '1s',
  };
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  // Several statements bring several results, which the type of `query` does not know.
  const results = (await client.query(`begin; select ${set.join(', ')}, now() as now`)) as unknown as [
    pg.QueryResult,
    pg.QueryResult<{ now: Date }>,
  ];
  const [row] = results[1].rows;
  if (row === undefined) throw new Error('PostgreSQL does not tell its time');
  return row.now;
}

/**
 * A transaction of prepared statements, without a manager: one trip to begin, one a statement, and the last statement with the commit.
 * After an error the connection goes back without a transaction; one that cannot be rolled back is closed.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (sql: Sql, now: Date) => Promise<Ending<T>>,
): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  // The pool listens only while a connection is idle, and an error that nobody listens to ends the process.
  const onFault = (error: Error) => void (fault = error);
  client.on('error', onFault);
  const sql: Sql = {
    query: async (text, values = []) => (await client.query(prepared(text, values))).rows as unknown[],
  };
  try {
    const { answer, last } = await work(sql, await begin(client, scope));
    const [committed] = await Promise.all([
      // PostgreSQL makes the commit a rollback when the statement before it failed, so it need not wait to be told.
      ...(last === undefined ? [] : [client.query(prepared(last.text, last.values))]),
      client.query('commit'),
    ]).then((results) => results.slice(-1));
    if (committed?.command !== 'COMMIT') throw new Error('the transaction was rolled back');
    return answer;
  } catch (error) {
    await client.query('rollback').catch((broken: Error) => (fault = broken));
    throw error;
  } finally {
    client.off('error', onFault);
    client.release(fault);
  }
}
