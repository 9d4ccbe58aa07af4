import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { allServices } from '@huiyin/office';
import { loginRoles, schemas } from '@huiyin/service';
import { TestSystem } from '@huiyin/testing';

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start({ services: allServices });
}, 60_000);
afterAll(() => system.stop());

/** Tables without row-level security, each with the reason why no scope could apply. A table that is on neither side fails the test. */
const withoutPolicies: readonly { tables: RegExp; why: string }[] = [
  {
    tables: /\.(?:outbox|outbox_\w+|relay_state|inbox|dead_letter)$/,
    why: 'the log of messages: read by relay and readers, never for a person',
  },
  {
    tables: /\.(?:audit|audit_seal|audit_checkpoint)$/,
    why: 'the audit: only added to; its reading is an act of its own',
  },
  { tables: /\.(?:idempotency|migration)$/, why: 'keys of one actor, and what was migrated' },
  {
    tables: /^organisation\.(?:unit|official|post|delegation|credential|recovery_code|attempt|organisation_version)$/,
    why: 'who works where, and credentials: no rows of matters',
  },
  { tables: /^gateway\.session$/, why: 'sessions of officials, found by the digest of their token' },
  { tables: /^(?:intake|assignment)\.replaced_official$/, why: 'officials who left; no matters' },
  {
    tables: /\.(?:paper_series|paper_template)$/,
    why: 'the last number of each series, and the wording of papers; no matters',
  },
];

const ownSchemaOf = (role: string) => role.replace(/^hy_/, '');
const inOurs = `nspname in (${schemas.map((s) => `'${s}'`).join(', ')})`;

interface Table {
  name: string;
  enabled: boolean;
  forced: boolean;
}

test('every table has forced row-level security or stands on the list with a reason', async () => {
  const tables = await system.rows<Table>(
    `select nspname || '.' || relname as name, relrowsecurity as enabled, relforcerowsecurity as forced
       from pg_class c join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'p') and ${inOurs}`,
  );
  const open = tables.filter(({ enabled, forced }) => !(enabled && forced)).map(({ name }) => name);
  expect(open.filter((name) => !withoutPolicies.some(({ tables: known }) => known.test(name)))).toEqual([]);
  expect(withoutPolicies.filter(({ tables: known }) => !open.some((name) => known.test(name)))).toEqual([]);
  const secured = tables.filter(({ forced }) => forced).map(({ name }) => name);
  expect(secured).toEqual(
    expect.arrayContaining([
      'intake.matter',
      'intake.submission',
      'intake.petitioner',
      'reporting.matter_line',
      'accountability.clock',
      'assignment.file',
      'assignment.record',
      'assignment.paper',
      'sealed.accusation',
    ]),
  );
});

test('no policy shows everything, and no table with policies lacks one for reading, changing or removing', async () => {
  const policies = await system.rows<{ name: string; cmd: string; qual: string | null; roles: string[] }>(
    `select schemaname || '.' || tablename as name, cmd, qual from pg_policies`,
  );
  const shown = policies.filter(({ cmd }) => cmd !== 'INSERT');
  expect(
    shown.filter(({ qual }) => qual === null || (!qual.includes('current_setting') && !qual.includes('EXISTS'))),
  ).toEqual([]);
  for (const name of new Set(policies.map((policy) => policy.name))) {
    const of = policies.filter((policy) => policy.name === name).map(({ cmd }) => cmd);
    expect([name, of.includes('ALL') || ['SELECT', 'UPDATE', 'DELETE'].every((cmd) => of.includes(cmd))]).toEqual([
      name,
      true,
    ]);
  }
});

test('a view asks as whoever looks, and nothing is kept aside in a materialised one', async () => {
  const views = await system.rows<{ name: string; kind: string; options: string[] | null }>(
    `select nspname || '.' || relname as name, relkind as kind, reloptions as options from pg_class join pg_namespace n on n.oid = relnamespace
      where relkind in ('v', 'm') and ${inOurs}`,
  );
  expect(views.length).toBeGreaterThan(0);
  expect(
    views.filter(({ kind, options }) => kind === 'm' || options?.includes('security_invoker=true') !== true),
  ).toEqual([]);
});

test('what runs with the owner’s rights fixes where it looks, and is not for everybody', async () => {
  const functions = await system.rows<{ name: string; config: string[] | null; open: boolean }>(
    `select p.oid::regprocedure::text as name, proconfig as config,
            proacl is null or exists (select 1 from aclexplode(proacl) where grantee = 0) as open
       from pg_proc p join pg_namespace n on n.oid = pronamespace where prosecdef and ${inOurs}`,
  );
  expect(functions.length).toBeGreaterThan(0);
  expect(
    functions.filter(({ config, open }) => open || config?.some((c) => c.startsWith('search_path=')) !== true),
  ).toEqual([]);
});

