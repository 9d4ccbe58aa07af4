import { Books } from '../books.js';
import { startSystem, type System } from '../start.js';
import { type Layout } from '../system/system.js';

/** A throw-away installation on durable storage, with an administrator's look into its database. */
export interface BenchSystem {
  readonly layout: Layout;
  readonly system: System;
  readonly books: Books;
  readonly pids: () => (number | undefined)[];
  stop(): Promise<void>;
}

export async function startBenchSystem(
  root: string,
  layout: Layout,
  log: (line: string) => void,
  env: NodeJS.ProcessEnv = {},
): Promise<BenchSystem> {
  const system = await startSystem({
    root,
    layout,
    mode: 'test',
    isDurable: true,
    // A bench comes from one address at a thousand times a citizen's pace.
    env: { ...env, HUIYIN_LIMITS: 'open' },
    log: (line) => log(`${layout}: ${line}`),
  });
  const books = await Books.open(system.adminUrl);
  return {
    layout,
    system,
    books,
    pids: () => [...system.children.values()].map((child) => child.pid),
    async stop() {
      await books.close();
      await system.stop();
    },
  };
}
