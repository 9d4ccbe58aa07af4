import { randomUUID } from 'node:crypto';
import { Problem } from '@huiyin/contracts';
import { type EventReader, eventsSince, type Relay } from '@huiyin/messaging';
import { eventually } from '../src/index.js';
import { Kernel, Recorder } from './kernel.js';

let kernel: Kernel;
let relay: Relay;
let reader: EventReader<never>;
const recorder = new Recorder();
/** Thrown in place of the owner's answer, while set. */
let ownerIsAway: Problem | undefined;
let asked = 0;

beforeAll(async () => {
  kernel = await Kernel.start();
  relay = await kernel.relay();
  reader = await kernel.read(recorder, async (matterId, after) => {
    asked += 1;
    if (ownerIsAway !== undefined) throw ownerIsAway;
    return eventsSince(kernel.owner, 'intake', matterId, after);
  });
}, 120_000);
afterAll(async () => {
  await reader.stop();
  await relay.stop();
  await kernel.stop();
}, 60_000);
beforeEach(() => {
  recorder.refuse = () => undefined;
  ownerIsAway = undefined;
});

const expectSeen = async (matter: string, versions: number[], within = 15_000) => {
  await eventually(async () => JSON.stringify(await kernel.seen(matter)) === JSON.stringify(versions), within).catch(
    () => undefined,
  );
  expect(await kernel.seen(matter)).toEqual(versions);
};
const body = (matterId: string, version: number) => JSON.stringify({ matterId, version });
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('events of many matters are applied once, each matter in order', async () => {
  const matters = Array.from({ length: 20 }, () => randomUUID());
  for (const version of [1, 2, 3]) await Promise.all(matters.map((matter) => kernel.happen(matter, version)));
  for (const matter of matters) await expectSeen(matter, [1, 2, 3]);
});

test('an event that the stream holds twice is applied once, in one batch or in two', async () => {
  const matter = randomUUID();
  const [id = ''] = await kernel.happen(matter, 1);
  await expectSeen(matter, [1]);
  // The stream takes an id in capitals for another one, as it does with any id after two minutes; the reader does not.
  await kernel.system.rows('delete from reporting.place where matter_id = $1', [matter]);
  await kernel.publish(body(matter, 1), id.toUpperCase());
  const twice = randomUUID();
  const other = randomUUID();
  await Promise.all([kernel.publish(body(other, 1), twice), kernel.publish(body(other, 1), twice.toUpperCase())]);
  await expectSeen(other, [1]);
  await rest(500);
  await expectSeen(matter, [1]);
  await expectSeen(other, [1]);
});

test('an older version that comes after a newer one is not applied', async () => {
  const matter = randomUUID();
  await kernel.publish(body(matter, 1));
  await expectSeen(matter, [1]);
  await kernel.publish(body(matter, 1));
  const next = randomUUID();
  await kernel.publish(body(next, 1));
  await expectSeen(next, [1]);
  await expectSeen(matter, [1]);
});

test('a gap is filled from the owner, in order, and what comes late is then known', async () => {
  const matter = randomUUID();
  await relay.stop();
  const ids = await kernel.happen(matter, 1, 2, 3);
  asked = 0;
  await kernel.publish(body(matter, 3), ids[2]);
  await expectSeen(matter, [1, 2, 3]);
  expect(asked).toBe(1);
  relay = await kernel.relay();
  await kernel.happen(matter, 4);
  await expectSeen(matter, [1, 2, 3, 4]);
});

test.each(['bus-unavailable', 'store-unavailable', 'overloaded', 'too-slow'] as const)(
  'while the owner answers %s a gap waits, and nothing is dead',
  async (code) => {
    const matter = randomUUID();
    await relay.stop();
    const ids = await kernel.happen(matter, 1, 2);
    ownerIsAway = new Problem(code);
    asked = 0;
    await kernel.publish(body(matter, 2), ids[1]);
    await eventually(async () => asked >= 2);
    expect(await kernel.seen(matter)).toEqual([]);
    expect(await kernel.letters(matter)).toEqual([]);
    ownerIsAway = undefined;
    await expectSeen(matter, [1, 2]);
    relay = await kernel.relay();
  },
  30_000,
);