describe.each(loginRoles)('%s', (role) => {
  const own = ownSchemaOf(role);

  test('is no superuser, looks past no policy, makes nothing, belongs to nobody, owns nothing', async () => {
    const [powers] = await system.rows(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              (select count(*)::int from pg_auth_members where member = r.oid) as memberships,
              (select count(*)::int from pg_class where relowner = r.oid) + (select count(*)::int from pg_proc where proowner = r.oid)
              + (select count(*)::int from pg_namespace where nspowner = r.oid) + (select count(*)::int from pg_database where datdba = r.oid) as owned
         from pg_roles r where rolname = $1`,
      [role],
    );
    expect(powers).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      memberships: 0,
      owned: 0,
    });
  });

  test('has its own schema to use, nowhere to create, and no privilege in another’s', async () => {
    const rights = await system.rows<{ schema: string; usage: boolean; create: boolean }>(
      `select nspname as schema, has_schema_privilege($1, oid, 'usage') as usage, has_schema_privilege($1, oid, 'create') as create
         from pg_namespace n where ${inOurs} or nspname = 'public'`,
      [role],
    );
    expect(rights.filter((right) => right.create)).toEqual([]);
    expect(rights.filter((right) => right.usage).map(({ schema }) => schema)).toEqual([own]);
    const [database] = await system.rows(
      `select has_database_privilege($1, current_database(), 'create, temporary') as may`,
      [role],
    );
    expect(database).toEqual({ may: false });
    const foreign = await system.rows(
      `select nspname || '.' || relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind in ('r', 'p', 'v', 'S') and ${inOurs} and nspname <> $2
          and (case relkind when 'S' then has_sequence_privilege($1, c.oid, 'usage, select, update')
                            else has_any_column_privilege($1, c.oid, 'select, insert, update, references') or has_table_privilege($1, c.oid, 'delete, truncate, trigger') end)`,
      [role, own],
    );
    expect(foreign).toEqual([]);
  });

  test('adds to the audit and reads it, and can do nothing else to it', async () => {
    const rows = await system.rows<{ table: string; privilege: string }>(
      `select relname as table, privilege_type as privilege from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(relacl)
        where nspname = $2 and relname like 'audit%' and relkind = 'r' and grantee = $1::regrole order by 1, 2`,
      [role, own],
    );
    const tables = ['audit', 'audit_checkpoint', 'audit_seal'];
    expect(rows).toEqual(tables.flatMap((table) => ['INSERT', 'SELECT'].map((privilege) => ({ table, privilege }))));
  });

  test('is refused when it tries', async () => {
    const other = own === 'sealed' ? 'intake' : 'sealed';
    const url = new URL(system.adminUrl);
    const client = new pg.Client({
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: role,
      password: system.settings('intake').secret(`db-${role}`),
    });
    await client.connect();
    const tries = [
      `create table ${own}.mine (id int)`,
      'create table public.mine (id int)',
      'create temporary table mine (id int)',
      `update ${own}.audit set outcome = 'done'`,
      `delete from ${own}.audit`,
      `truncate ${own}.audit`,
      `drop trigger append_only on ${own}.audit`,
      `alter table ${own}.outbox add column mine int`,
      `select * from ${other}.audit`,
      other === 'sealed' ? 'select * from sealed.accusation' : 'select * from intake.matter',
      'set role hy_owner',
      'set session authorization hy_owner',
      `copy ${own}.audit to program 'id'`,
      `select pg_read_file('/etc/passwd')`,
    ];
    const codes = new Map<string, string>();
    for (const text of tries)
      codes.set(
        text,
        await client.query(text).then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      );
    await client.end();
    expect([...codes].filter(([, code]) => code !== '42501')).toEqual([]);
  });
});

test('PUBLIC has nothing: no schema, table, sequence, and no way into the database', async () => {
  const granted = await system.rows(
    `select 'schema ' || nspname as what, privilege_type from pg_namespace n, aclexplode(nspacl) where grantee = 0 and (${inOurs} or nspname = 'public')
     union all select 'table ' || nspname || '.' || relname, privilege_type from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(relacl)
       where grantee = 0 and ${inOurs}
     union all select 'database', privilege_type from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) where grantee = 0 and datname = current_database()`,
  );
  expect(granted).toEqual([]);
});
