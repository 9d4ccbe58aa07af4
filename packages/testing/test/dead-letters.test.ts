import { randomUUID } from 'node:crypto';
import { type EventReader, type Relay } from '@huiyin/messaging';
import { eventually } from '../src/index.js';
import { Kernel, Recorder } from './kernel.js';

let kernel: Kernel;
let relay: Relay;
let reader: EventReader<never>;
const recorder = new Recorder();
/** Much shorter than in earnest. */
const backOff = [50, 100];

beforeAll(async () => {
  kernel = await Kernel.start();
  relay = await kernel.relay();
  reader = await kernel.read(recorder, undefined, backOff);
}, 120_000);
afterAll(async () => {
  await reader.stop();
  await relay.stop();
  await kernel.stop();
}, 60_000);
beforeEach(() => {
  recorder.refuse = () => undefined;
});

const standings = async (matter: string) => (await kernel.letters(matter)).map((l) => `${l.version} ${l.standing}`);
const expectStandings = (matter: string, wanted: string[]) =>
  eventually(async () => JSON.stringify(await standings(matter)) === JSON.stringify(wanted), 15_000).catch(async () => {
    expect(await standings(matter)).toEqual(wanted);
  });
const expectSeen = async (matter: string, versions: number[]) => {
  await eventually(async () => JSON.stringify(await kernel.seen(matter)) === JSON.stringify(versions), 15_000).catch(
    () => undefined,
  );
  expect(await kernel.seen(matter)).toEqual(versions);
};
const stand = (matter: string, version: number, standing: string) =>
  kernel.system.rows(`update reporting.dead_letter set standing = $3 where matter_id = $1 and version = $2`, [
    matter,
    version,
    standing,
  ]);

/** Version 1 applied, version 2 dead after its tries. */
async function withDeadSecond(): Promise<string> {
  const matter = randomUUID();
  await kernel.happen(matter, 1);
  await expectSeen(matter, [1]);
  recorder.refuse = (event) => {
    if (event.matterId === matter && event.version === 2) throw new Error('broken');
  };
  await kernel.happen(matter, 2);
  await expectStandings(matter, ['2 dead']);
  recorder.refuse = () => undefined;
  return matter;
}

test('later events of the matter are parked behind a dead one, which stays dead with its reason', async () => {
  const matter = await withDeadSecond();
  await kernel.happen(matter, 3);
  await kernel.happen(matter, 4);
  await expectStandings(matter, ['2 dead', '3 parked', '4 parked']);
  expect((await kernel.letters(matter))[0]).toMatchObject({ reason: 'Error: broken', deliveries: backOff.length + 1 });
  const other = randomUUID();
  await kernel.happen(other, 1);
  await expectSeen(other, [1]);
  expect(await kernel.seen(matter)).toEqual([1]);
});

test('a replay releases what is parked, in order', async () => {
  const matter = await withDeadSecond();
  await kernel.happen(matter, 3, 4, 5);
  await expectStandings(matter, ['2 dead', '3 parked', '4 parked', '5 parked']);
  await stand(matter, 2, 'replay');
  await expectSeen(matter, [1, 2, 3, 4, 5]);
  await expectStandings(matter, ['2 done', '3 done', '4 done', '5 done']);
  await kernel.happen(matter, 6);
  await expectSeen(matter, [1, 2, 3, 4, 5, 6]);
});

test('a replay that fails lets nothing overtake it, in this round or the next', async () => {
  const matter = await withDeadSecond();
  await kernel.happen(matter, 3, 4);
  await expectStandings(matter, ['2 dead', '3 parked', '4 parked']);
  recorder.refuse = (event) => {
    if (event.matterId === matter && event.version === 2) throw new Error('still broken');
  };
  await kernel.system.rows(`update reporting.dead_letter set standing = 'replay' where matter_id = $1`, [matter]);
  await expectStandings(matter, ['2 dead', '3 parked', '4 parked']);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await kernel.seen(matter)).toEqual([1]);
  expect((await kernel.letters(matter))[0]?.reason).toBe('Error: still broken');
  recorder.refuse = () => undefined;
  await stand(matter, 2, 'replay');
  await expectSeen(matter, [1, 2, 3, 4]);
}, 40_000);

test('a dropped event is not brought back by the gap it leaves, and the later ones go on', async () => {
  const matter = await withDeadSecond();
  await kernel.happen(matter, 3);
  await expectStandings(matter, ['2 dead', '3 parked']);
  await stand(matter, 2, 'dropped');
  await expectSeen(matter, [1, 3]);
  await kernel.happen(matter, 4);
  await expectSeen(matter, [1, 3, 4]);
  expect(await standings(matter)).toEqual(['2 dropped', '3 done']);
});

test('an event parked while a replay is on its way does not stay behind', async () => {
  const matter = await withDeadSecond();
  await kernel.happen(matter, 3);
  await expectStandings(matter, ['2 dead', '3 parked']);
  await stand(matter, 2, 'replay');
  await kernel.happen(matter, 4);
  await expectSeen(matter, [1, 2, 3, 4]);
});

test('two copies of a reader replay a letter once', async () => {
  const matters = [];
  for (let i = 0; i < 5; i++) matters.push(await withDeadSecond());
  const copy = await kernel.read(recorder, undefined, backOff);
  await kernel.system.rows(
    `update reporting.dead_letter set standing = 'replay' where standing = 'dead' and matter_id = any($1)`,
    [matters],
  );
  for (const matter of matters) await expectSeen(matter, [1, 2]);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  for (const matter of matters) expect(await kernel.seen(matter)).toEqual([1, 2]);
  await copy.stop();
}, 60_000);

test('an event that fails at every try is dead, and a later one neither hides it nor passes it', async () => {
  const matter = randomUUID();
  await kernel.happen(matter, 1);
  await expectSeen(matter, [1]);
  let fails = 0;
  recorder.refuse = (event) => {
    if (event.matterId !== matter || event.version !== 2) return;
    fails += 1;
    throw new Error('broken for good');
  };
  await kernel.happen(matter, 2);
  await expectStandings(matter, ['2 dead']);
  expect(fails).toBe(backOff.length + 1);
  await kernel.happen(matter, 3);
  await expectStandings(matter, ['2 dead', '3 parked']);
  await kernel.happen(matter, 4);
  await expectStandings(matter, ['2 dead', '3 parked', '4 parked']);
  expect((await kernel.letters(matter))[0]).toMatchObject({ reason: 'Error: broken for good', standing: 'dead' });
  expect(fails).toBe(backOff.length + 1);
  recorder.refuse = () => undefined;
  await stand(matter, 2, 'replay');
  await expectSeen(matter, [1, 2, 3, 4]);
}, 40_000);