test('what cannot be read is dead at once, with its reason, and the others flow', async () => {
  const before = await kernel.system.rows<{ n: number }>(
    'select coalesce(max(id), 0)::int as n from reporting.dead_letter',
  );
  const matter = randomUUID();
  const ids = [
    await kernel.publish('not JSON 张三'),
    await kernel.publish('{"matterId":"张三","version":"one"}'),
    await kernel.publish(JSON.stringify({ matterId: matter, version: 1, surplus: true })),
  ];
  await kernel.publish(body(matter, 1), '');
  await kernel.publish(body(matter, 1), 'no-uuid');
  await kernel.happen(matter, 1);
  await expectSeen(matter, [1]);
  const letters = await eventually(async () => {
    const rows = await kernel.system.rows<{
      event_id: string | null;
      reason: string;
      standing: string;
      payload: unknown;
    }>('select event_id, reason, standing, payload from reporting.dead_letter where id > $1 order by id', [
      before[0]?.n,
    ]);
    return rows.length === 5 && rows;
  });
  expect(letters).toEqual([
    { event_id: ids[0], reason: 'unreadable: not JSON', standing: 'dead', payload: null },
    {
      event_id: ids[1],
      reason: 'unreadable: validation-failed; matterId isUuid; version isInt',
      standing: 'dead',
      payload: null,
    },
    {
      event_id: ids[2],
      reason: 'unreadable: validation-failed; surplus whitelistValidation',
      standing: 'dead',
      payload: null,
    },
    { event_id: null, reason: 'unreadable: Error: event without id', standing: 'dead', payload: null },
    { event_id: null, reason: 'unreadable: Error: event without id', standing: 'dead', payload: null },
  ]);
});

test('an event that fails a few times is tried again, and others of its batch are applied meanwhile', async () => {
  const [bad, good] = [randomUUID(), randomUUID()];
  let fails = 0;
  recorder.refuse = (event) => {
    if (event.matterId === bad && fails++ < 3) throw new Error('not now');
  };
  await kernel.happen(bad, 1);
  await kernel.happen(good, 1, 2);
  await expectSeen(good, [1, 2]);
  expect(await kernel.seen(bad)).toEqual([]);
  await expectSeen(bad, [1], 20_000);
  expect(await kernel.letters(bad)).toEqual([]);
}, 40_000);

test('while the store is away nothing is lost and nothing dies, however often JetStream delivers', async () => {
  const matters = Array.from({ length: 30 }, () => randomUUID());
  const kill = () =>
    kernel.system.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename in ('hy_reporting', 'hy_intake') and datname = current_database()`,
    );
  // Every connection of the pool is cut, and the pool may hand out several of them before it notices.
  const happen = (matter: string, version: number) =>
    eventually(() => kernel.happen(matter, version).catch(() => undefined));
  for (const [i, matter] of matters.entries()) {
    await happen(matter, 1);
    if (i % 6 === 0) await kill();
    await happen(matter, 2);
  }
  for (const matter of matters) await expectSeen(matter, [1, 2], 30_000);
  for (const matter of matters) expect(await kernel.letters(matter)).toEqual([]);
}, 60_000);

test('two copies of a reader share the work, and nothing is applied twice', async () => {
  const copy = await kernel.read(new Recorder());
  const matters = Array.from({ length: 40 }, () => randomUUID());
  for (const version of [1, 2, 3]) await Promise.all(matters.map((matter) => kernel.happen(matter, version)));
  for (const matter of matters) await expectSeen(matter, [1, 2, 3], 20_000);
  await copy.stop();
}, 60_000);
