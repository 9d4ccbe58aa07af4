import { setTimeout as rest } from 'node:timers/promises';
import { codeIn, type Heard } from '../../../journeys/test/caller.js';

/** Milliseconds for which a door that turns everybody away is asked again, and between two tries. */
const patience = { most: 20_000, rest: 200 };

/** On a machine that does other work besides, the door may turn people away for a moment: before anything was looked at. */
export async function patiently(ask: () => Promise<Heard>): Promise<Heard> {
  const until = Date.now() + patience.most;
  for (;;) {
    const heard = await ask();
    if (codeIn(heard) !== 'overloaded' || Date.now() > until) return heard;
    await rest(patience.rest);
  }
}
