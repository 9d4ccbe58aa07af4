import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { EntitySchema } from 'typeorm';
import { matterRemoved, Problem } from '@huiyin/contracts';
import { type Call, outgoing } from '@huiyin/messaging';
import {
  Changes,
  Database,
  migrate,
  migration,
  once,
  ownScope,
  type Scope,
  scopePolicy,
  tablesEveryServiceHas,
  type Versioned,
} from '@huiyin/service';
import { TestSystem } from '../src/index.js';

interface Case extends Versioned {
  id: string;
  version: number;
  unit: number;
  title: string;
}
const Case = new EntitySchema<Case>({
  name: 'Case',
  tableName: 'case_row',
  schema: 'intake',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    unit: { type: 'int' },
    title: { type: 'text' },
  },
});

let system: TestSystem;
let database: Database;
let changes: Changes;
let nudged = 0;

beforeAll(async () => {
  system = await TestSystem.start({ services: [] });
  await migrate(system.adminUrl, 'intake', [
    migration('TestTables1764000000000', [
      ...tablesEveryServiceHas('intake'),
      'create table intake.case_row (id uuid primary key, version int not null, unit int not null, title text not null)',
      'grant select, insert, update on intake.case_row to hy_intake',
      ...scopePolicy('intake.case_row', { unit: 'unit', matter: 'id' }),
    ]),
  ]);
  const settings = system.settings('intake');
  database = new Database(
    settings,
    { user: 'hy_intake', password: settings.secret('db-hy_intake'), schema: 'intake' },
    [Case],
  );
  await database.open(() => undefined);
  changes = new Changes(database, 'intake', 'qinghe', () => void (nudged += 1));
}, 120_000);
afterAll(async () => {
  await database.close();
  await system.stop();
}, 60_000);

const scope: Scope = { actor: 'official:x', units: [7], isEverything: false };
const call = (key: string = randomUUID(), id = 'x'): Call => ({
  actor: { kind: 'official', id, session: 'the session' },
  token: '',
  requestId: randomUUID(),
  deadlineAt: Date.now() + 5_000,
  idempotencyKey: key,
});

async function aCase(unit = 7): Promise<string> {
  const id = randomUUID();
  await system.rows('insert into intake.case_row values ($1, 1, $2, $3)', [id, unit, 'before']);
  return id;
}
const rename = (
  id: string,
  title: string,
  options: { by?: Call; expectedVersion?: number; within?: Scope; fails?: Error } = {},
) =>
  changes.change(
    Case,
    {
      order: 'intake.rename.v1',
      act: 'rename',
      call: options.by ?? call(),
      scope: options.within ?? scope,
      input: { id, title },
      id,
      expectedVersion: options.expectedVersion ?? 1,
    },
    (row) => {
      if (options.fails !== undefined) throw options.fails;
      return {
        row: { title },
        events: [outgoing(matterRemoved, { matterId: id, version: row.version + 1 })],
        answer: { title, was: row.version },
      };
    },
  );
const left = async (id: string) => ({
  row: (await system.rows('select version, title from intake.case_row where id = $1', [id]))[0],
  audit: await system.rows(
    'select act, version, outcome, changed, actor, session from intake.audit where object = $1 order by entry',
    [id],
  ),
  events: (
    await system.rows<{ version: number }>('select version from intake.outbox where matter_id = $1 order by version', [
      id,
    ])
  ).map((e) => e.version),
});

test('a change leaves the row one version on, one line in the audit and its events', async () => {
  const id = await aCase();
  nudged = 0;
  expect(await rename(id, 'after')).toEqual({ title: 'after', was: 1 });
  const { row, audit, events } = await left(id);
  expect(row).toEqual({ version: 2, title: 'after' });
  expect(events).toEqual([2]);
  expect(audit).toEqual([
    {
      act: 'rename',
      version: 2,
      outcome: 'done',
      changed: { fields: ['title'] },
      actor: 'official:x',
      session: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    },
  ]);
  expect(nudged).toBe(1);
});

test('of twenty changes of one version exactly one is made, and the others are told the present one', async () => {
  const id = await aCase();
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => rename(id, `title ${i}`)));
  const lost = all.filter((one) => one.status === 'rejected').map((one) => one.reason as Problem);
  expect(lost).toHaveLength(19);
  for (const problem of lost) expect(problem).toMatchObject({ code: 'stale-version', detail: { current: 2 } });
  const { row, audit, events } = await left(id);
  expect(row).toMatchObject({ version: 2 });
  expect(audit).toHaveLength(1);
  expect(events).toEqual([2]);
});

