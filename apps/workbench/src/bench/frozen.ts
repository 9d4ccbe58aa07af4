/** Milliseconds that signals and what is on the wire need to come to rest. */
const settle = 100;

/** Holds processes still while others are measured, and lets them go on whatever happens. */
export async function whileFrozen<T>(pids: readonly (number | undefined)[], work: () => Promise<T>): Promise<T> {
  const known = pids.filter((pid) => pid !== undefined);
  try {
    for (const pid of known) process.kill(pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, settle));
    return await work();
  } finally {
    for (const pid of known) process.kill(pid, 'SIGCONT');
  }
}
