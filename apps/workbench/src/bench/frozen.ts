import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds: for what is on the wire to come to rest, and until a door no longer takes its own pause for being overloaded. */
const rest = { before: 100, after: 2_200 } as const;

/** Holds processes still while something else is measured, and lets them go on whatever happens. */
export async function whileFrozen<T>(pids: readonly (number | undefined)[], work: () => Promise<T>): Promise<T> {
  const known = pids.filter((pid) => pid !== undefined);
  try {
    for (const pid of known) process.kill(pid, 'SIGSTOP');
    await sleep(rest.before);
    return await work();
  } finally {
    for (const pid of known) process.kill(pid, 'SIGCONT');
    await sleep(rest.after);
  }
}
