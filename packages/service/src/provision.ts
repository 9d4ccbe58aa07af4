import pg from 'pg';
import { services } from '@huiyin/contracts';

/** The roles that log in: one a service, and the sealed store's own. */
export const loginRoles = [...services.map((s) => `hy_${s}`), 'hy_sealed'] as const;
export const schemas = [...services, 'sealed'] as const;

/**
 * Makes database, roles, schemas and extensions. Run by an administrator's login, before migrations; may be run again.
 * `wanted` names the database; otherwise that of the address, or `huiyin` where the address names PostgreSQL's own.
 * @returns the administrator's address of the product's own database.
 */
export async function provision(
  adminUrl: string,
  passwordOf: (role: string) => string,
  wanted?: string,
): Promise<string> {
  const url = new URL(adminUrl);
  const given = url.pathname.slice(1);
  const name = wanted ?? (given === '' || given === 'postgres' ? 'huiyin' : given);
  await inDatabase(adminUrl, async (client) => {
    // Roles belong to the whole cluster: one at a time, or PostgreSQL says "tuple concurrently updated".
    await client.query('select pg_advisory_lock(7201)');
    await makeRoles(client, passwordOf);
    if (name !== given) await makeDatabase(client, name);
  });
  url.pathname = `/${name}`;
  await inDatabase(url.href, (client) => makeSchemas(client, name));
  return url.href;
}

async function inDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function makeDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  await client
    .query(`create database ${client.escapeIdentifier(name)} encoding 'UTF8' template template0`)
    .catch((error: { code?: string }) => {
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
}

async function makeRoles(client: pg.Client, passwordOf: (role: string) => string): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
  const known = new Set(rows.map((r) => r.rolname));
  if (!known.has('hy_owner')) await client.query('create role hy_owner nologin');
  await client.query('grant hy_owner to current_user');
  for (const role of loginRoles) {
    const password = client.escapeLiteral(passwordOf(role));
    await client.query(
      `${known.has(role) ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${password}`,
    );
  }
}

async function makeSchemas(client: pg.Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  await client.query(`grant connect, create on database ${name} to hy_owner`);
  await client.query(`revoke connect, temporary on database ${name} from public`);
  await client.query('revoke all on schema public from public');
  for (const role of loginRoles) await client.query(`grant connect on database ${name} to ${role}`);
  for (const schema of schemas) await client.query(`create schema if not exists ${schema} authorization hy_owner`);
}
