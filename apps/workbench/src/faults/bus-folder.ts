import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type System } from '../start.js';
import { type Victim } from './victims.js';

/** The folder in which JetStream keeps its streams, and an older state of it. */
export class BusFolder {
  readonly #live: string;
  readonly #older: string;

  constructor(private readonly system: System) {
    this.#live = join(this.#nats.dataDir, 'jetstream');
    this.#older = join(this.#nats.dataDir, 'jetstream.older');
  }

  get #nats() {
    const { nats } = this.system.local.owned;
    if (nats === undefined) throw new Error('NATS_URL names a server that is not ours to roll back');
    return nats;
  }

  /** Copies the folder as it is now: the server is held still meanwhile, so that the copy is of one moment. */
  keepCopy(): void {
    process.kill(this.#nats.pid, 'SIGSTOP');
    try {
      rmSync(this.#older, { recursive: true, force: true });
      cpSync(this.#live, this.#older, { recursive: true });
    } finally {
      process.kill(this.#nats.pid, 'SIGCONT');
    }
  }

  putBackOlder(): Victim {
    return this.#replaced('bus-older', () => {
      if (!existsSync(this.#older)) throw new Error('no older copy was kept');
      renameSync(this.#older, this.#live);
    });
  }

  deleteAll(): Victim {
    return this.#replaced('bus-deleted', () => undefined);
  }

  /** Without a pause between: whoever starts the server again finds the other folder, and nothing was written in the meantime. */
  #replaced(name: string, put: () => void): Victim {
    return {
      name,
      strike: async () => {
        const nats = this.#nats;
        const { pid } = nats;
        process.kill(pid, 'SIGSTOP');
        try {
          renameSync(this.#live, `${this.#live}.gone-${name}`);
          put();
        } finally {
          process.kill(pid, 'SIGKILL');
        }
        return async () => nats.pid !== pid && nats.isRunning;
      },
    };
  }
}
