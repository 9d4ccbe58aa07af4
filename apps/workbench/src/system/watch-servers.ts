import { type LocalServices } from '@huiyin/local-services';

const lookEvery = 500;

/** Starts private servers again that fell. @returns how to stop watching; waits for a start in hand. */
export function watchServers(local: LocalServices, log: (line: string) => void): () => Promise<void> {
  const servers = Object.values(local.owned).filter((server) => server !== undefined);
  let isStopping = false;
  const watch = async () => {
    while (!isStopping) {
      for (const server of servers) {
        if (isStopping || server.isRunning) continue;
        log(`${server.name} ended and is started again`);
        await server.start().catch((error: unknown) => log(error instanceof Error ? error.message : String(error)));
      }
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  };
  const watching = watch();
  return async () => {
    isStopping = true;
    await watching;
  };
}
