import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownerOf, writePrivately } from './local-folder.js';

/** Where the three servers of an installation are. */
export interface ServiceUrls {
  /** Signs in as the administrator. */
  readonly databaseUrl: string;
  /** A private server's socket in the file system, for services on this machine. */
  readonly databaseSocket?: string | undefined;
  /** Without a user; each service signs in with its own. */
  readonly natsUrl: string;
  /** Base of the NATS monitoring pages; only for a private server. */
  readonly natsMonitorUrl?: string;
  /** Missing when this machine has no Redis: timers are then kept in PostgreSQL. */
  readonly redisUrl?: string;
}

const fileName = 'running.json';

export function noteRunning(folder: string, urls: ServiceUrls): void {
  writePrivately(join(folder, fileName), JSON.stringify(urls));
}

export function forgetRunning(folder: string): void {
  rmSync(join(folder, fileName), { force: true });
}

/** The servers of the `npm start` that runs from this checkout now; undefined when none does. For tools beside it. */
export function runningServices(root: string): ServiceUrls | undefined {
  const folder = join(root, '.local');
  try {
    return ownerOf(folder) && (JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as ServiceUrls);
  } catch {
    return undefined;
  }
}
