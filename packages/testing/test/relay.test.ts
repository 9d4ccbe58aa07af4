import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { eventually } from '../src/index.js';
import { Kernel, Recorder } from './kernel.js';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
}, 120_000);
afterAll(() => kernel.stop(), 60_000);

const allSent = () => eventually(async () => (await kernel.unsent()) === 0, 20_000);
const idsOf = async () => (await kernel.stream()).map((event) => event.id);

function nats() {
  const server = kernel.system.local.owned.nats;
  if (server === undefined) throw new Error('these tests need a NATS of their own');
  return server;
}

test('what was committed while no relay ran is sent once by the next one, each matter in order', async () => {
  const matters = [randomUUID(), randomUUID()];
  const ids: string[] = [];
  for (const version of [1, 2, 3]) for (const matter of matters) ids.push(...(await kernel.happen(matter, version)));
  ids.push(...(await kernel.happen(matters[0] ?? '', 4, 5, 6)));
  expect(await kernel.unsent()).toBe(9);

  const first = await kernel.relay();
  await allSent();
  await first.stop();
  const second = await kernel.relay();
  ids.push(...(await kernel.happen(matters[1] ?? '', 4)));
  await allSent();
  await second.stop();

  const events = await kernel.stream();
  expect(events.map((event) => event.id).toSorted()).toEqual(ids.toSorted());
  for (const matter of matters) {
    const versions = events.filter((event) => event.matterId === matter).map((event) => event.version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  }
});

test('a relay that ended between publishing and marking publishes again, and the stream keeps one', async () => {
  const [id] = await kernel.happen(randomUUID(), 1);
  const relay = await kernel.relay();
  await allSent();
  await relay.stop();
  await kernel.system.rows('update intake.outbox set sent_at = null, stream_seq = null where id = $1', [id]);
  const next = await kernel.relay();
  await allSent();
  await next.stop();
  expect((await idsOf()).filter((one) => one === id)).toHaveLength(1);
});

test('of two relays one works; when it ends the other goes on; each event is sent once', async () => {
  const [one, two] = [await kernel.relay(), await kernel.relay()];
  const matter = randomUUID();
  const ids: string[] = [];
  for (let version = 1; version <= 40; version++) {
    ids.push(...(await kernel.happen(matter, version)));
    if (version === 20) await one.stop();
  }
  await allSent();
  await two.stop();
  expect((await idsOf()).filter((id) => ids.includes(id))).toEqual(ids);
});

test('while NATS is away events wait in the outbox, and all are sent when it is back', async () => {
  const relay = await kernel.relay();
  await allSent();
  await nats().kill('SIGKILL');
  const matter = randomUUID();
  const ids = [...(await kernel.happen(matter, 1, 2)), ...(await kernel.happen(matter, 3))];
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(await kernel.unsent()).toBe(3);
  await nats().start();
  await allSent();
  await relay.stop();
  expect((await idsOf()).filter((id) => ids.includes(id))).toEqual(ids);
}, 60_000);

test('a stream that was lost is filled again whole, and readers apply nothing twice', async () => {
  const relay = await kernel.relay();
  const recorder = new Recorder();
  const reader = await kernel.read(recorder);
  const matter = randomUUID();
  await kernel.happen(matter, 1, 2, 3);
  await eventually(async () => (await kernel.seen(matter)).length === 3);
  const before = await idsOf();

  await nats().stop();
  rmSync(nats().dataDir, { recursive: true });
  mkdirSync(nats().dataDir);
  await nats().start();
  // While NATS makes the stream anew it may name a last message that it does not give yet.
  await eventually(
    async () => (await kernel.unsent()) === 0 && (await idsOf().catch(() => [])).length >= before.length,
    30_000,
  );
  await kernel.happen(matter, 4);
  await eventually(async () => (await kernel.seen(matter)).length === 4, 30_000);

  expect((await idsOf()).slice(0, before.length).toSorted()).toEqual(before.toSorted());
  expect(await kernel.seen(matter)).toEqual([1, 2, 3, 4]);
  await reader.stop();
  await relay.stop();
}, 90_000);

test('a stream put back from an older copy gets what it lacks, and nothing twice', async () => {
  const relay = await kernel.relay();
  const matter = randomUUID();
  const early = await kernel.happen(matter, 1, 2);
  await allSent();
  await nats().stop();
  const copy = `${nats().dataDir}.copy`;
  cpSync(nats().dataDir, copy, { recursive: true });
  await nats().start();
  const late = await kernel.happen(matter, 3, 4);
  await allSent();

  await nats().stop();
  rmSync(nats().dataDir, { recursive: true });
  cpSync(copy, nats().dataDir, { recursive: true });
  rmSync(copy, { recursive: true });
  await nats().start();
  const all = await eventually(async () => {
    const ids = await idsOf().catch((): string[] => []);
    return late.every((id) => ids.includes(id)) ? ids : undefined;
  }, 30_000);
  expect(all.filter((id) => [...early, ...late].includes(id))).toEqual([...early, ...late]);
  expect(new Set(all).size).toBe(all.length);

  const recorder = new Recorder();
  const reader = await kernel.read(recorder);
  await eventually(async () => (await kernel.seen(matter)).length === 4, 20_000);
  expect(await kernel.seen(matter)).toEqual([1, 2, 3, 4]);
  await reader.stop();
  await relay.stop();
}, 90_000);

test('many marks are taken back in pieces', async () => {
  const matter = randomUUID();
  await kernel.system.rows(
    `insert into intake.outbox (id, name, payload, sent_at, stream_seq)
     select gen_random_uuid(), 'intake.matter-removed.v1', jsonb_build_object('matterId', $1::text, 'version', n), now(), 1000000 + n
       from generate_series(1, 20500) n`,
    [matter],
  );
  const relay = await kernel.relay();
  await eventually(
    async () => (await kernel.system.rows('select 1 from intake.outbox where stream_seq > 1000000')).length === 0,
    20_000,
  );
  await relay.stop();
  await kernel.system.rows('delete from intake.outbox where sent_at is null');
}, 60_000);
