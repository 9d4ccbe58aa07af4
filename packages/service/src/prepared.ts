import { createHash } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import type pg from 'pg';

/** Statements that get a name; beyond this number something makes up its texts, and they are sent unnamed. */
const mostNames = 300;
const names = new Map<string, string>();

function nameFor(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `hy_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/** The statement under the name of its text, so that it is planned once a connection. */
export function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = nameFor(text);
  return { text, values: [...values], ...(name === undefined ? {} : { name }) };
}

/** An answer in the shape that TypeORM gives it. */
export function answered(result: pg.QueryResult): unknown {
  return result.command === 'UPDATE' || result.command === 'DELETE' ? [result.rows, result.rowCount] : result.rows;
}

/** The same manager, whose `query` prepares each statement once a connection. */
export async function preparing(manager: EntityManager): Promise<EntityManager> {
  const runner = manager.queryRunner;
  if (runner === undefined) return manager;
  const client = (await runner.connect()) as pg.PoolClient;
  const query = async (text: string, values: unknown[] = []): Promise<unknown> =>
    answered(await client.query(prepared(text, values)));
  return Object.assign(Object.create(manager) as EntityManager, { query });
}
