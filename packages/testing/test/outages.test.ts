import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { eventually } from '../src/index.js';
import { Kernel, Recorder } from './kernel.js';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start(true);
}, 120_000);
afterAll(() => kernel.stop(), 60_000);

/** The kernel's own look at the database is closed with the server: a fresh one each time. */
async function look<R extends pg.QueryResultRow>(text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: kernel.system.adminUrl });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

test('PostgreSQL killed and started again under load: every committed event is applied once, none is dead', async () => {
  const server = kernel.system.local.owned.postgres;
  if (server === undefined) throw new Error('this test needs a PostgreSQL of its own');
  kernel.system.admin.on('error', () => undefined);
  const relay = await kernel.relay();
  const reader = await kernel.read(new Recorder());
  const matters = Array.from({ length: 60 }, () => randomUUID());
  const committed: string[] = [];
  for (const [i, matter] of matters.entries()) {
    if (i === 30) await server.kill('SIGKILL');
    if (i === 45) await server.start();
    await kernel.happen(matter, 1, 2, 3).then(
      (ids) => committed.push(...ids),
      () => undefined,
    );
  }
  expect(committed.length).toBeGreaterThanOrEqual(90);
  await eventually(async () => {
    const [counts] = await look<{ sent: boolean; applied: number }>(
      `select not exists (select 1 from intake.outbox where sent_at is null) as sent, (select count(*)::int from reporting.seen) as applied`,
    );
    return counts?.sent && counts.applied >= committed.length;
  }, 40_000);
  const seen = await look<{ event_id: string }>('select event_id from reporting.seen');
  expect(new Set(seen.map((row) => row.event_id)).size).toBe(seen.length);
  expect(committed.filter((id) => !seen.some((row) => row.event_id === id))).toEqual([]);
  expect(await look('select * from reporting.dead_letter')).toEqual([]);
  await reader.stop();
  await relay.stop();
}, 120_000);
