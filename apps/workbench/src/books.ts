import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Sql } from '@huiyin/messaging';
import { briefly, Refusal } from './refusal.js';

/** The database as an administrator sees it: every schema, past row-level security. For commands only; no service has this. */
export class Books implements Sql {
  private constructor(private readonly client: pg.Client) {}

  /** @throws Refusal when nothing answers, or the login may not sign in. */
  static async open(adminUrl: string): Promise<Books> {
    const client = new pg.Client({
      connectionString: adminUrl,
      connectionTimeoutMillis: 5_000,
      application_name: 'huiyin-workbench',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      // A login that is no superuser meets the policies too; this is what they let a service's own work through by.
      await client.query(`select set_config('hy.all', 'on', false), set_config('timezone', 'Asia/Shanghai', false)`);
    } catch (error) {
      throw new Refusal(`The database does not answer (${briefly(error)}): is Huiyin running?`);
    }
    return new Books(client);
  }

  async query(text: string, values?: unknown[]): Promise<unknown> {
    return (await this.client.query(text, values)).rows;
  }

  async rows<R extends object>(text: string, values?: unknown[]): Promise<R[]> {
    return (await this.client.query(text, values)).rows as R[];
  }

  async inTransaction<T>(mode: 'read write' | 'isolation level repeatable read read only', work: () => Promise<T>) {
    await this.client.query(`begin transaction ${mode}`);
    try {
      const result = await work();
      await this.client.query('commit');
      return result;
    } catch (error) {
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** Schemas that hold a given table: an installation may be older or smaller than this command. */
  async schemasWith(table: string): Promise<string[]> {
    const found = await this.rows<{ nspname: string }>(
      `select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relname = $1 and c.relkind in ('r', 'p') order by n.nspname`,
      [table],
    );
    return found.map((row) => row.nspname);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Public halves of the keys that sign the audit's checkpoints, by schema. @throws Refusal */
export function auditKeys(secretsFolder: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(join(secretsFolder, 'audit-public.json'), 'utf8')) as Record<string, string>;
  } catch (error) {
    throw new Refusal(`The audit's public keys cannot be read: ${briefly(error)}.`);
  }
}
