import { expect, test } from '@jest/globals';
import { setTimeout as rest } from 'node:timers/promises';
import { newDoor } from '../src/door/door.js';
import { shed } from '../src/door/shedding.js';
import { limitsFrom } from '../src/gateway.limits.js';

/** What a door answers whose event loop turns hardly once in three seconds. */
async function answersOfLateDoor(limits: NodeJS.ProcessEnv): Promise<Record<string, number>> {
  const figures = limitsFrom(limits, 'production');
  const door = newDoor(figures, undefined);
  await shed(door, figures);
  for (const path of ['/api/v1/matters', '/health/live']) door.get(path, () => 'answered');
  await door.ready();
  for (let stop = 0; stop < 3; stop++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
    await rest(5);
  }
  const heard = await Promise.all(['/api/v1/matters', '/health/live'].map((url) => door.inject({ url })));
  await door.close();
  const [asked, alive] = heard.map(({ statusCode }) => statusCode);
  return { asked: asked ?? 0, alive: alive ?? 0 };
}

test('a door that comes too late by its own figure turns people away, and still says that it lives', async () => {
  expect(await answersOfLateDoor({})).toEqual({ asked: 503, alive: 200 });
});

test('a standstill that the figure allows turns nobody away', async () => {
  expect(await answersOfLateDoor({ HUIYIN_LIMIT_LOOP_DELAY_MS: '60000' })).toEqual({ asked: 200, alive: 200 });
});
