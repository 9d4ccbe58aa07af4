import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SoleWorker } from '@huiyin/messaging';
import {
  appendAudit,
  AuditSealer,
  Database,
  migrate,
  migration,
  tablesEveryServiceHas,
  verifyChain,
} from '@huiyin/service';
import { TestSystem } from '../src/index.js';

let system: TestSystem;
let database: Database;
let publicPem: string;
const sealers: AuditSealer[] = [];

beforeAll(async () => {
  system = await TestSystem.start({ services: [] });
  await migrate(system.adminUrl, 'intake', [migration('TestTables1764000000000', tablesEveryServiceHas('intake'))]);
  const settings = system.settings('intake');
  database = new Database(
    settings,
    { user: 'hy_intake', password: settings.secret('db-hy_intake'), schema: 'intake' },
    [],
  );
  await database.open(() => undefined);
  publicPem = (JSON.parse(settings.secret('audit-public.json')) as Record<string, string>)['intake'] ?? '';
}, 120_000);
afterAll(async () => {
  for (const one of sealers) await one.stop();
  await database.close();
  await system.stop();
}, 60_000);

function sealer(): AuditSealer {
  const made = new AuditSealer({
    schema: 'intake',
    site: 'qinghe',
    sql: database,
    lock: new SoleWorker(database.connection, 'intake/sealer'),
    keyPem: system.settings('intake').secret('audit-intake.pem'),
    report: () => undefined,
  });
  sealers.push(made);
  return made;
}
const write = (count: number) =>
  appendAudit(
    database,
    'intake',
    'qinghe',
    Array.from({ length: count }, (_, i) => ({
      actor: 'official:x',
      act: 'read-matter',
      object: `m${i}`,
      outcome: 'done',
      requestId: randomUUID(),
    })),
  );
const verified = (witness?: Map<number, string>) => verifyChain(database, 'intake', publicPem, witness);
/** What somebody with all rights would have to do first. */
const tamper = async (...statements: string[]) => {
  await system.rows('begin');
  await system.rows("set local session_replication_role = 'replica'");
  for (const statement of statements) await system.rows(statement);
};

test('two sealers make one chain, and it is whole', async () => {
  const [one, two] = [sealer(), sealer()];
  for (let i = 0; i < 5; i++) {
    await write(7);
    await Promise.all([one.seal(), two.seal()]);
  }
  await one.stop();
  await write(3);
  await two.seal();
  expect(await verified()).toMatchObject({ sealed: 38, unsealedOlderThanAMinute: 0 });
  expect((await verified()).fault).toBeUndefined();
  await two.stop();
});

test('a row whose number is lower but which is committed later is sealed too', async () => {
  const writer = new pg.Client({ connectionString: system.adminUrl });
  await writer.connect();
  await writer.query('begin');
  await appendAudit({ query: async (text, values) => (await writer.query(text, values)).rows }, 'intake', 'qinghe', [
    { actor: 'official:late', act: 'read-matter', outcome: 'done', requestId: 'late' },
  ]);
  await write(2);
  const one = sealer();
  expect(await one.seal()).toBe(2);
  await writer.query('commit');
  await writer.end();
  expect(await one.seal()).toBe(1);
  expect((await verified()).fault).toBeUndefined();
  await one.stop();
});

test.each(['audit', 'audit_seal', 'audit_checkpoint'])(
  '%s can only be added to, by the service and by its owner',
  async (table) => {
    for (const statement of [
      `update intake.${table} set ${table === 'audit' ? "act = 'x'" : 'seal_no = 0'}`,
      `delete from intake.${table}`,
      `truncate intake.${table}`,
    ]) {
      await expect(database.query(statement)).rejects.toMatchObject({ code: '42501' });
      await system.rows('set role hy_owner');
      await expect(system.rows(statement)).rejects.toThrow('the audit is append-only');
      await system.rows('reset role');
    }
  },
);

test.each<[string, string[], RegExp]>([
  ['a changed row', ["update intake.audit set actor = 'official:other' where entry = 5"], /audit row 5 .* was changed/],
  ['a deleted row', ['delete from intake.audit where entry = 5'], /audit row of seal \d+ was deleted/],
  ['a deleted seal', ['delete from intake.audit_seal where seal_no = 5'], /seal 5 is missing/],
  [
    'a checkpoint of another head',
    [
      "update intake.audit_checkpoint set head = sha256('x') where seal_no = (select min(seal_no) from intake.audit_checkpoint)",
    ],
    /checkpoint \d+ has a wrong signature/,
  ],
  [
    'a chain without its signatures',
    ['delete from intake.audit_checkpoint'],
    /at the end of the chain bears no signed checkpoint/,
  ],
])('%s is found', async (_, statements, fault) => {
  const sql = { query: async (text: string, values?: unknown[]) => system.rows(text, values) };
  await tamper(...statements);
  expect((await verifyChain(sql, 'intake', publicPem)).fault).toMatch(fault);
  await system.rows('rollback');
  expect((await verifyChain(sql, 'intake', publicPem)).fault).toBeUndefined();
});

test('a chain that was cut at its end, with what it sealed, is found by the witness', async () => {
  const { sealed, head } = await verified();
  const sql = { query: async (text: string, values?: unknown[]) => system.rows(text, values) };
  const cut = `(select max(seal_no) from intake.audit_checkpoint where seal_no < ${sealed})`;
  await tamper(
    `delete from intake.audit where entry in (select entry from intake.audit_seal where seal_no > ${cut})`,
    `delete from intake.audit_seal where seal_no > ${cut}`,
    `delete from intake.audit_checkpoint where seal_no > (select max(seal_no) from intake.audit_seal)`,
  );
  expect((await verifyChain(sql, 'intake', publicPem)).fault).toBeUndefined();
  expect((await verifyChain(sql, 'intake', publicPem, new Map([[sealed, head]]))).fault).toMatch(
    /the witness saw seal/,
  );
  await system.rows('rollback');
  expect((await verified(new Map([[sealed, head]]))).fault).toBeUndefined();
  expect((await verified(new Map([[3, 'ff']]))).fault).toMatch(/the witness saw another head at seal 3/);
});

test('another key does not verify', async () => {
  const other =
    (JSON.parse(system.settings('intake').secret('audit-public.json')) as Record<string, string>)['reporting'] ?? '';
  expect((await verifyChain(database, 'intake', other)).fault).toMatch(/wrong signature/);
});
