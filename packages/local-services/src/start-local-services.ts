import { resolve } from 'node:path';
import { removeAbandoned, removeTestFolder } from './abandoned-tests.js';
import { claimFolder, type LocalFolder, openLocalFolder } from './local-folder.js';
import { asLocalServiceError } from './local-service-error.js';
import { ensureNats } from './nats.js';
import { type OwnedServer } from './owned-server.js';
import { ensurePostgres } from './postgres.js';
import { ensureRedis } from './redis.js';
import { forgetRunning, noteRunning, type ServiceUrls } from './running-services.js';

export interface LocalServicesOptions {
  /** The checkout; private servers live under `<root>/.local`. */
  readonly root: string;
  /** `start` keeps its data; `test` makes a folder of its own and removes it at the end. */
  readonly mode: 'start' | 'test';
  /** DATABASE_URL, NATS_URL and REDIS_URL each name a server to use instead of a private one. */
  readonly env?: NodeJS.ProcessEnv;
  readonly log?: (line: string) => void;
  /** The `accounts` block of the NATS configuration. */
  readonly accountsConf?: string;
  /** Fixed ports; a taken one is refused. Default: free ones, remembered. */
  readonly ports?: { readonly postgres?: number; readonly nats?: number; readonly redis?: number };
  /** False, in mode `test` only: PostgreSQL without fsync. */
  readonly isDurable?: boolean;
}

export interface LocalServices extends ServiceUrls {
  /** `.local`, or the throw-away folder of a test run. */
  readonly folder: string;
  /** The servers that are ours to stop; one that the environment named is missing here. */
  readonly owned: { readonly postgres?: OwnedServer; readonly nats?: OwnedServer; readonly redis?: OwnedServer };
  /** Stops NATS, Redis and PostgreSQL, in this order; may be called again. Stop the services first. */
  stop(): Promise<void>;
}

/**
 * Finds or starts the three servers and waits until they answer. When one fails, those started already are stopped.
 * @throws LocalServiceError with one sentence and a code
 */
export async function startLocalServices(options: LocalServicesOptions): Promise<LocalServices> {
  const root = resolve(options.root);
  const { mode, env = process.env, log = () => undefined, isDurable = true } = options;
  if (!isDurable && mode !== 'test') throw new TypeError('isDurable: false is for throw-away tests only');
  if (mode === 'test') await removeAbandoned(root, log);
  const folder = openLocalFolder(root, mode);
  const release = claimFolder(folder);
  const owned: { postgres?: OwnedServer; nats?: OwnedServer; redis?: OwnedServer } = {};
  const stop = onceOnly(() => stopAll(owned, { root, folder, mode, release }));
  try {
    const asked = { root, folder, env, log, isDurable };
    const postgres = await ensurePostgres({ ...asked, port: options.ports?.postgres });
    owned.postgres = postgres.owned;
    const nats = await ensureNats({ ...asked, port: options.ports?.nats, accountsConf: options.accountsConf });
    owned.nats = nats.owned;
    const redis = await ensureRedis({ ...asked, port: options.ports?.redis });
    owned.redis = redis?.owned;
    const urls = {
      databaseUrl: postgres.databaseUrl,
      databaseSocket: postgres.socketFolder,
      natsUrl: nats.natsUrl,
      natsMonitorUrl: nats.natsMonitorUrl,
      redisUrl: redis?.redisUrl,
    };
    noteRunning(folder.path, urls);
    return { ...urls, folder: folder.path, owned, stop };
  } catch (error) {
    await stop();
    throw asLocalServiceError(error, folder.path);
  }
}

interface Place {
  readonly root: string;
  readonly folder: LocalFolder;
  readonly mode: 'start' | 'test';
  readonly release: () => void;
}

async function stopAll(owned: LocalServices['owned'], { root, folder, mode, release }: Place): Promise<void> {
  // PostgreSQL last: it is the book of record, and the other two may still be finishing work that ends in it.
  for (const server of [owned.nats, owned.redis, owned.postgres]) await server?.stop();
  if (mode === 'test') removeTestFolder(root, folder.path);
  else {
    forgetRunning(folder.path);
    release();
  }
}

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
