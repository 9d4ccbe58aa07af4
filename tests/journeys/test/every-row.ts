import { type OfficeProcess } from './office-process.js';

/** What is written about refusals themselves, and about who is signed in. */
const besides = ['audit', 'audit_seal', 'audit_checkpoint', 'session', 'attempt', 'migration'];

/** A digest of every row of every table, and how much each audit says was done: equal as long as nothing changed. */
export async function everyRow(office: OfficeProcess): Promise<Record<string, string>> {
  const tables = await office.rows<{ schema: string; name: string }>(
    `select schemaname as schema, tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') and (tablename <> all($1) or tablename = 'audit') order by 1, 2`,
    [besides],
  );
  const digests = tables.map(({ schema, name }) => {
    const table = `"${schema}"."${name}"`;
    const what =
      name === 'audit'
        ? `(count(*) filter (where outcome = 'done'))::text`
        : `count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '')`;
    return `select '${schema}.${name}' as name, ${what} as rows from ${table} t`;
  });
  const found = await office.rows<{ name: string; rows: string }>(digests.join(' union all '));
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
}
