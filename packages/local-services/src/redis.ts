import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis as Client } from 'ioredis';
import { choosePort } from './free-port.js';
import { type LocalFolder, makeFolder, secretOf, writePrivately } from './local-folder.js';
import { diskFull, LocalServiceError, messageOf, tellsOfFullDisk } from './local-service-error.js';
import { withoutPassword } from './nats.js';
import { lastBadLine, OwnedServer, type ServerRecipe } from './owned-server.js';
import { type Program } from './program.js';
import { findRedisServer } from './redis-program.js';

export interface RedisOptions {
  readonly folder: LocalFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly port?: number;
}

export interface Redis {
  readonly redisUrl: string;
  readonly owned?: OwnedServer;
}

/**
 * The server at REDIS_URL when that is set, else a private one, else undefined: Redis alone may be missing, and timers
 * are then kept in PostgreSQL. @throws LocalServiceError
 */
export async function ensureRedis(options: RedisOptions): Promise<Redis | undefined> {
  const given = options.env['REDIS_URL'];
  if (given) return { redisUrl: await checkedRedis(given) };
  const program = await findRedisServer(options.folder.path, options.log);
  if (!program) return undefined;
  const dataDir = join(options.folder.path, 'redis');
  makeFolder(dataDir, 0o700);
  const config = join(options.folder.path, 'redis.conf');
  const password = secretOf(options.folder, 'redis');
  const left = await leftoverRedis(config, password);
  const port = left?.port ?? (await choosePort(options.folder.ports, 'redis', options.port));
  if (!left) writePrivately(config, redisConfig({ dataDir, port, password }));
  const recipe = redisRecipe({ program, config, dataDir, port, password, logs: options.folder.logs });
  const owned = left ? OwnedServer.adopt(recipe, left.pid) : await OwnedServer.launch(recipe);
  return { redisUrl: recipe.url, owned };
}

/** A server of this folder that outlived the process which started it: it knows our password and reads our config. */
export async function leftoverRedis(
  config: string,
  password: string,
): Promise<{ pid: number; port: number } | undefined> {
  if (!existsSync(config)) return undefined;
  const port = Number(/^port (\d+)$/m.exec(readFileSync(config, 'utf8'))?.[1]);
  if (!(port > 0)) return undefined;
  const info = await redisInfo(`redis://:${password}@127.0.0.1:${port}`, 2_000).catch(() => '');
  if (/^config_file:(.*)\r?$/m.exec(info)?.[1]?.trim() !== config) return undefined;
  return { pid: Number(/^process_id:(\d+)/m.exec(info)?.[1]), port };
}

function redisConfig({ dataDir, port, password }: { dataDir: string; port: number; password: string }): string {
  return `# Written at every start; changes by hand are lost.
bind 127.0.0.1
port ${port}
requirepass ${password}
dir "${dataDir}"
daemonize no
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
`;
}

interface RedisPlace {
  readonly program: Program;
  readonly config: string;
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
  readonly logs: string;
}

function redisRecipe(of: RedisPlace): ServerRecipe {
  const url = `redis://:${of.password}@127.0.0.1:${of.port}`;
  return {
    name: 'redis',
    url,
    port: of.port,
    dataDir: of.dataDir,
    logFile: join(of.logs, 'redis.log'),
    command: { program: of.program.path, args: [of.config], env: of.program.env },
    startLimitMs: 60_000,
    stopSignals: ['SIGTERM'],
    stopLimitMs: 10_000,
    async answers() {
      if (!/^loading:0/m.test(await redisInfo(url, 1_000))) throw new Error('still loading');
    },
    explain(log) {
      if (tellsOfFullDisk(log)) return diskFull(of.dataDir);
      const line = lastBadLine(log, /# |fatal|error|bad file|can't/i);
      return new LocalServiceError('redis-broken', `The private Redis in ${of.dataDir} does not start: ${line}`);
    },
    isWorthAnotherTry: (log) => /address already in use/i.test(log),
  };
}

async function checkedRedis(url: string): Promise<string> {
  await redisInfo(url, 5_000).catch((error: unknown) => {
    const why = `REDIS_URL is set, but no Redis answers at ${withoutPassword(url)}: ${messageOf(error)}`;
    throw new LocalServiceError('redis-unreachable', why);
  });
  return url;
}

/** What Redis says of itself. Rejects when it cannot be reached or signed in to within `limitMs` milliseconds. */
async function redisInfo(url: string, limitMs: number): Promise<string> {
  const client = new Client(url, {
    lazyConnect: true,
    connectTimeout: limitMs,
    commandTimeout: limitMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    disconnectTimeout: 50, // Its timer outlives a refused connection; the default holds the process for 2 s.
  });
  let reason: unknown;
  client.on('error', (error) => (reason = error)); // "Connection is closed." hides why; this event tells it.
  try {
    await client.connect();
    return await client.info();
  } catch (error) {
    throw reason ?? error;
  } finally {
    client.disconnect();
  }
}
