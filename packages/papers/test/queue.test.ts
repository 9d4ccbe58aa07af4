import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Problem } from '@huiyin/contracts';
import { registry } from '@huiyin/service';
import { eventually } from '@huiyin/testing';
import { aNotice, aSlip, Office, petitioner, unitScope } from './office.js';

/** Without the rests that spare the acts. */
const hurried = { rest: 0 };
let office: Office;
beforeAll(async () => {
  office = await Office.start();
}, 120_000);
afterAll(() => office.stop(), 60_000);
beforeEach(async () => {
  await office.system.rows('truncate intake.paper_file, intake.paper cascade');
  office.faults.length = 0;
});

const many = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const matterId = await office.aMatter();
    ids.push(...(await office.issue(i % 2 === 0 ? aNotice(matterId) : aSlip(matterId))));
  }
  return ids;
};
const count = async (condition: string) =>
  (await office.system.rows<{ n: number }>(`select count(*)::int as n from intake.paper where ${condition}`))[0]?.n ??
  -1;
const allRendered = (within = 60_000) => eventually(async () => (await count('rendered_at is null')) === 0, within);

test('what an act issued is rendered soon after its nudge', async () => {
  const papers = office.papers({ limits: { ...hurried, every: 600_000, gather: 10 } });
  papers.onModuleInit();
  const [id = ''] = await many(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await count('rendered_at is null')).toBe(1);
  papers.queue.nudge();
  await allRendered();
  expect(await office.row(id)).toMatchObject({ tries: 1, failure: null });
  const read = await papers.reading.file(unitScope(7), id, 'pdf');
  expect(read.bytes.length).toBeGreaterThan(5_000);
  await papers.onModuleDestroy();
});

test('without any nudge the timer finds it', async () => {
  await many(1);
  const papers = office.papers({ limits: { ...hurried, every: 200 } });
  papers.onModuleInit();
  await allRendered();
  await many(1);
  await allRendered();
  expect(await count('rendered_at is not null')).toBe(2);
  await papers.onModuleDestroy();
});

test('three copies share the work: every paper is rendered by one of them, once', async () => {
  await many(24);
  const copies = [1, 2, 3].map(() => office.papers({ limits: { ...hurried, batch: 2 } }));
  for (const papers of copies) papers.onModuleInit();
  await allRendered();
  for (const papers of copies) await papers.onModuleDestroy();
  expect([await count('tries <> 1'), office.faults]).toEqual([0, []]);
});

test('what fails is tried again later and later, then listed as failed, and can be put back', async () => {
  let isAway = true;
  const addresseeOf = async () => {
    if (isAway) throw new TypeError('intake is away');
    return petitioner;
  };
  const limits = { ...hurried, tries: 3, backOff: 0.05, every: 50 };
  const papers = office.papers({ addresseeOf, limits });
  const [id = '', slip = ''] = await many(2);
  papers.onModuleInit();
  const failed = await eventually(async () => {
    const all = await papers.queue.failed();
    return all.length > 0 && all;
  });
  expect(failed).toEqual([expect.objectContaining({ paperId: id, kind: 'F-02', tries: 3, failure: 'TypeError' })]);
  expect(failed[0]?.numberText).toMatch(/^青禾7信告〔/);
  expect(await papers.queue.figures()).toMatchObject({ waiting: 0, failed: 1 });
  // One that fails holds up no other.
  expect((await office.row(slip))['rendered_at']).not.toBeNull();
  expect(await registry.metrics()).toMatch(/huiyin_papers_failed\{service="intake"\} 1/);
  isAway = false;
  await papers.queue.tryAgain(id);
  await allRendered();
  expect(await papers.queue.failed()).toEqual([]);
  await papers.onModuleDestroy();
});

test('an outage elsewhere costs no try, however long it lasts', async () => {
  let asked = 0;
  const addresseeOf = async () => {
    asked += 1;
    if (asked <= 5) throw new Problem('bus-unavailable');
    return petitioner;
  };
  const papers = office.papers({ addresseeOf, limits: { ...hurried, tries: 2, backOff: 0.02, every: 20 } });
  const [id = ''] = await many(1);
  papers.onModuleInit();
  await allRendered();
  expect(asked).toBe(6);
  expect(await office.row(id)).toMatchObject({ tries: 1 });
  await papers.onModuleDestroy();
});

test('a copy that stops gives back what it has not begun, at once and without a try', async () => {
  await many(8);
  const papers = office.papers({ limits: { ...hurried, batch: 8 } });
  papers.onModuleInit();
  await eventually(async () => (await count('rendered_at is not null')) > 0);
  await papers.onModuleDestroy();
  const waiting = await count('rendered_at is null');
  expect(waiting).toBeGreaterThan(0);
  expect(await count('rendered_at is null and tries = 0 and next_try_at <= now()')).toBe(waiting);
});

test('killed at any moment, nothing is lost and no paper gets a second file', async () => {
  await many(20);
  const limits = { ...hurried, lease: 1, tries: 50, every: 100 };
  for (let kill = 0; kill < 4; kill++) {
    const copy = await startCopy(limits);
    const done = await count('rendered_at is not null');
    await eventually(async () => (await count('rendered_at is not null')) > done, 30_000).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
    copy.kill('SIGKILL');
    await once(copy, 'exit');
  }
  const kept = await office.system.rows('select paper_id, sha256 from intake.paper_file order by paper_id');
  expect(await count('rendered_at is not null')).toBe(kept.length);
  expect(await count('rendered_at is null')).toBeGreaterThan(0);
  const papers = office.papers({ limits });
  papers.onModuleInit();
  await allRendered();
  await papers.onModuleDestroy();
  const all = await office.system.rows('select paper_id, sha256 from intake.paper_file order by paper_id');
  expect(all).toHaveLength(20);
  expect(all).toEqual(expect.arrayContaining(kept));
  expect(await count('tries > 1')).toBeGreaterThan(0);
});

async function startCopy(limits: object): Promise<ChildProcess> {
  const copy = fork(fileURLToPath(new URL('./rendering-process.mjs', import.meta.url)), { execArgv: [] });
  const { secret, ...settings } = office.system.settings('intake');
  copy.on('message', (told: { fault?: string }) => told.fault !== undefined && office.faults.push(told.fault));
  copy.send({ settings, password: secret('db-hy_intake'), ring: office.ring, limits, petitioner });
  await once(copy, 'message');
  return copy;
}