test('the same key brings the same answer and no second change; another body under it is refused', async () => {
  const id = await aCase();
  const key = randomUUID();
  const first = await rename(id, 'after', { by: call(key) });
  expect(await rename(id, 'after', { by: call(key) })).toEqual(first);
  await expect(rename(id, 'otherwise', { by: call(key), expectedVersion: 2 })).rejects.toMatchObject({
    code: 'idempotency-key-reused',
  });
  const other = await rename(id, 'after', { by: call(key, 'y'), expectedVersion: 2 });
  expect(other).toEqual({ title: 'after', was: 2 });
  const { audit, events } = await left(id);
  expect([audit.length, events]).toEqual([2, [2, 3]]);
  await expect(
    rename(id, 'after', { by: { ...call(), idempotencyKey: undefined } as unknown as Call }),
  ).rejects.toMatchObject({ code: 'idempotency-key-missing' });
});

test('ten at once under one key make one change and get one answer', async () => {
  const id = await aCase();
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => rename(id, 'after', { by: call(key) })));
  for (const answer of answers) expect(answer).toEqual({ title: 'after', was: 1 });
  expect((await left(id)).events).toEqual([2]);
});

test('a rule that refuses leaves no change, no audit, no event, and its key free for another try', async () => {
  const id = await aCase();
  const by = call();
  await expect(rename(id, 'after', { by, fails: new Problem('transition-not-allowed') })).rejects.toMatchObject({
    code: 'transition-not-allowed',
  });
  await expect(rename(id, 'after', { by, fails: new Error('fault') })).rejects.toThrow('fault');
  expect(await left(id)).toEqual({ row: { version: 1, title: 'before' }, audit: [], events: [] });
  expect(await rename(id, 'after', { by })).toEqual({ title: 'after', was: 1 });
});

test('a row of another unit and one that is not there look alike', async () => {
  const id = await aCase(8);
  const foreign = await rename(id, 'x').catch((error: Problem) => JSON.stringify(error));
  const absent = await rename(randomUUID(), 'x').catch((error: Problem) => JSON.stringify(error));
  expect(foreign).toBe(absent);
  expect(foreign).toContain('not-found');
  expect((await left(id)).row).toEqual({ version: 1, title: 'before' });
  expect(await rename(id, 'x', { within: ownScope('test') })).toMatchObject({ was: 1 });
});

test('a repeat that comes while the first is at work waits for it; if the first fails it does the work itself', async () => {
  const order = (key: string, work: () => Promise<object>) =>
    database.inScope(scope, (manager) => once(manager, 'intake', 'intake.slow.v1', call(key), { a: 1 }, work));
  const slow = (answer: object) => async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return answer;
  };
  let key = randomUUID();
  const first = order(key, slow({ by: 'first' }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await order(key, slow({ by: 'second' }))).toEqual({ by: 'first' });
  expect(await first).toEqual({ by: 'first' });

  key = randomUUID();
  const failing = order(key, async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    throw new Error('fault');
  }).catch((error: Error) => error.message);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await order(key, slow({ by: 'second' }))).toEqual({ by: 'second' });
  expect(await failing).toBe('fault');
});

test('a scope holds for its transaction only, also after a fault', async () => {
  const [mine, foreign] = [await aCase(7), await aCase(8)];
  const seenBy = (within: Scope) =>
    database.inScope(within, async (manager) =>
      (await manager.query<{ id: string }[]>('select id from case_row where id = any($1)', [[mine, foreign]])).map(
        (r) => r.id,
      ),
    );
  const unscoped = async () =>
    (await database.query('select id from case_row where id = any($1)', [[mine, foreign]])) as unknown[];
  expect(await seenBy(scope)).toEqual([mine]);
  expect((await seenBy(ownScope('test'))).toSorted()).toEqual([mine, foreign].toSorted());
  expect(await seenBy({ actor: 'citizen', units: [], isEverything: false, matterId: foreign })).toEqual([foreign]);
  for (let i = 0; i < 20; i++) {
    await database
      .inScope(ownScope('test'), async () => {
        throw new Error('fault');
      })
      .catch(() => undefined);
    expect(await unscoped()).toEqual([]);
  }
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) =>
      expect(await seenBy(i % 2 === 0 ? scope : { ...scope, units: [8] })).toEqual([i % 2 === 0 ? mine : foreign]),
    ),
  );
  expect(await seenBy({ ...scope, units: [] })).toEqual([]);
});

test('a login that may do too much is refused in a sentence that names it', async () => {
  const settings = system.settings('intake');
  for (const power of ['superuser', 'bypassrls', 'createrole']) {
    const user = `hy_test_${power}`;
    await system.rows(`create role ${user} login ${power} password 'only-here'`);
    await system.rows(`grant connect on database "${settings.database.name}" to ${user}`);
    const mighty = new Database(settings, { user, password: 'only-here', schema: 'intake' }, []);
    await expect(mighty.open(() => undefined)).rejects.toThrow(`refusing to run as "${user}"`);
    await mighty.close();
    await system.rows(`revoke all on database "${settings.database.name}" from ${user}`);
    await system.rows(`drop role ${user}`);
  }
});
