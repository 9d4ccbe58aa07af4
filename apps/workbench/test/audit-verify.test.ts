import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newTokenKey, SoleWorker } from '@huiyin/messaging';
import { appendAudit, AuditSealer, tablesEveryServiceHas } from '@huiyin/service';
import { TestSystem } from '@huiyin/testing';
import { type Chains, chainLine, verifyChains } from '../src/audit/chains.js';
import { exportWitness, headsOf, readWitness, type Witness } from '../src/audit/witness.js';
import { Books } from '../src/books.js';

const rows = 12;
const base = 'hy_audit_base';
let system: TestSystem;
let folder: string;
let witness: Witness;
const key = newTokenKey();
const keys = { intake: key.publicPem };

const urlOf = (database: string) => {
  const url = new URL(system.adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

async function seal(books: Books, database: string, keyPem = key.privatePem): Promise<void> {
  const lock = new SoleWorker({ connectionString: urlOf(database) }, `audit of ${database}`);
  const report = (error: unknown) => {
    throw error;
  };
  const sealer = new AuditSealer({ schema: 'intake', site: 'test', sql: books, lock, keyPem, report });
  await sealer.seal();
  await lock.release();
}

/** A copy of the base, tampered with by somebody who holds the database's own keys, and what the walk along its chain says. */
async function inCopy(tamper: (books: Books, database: string) => Promise<void>, seen: Witness = {}): Promise<Chains> {
  const database = `hy_audit_copy_${process.pid}`;
  await system.admin.query(`create database ${database} template ${base}`);
  const books = await Books.open(urlOf(database));
  try {
    await books.query('set session_replication_role = replica');
    await tamper(books, database);
    return await verifyChains(books, keys, seen);
  } finally {
    await books.close();
    await system.admin.query(`drop database ${database} with (force)`);
  }
}

const faultOf = (result: Chains) => result.chains.find((chain) => chain.schema === 'intake')?.fault;

beforeAll(async () => {
  system = await TestSystem.start({ services: [] });
  folder = mkdtempSync(join(tmpdir(), 'huiyin-audit-'));
  await system.admin.query(`drop database if exists ${base}`);
  await system.admin.query(`create database ${base}`);
  const books = await Books.open(urlOf(base));
  await books.query('create schema intake');
  for (const statement of tablesEveryServiceHas('intake')) await books.query(statement);
  for (let entry = 0; entry < rows; entry++) {
    await appendAudit(books, 'intake', 'test', [
      { actor: 'official:x', act: 'classify', object: `matter ${entry}`, outcome: 'done', requestId: 'r' },
    ]);
    if (entry % 4 === 3) await seal(books, base);
  }
  await exportWitness(books, join(folder, 'witness.json'));
  witness = readWitness(join(folder, 'witness.json'));
  await books.close();
}, 60_000);
afterAll(async () => {
  await system.admin.query(`drop database if exists ${base}`);
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a chain that nobody touched is whole, and the witness has seen it', async () => {
  const result = await inCopy(async () => undefined, witness);
  expect(result.chains).toMatchObject([{ schema: 'intake', sealed: rows, unsealedOlderThanAMinute: 0 }]);
  expect(result.holds).toBe(true);
  expect([...headsOf(witness, 'intake').keys()]).toEqual([4, 8, 12]);
});

test('names the row that was changed', async () => {
  const result = await inCopy((books) =>
    books.query(`update intake.audit set outcome = 'refused' where entry = 5`).then(),
  );
  expect(faultOf(result)).toBe('audit row 5 (seal 5) was changed');
  expect(result.holds).toBe(false);
  expect(result.chains.map(chainLine).join()).toContain('audit row 5');
});

test('names the seal whose row was deleted', async () => {
  const result = await inCopy((books) => books.query('delete from intake.audit where entry = 7').then());
  expect(faultOf(result)).toBe('audit row of seal 7 was deleted');
});

test('names the gap where row and seal were deleted together', async () => {
  const result = await inCopy(async (books) => {
    await books.query('delete from intake.audit where entry = 7');
    await books.query('delete from intake.audit_seal where seal_no = 7');
  });
  expect(faultOf(result)).toBe('seal 7 is missing');
});

test('names the first of two rows that changed places', async () => {
  const result = await inCopy(async (books) => {
    await books.query('update intake.audit_seal set entry = -seal_no where seal_no in (3, 4)');
    await books.query(
      'update intake.audit_seal set entry = case seal_no when 3 then 4 else 3 end where seal_no in (3, 4)',
    );
  });
  expect(faultOf(result)).toBe('audit row 4 (seal 3) was changed');
});

const cutTail = async (books: Books) => {
  for (const [table, column] of [
    ['audit', 'entry'],
    ['audit_seal', 'seal_no'],
    ['audit_checkpoint', 'seal_no'],
  ] as const)
    await books.query(`delete from intake.${table} where ${column} > 8`);
};

test('only the witness sees a tail that was cut off at a checkpoint', async () => {
  expect((await inCopy(cutTail)).holds).toBe(true);
  const result = await inCopy(cutTail, witness);
  expect(faultOf(result)).toBe('the chain ends at seal 8, but the witness saw seal 12');
});

const rewrite = (keyPem?: string) => async (books: Books, database: string) => {
  await books.query(`update intake.audit set actor = 'official:y' where entry = 6`);
  await books.query('delete from intake.audit_seal; delete from intake.audit_checkpoint');
  await seal(books, database, keyPem);
};

test('a chain written anew under another key has a wrong signature', async () => {
  expect(faultOf(await inCopy(rewrite(newTokenKey().privatePem)))).toBe('checkpoint 12 has a wrong signature');
});

test('only the witness sees a chain written anew by who holds the key', async () => {
  expect((await inCopy(rewrite())).holds).toBe(true);
  expect(faultOf(await inCopy(rewrite(), witness))).toBe('the witness saw another head at seal 8');
});

test('a row that stays unsealed for more than a minute is told', async () => {
  const result = await inCopy(async (books) => {
    await appendAudit(books, 'intake', 'test', [{ actor: 'x', act: 'y', outcome: 'done', requestId: 'r' }]);
    await books.query(
      `update intake.audit set at = now() - interval '2 minutes' where entry = (select max(entry) from intake.audit)`,
    );
  });
  expect(result.holds).toBe(false);
  expect(result.chains[0]?.unsealedOlderThanAMinute).toBe(1);
});

test('a file that is no witness is refused in one sentence', async () => {
  const file = join(folder, 'no-witness.json');
  await import('node:fs').then((fs) => fs.writeFileSync(file, '{"intake":{"one":"head"}}'));
  expect(() => readWitness(file)).toThrow(/The witness .* cannot be used/);
});
