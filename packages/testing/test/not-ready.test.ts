import { randomUUID } from 'node:crypto';
import { type EventReader, eventsSince, type Relay } from '@huiyin/messaging';
import { eventually } from '../src/index.js';
import { Kernel, Recorder } from './kernel.js';

let kernel: Kernel;
let relay: Relay;
let reader: EventReader<never>;
/** Matters for which "the other stream" is behind. */
const behind = new Set<string>();
const recorder = Object.assign(new Recorder(), {
  mattersNotReady: async (batch: readonly { matterId?: string | undefined }[]) =>
    new Set(batch.flatMap((e) => (e.matterId !== undefined && behind.has(e.matterId) ? [e.matterId] : []))),
});

beforeAll(async () => {
  kernel = await Kernel.start();
  relay = await kernel.relay();
  reader = await kernel.read(recorder, (matterId, after) => eventsSince(kernel.owner, 'intake', matterId, after));
}, 120_000);
afterAll(async () => {
  await reader.stop();
  await relay.stop();
  await kernel.stop();
}, 60_000);

const isSeen = async (matter: string, versions: number[], within: number) =>
  eventually(async () => JSON.stringify(await kernel.seen(matter)) === JSON.stringify(versions), within);

test('events that are ahead of another owner’s stream wait for it, in order, and hold up nobody else', async () => {
  const [early, other] = [randomUUID(), randomUUID()];
  behind.add(early);
  await kernel.happen(early, 1, 2);
  await kernel.happen(other, 1);
  await isSeen(other, [1], 5_000);
  expect(await kernel.seen(early)).toEqual([]);
  behind.delete(early);
  await isSeen(early, [1, 2], 5_000);
});
