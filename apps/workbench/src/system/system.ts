import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { type ServiceName, services } from '@huiyin/contracts';
import { LocalServiceError, type LocalServices, startLocalServices } from '@huiyin/local-services';
import { natsAccounts } from '@huiyin/messaging';
import { allServices } from '@huiyin/office';
import { makeSecrets, migrate, provision, secretsFrom } from '@huiyin/service';
import { Supervised } from './supervised.js';
import { watchServers } from './watch-servers.js';

export type Layout = 'office' | 'services';

export interface SystemOptions {
  readonly root: string;
  /** One process hosting every service, or one process each. */
  readonly layout: Layout;
  /** `test`: throw-away copies in a folder of their own. */
  readonly mode: 'start' | 'test';
  /** The gateway's port; a taken one is refused. 0 or absent: any. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** PostgreSQL with fsync; always so in mode `start`. */
  readonly isDurable?: boolean;
  /** One line for a person. */
  readonly log: (line: string) => void;
  /** What the services write. */
  readonly serviceLog?: (line: string) => void;
}

export interface System {
  readonly gatewayUrl: string;
  readonly adminUrl: string;
  readonly natsUrl: string;
  readonly redisUrl?: string | undefined;
  readonly secretsFolder: string;
  readonly healthUrls: Readonly<Record<string, string>>;
  readonly local: LocalServices;
  readonly children: ReadonlyMap<string, { readonly pid: number | undefined }>;
  /** Services first, then the servers, PostgreSQL last. */
  stop(): Promise<void>;
}

const resolvePackage = createRequire(import.meta.url);

/** Brings up the whole product and keeps it up: what falls is started again. @throws Error with one sentence for a person. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { root, mode, log } = options;
  const env = { ...process.env, ...options.env };
  const port = await usablePort(options.port ?? 0);
  const secretsFolder = join(
    root,
    '.local',
    mode === 'start' ? 'secrets' : `test-secrets-${process.pid}-${port}`,
    'huiyin',
  );
  makeSecrets(secretsFolder);
  const secret = secretsFrom(secretsFolder);
  const local = await startLocalServices({
    root,
    mode,
    env,
    log,
    isDurable: options.isDurable ?? true,
    accountsConf: natsAccounts((user) => secret(`nats-${user}`)),
  });
  const children = new Map<string, Supervised>();
  let unwatch = async (): Promise<void> => undefined;
  const stop = async (): Promise<void> => {
    for (const child of [...children.values()].reverse()) await child.stop();
    await unwatch();
    await local.stop();
    if (mode === 'test') rmSync(dirname(secretsFolder), { recursive: true, force: true });
  };
  try {
    log('数据库 / database: roles, schemas, migrations');
    const adminUrl = await provision(local.databaseUrl, (role) => secret(`db-${role}`));
    for (const service of allServices) await migrate(adminUrl, service.name, service.migrations);
    unwatch = watchServers(local, log);
    const gatewayUrl = `http://127.0.0.1:${port}`;
    const common = { ...env, ...environment({ adminUrl, local, secretsFolder, mode, port, gatewayUrl }) };
    const healthUrls: Record<string, string> = {};
    const note = () =>
      noteSystem(local, { gatewayUrl, adminUrl, secretsFolder, layout: options.layout, children, healthUrls });
    for (const name of options.layout === 'office' ? (['office'] as const) : services) {
      const healthPort = await usablePort(0);
      healthUrls[name] = `http://127.0.0.1:${healthPort}`;
      log(`服务 / service: ${name}`);
      const child = new Supervised({
        name,
        script: mainOf(name),
        env: { ...common, HUIYIN_HEALTH_PORT: String(healthPort) },
        log: options.serviceLog ?? (() => undefined),
        started: note,
      });
      children.set(name, child);
      await child.start();
    }
    note();
    await allReady(healthUrls);
    return {
      gatewayUrl,
      adminUrl,
      natsUrl: local.natsUrl,
      redisUrl: local.redisUrl,
      secretsFolder,
      healthUrls,
      local,
      children,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function mainOf(name: ServiceName | 'office'): string {
  return join(resolvePackage.resolve(`@huiyin/${name}`), '../main.js');
}

interface Place {
  adminUrl: string;
  local: LocalServices;
  secretsFolder: string;
  mode: 'start' | 'test';
  port: number;
  gatewayUrl: string;
}

function environment({ adminUrl, local, secretsFolder, mode, port, gatewayUrl }: Place): NodeJS.ProcessEnv {
  const database = new URL(adminUrl);
  const socket = local.databaseSocket === undefined ? '' : `?socket=${encodeURIComponent(local.databaseSocket)}`;
  return {
    HUIYIN_DATABASE: `postgres://${database.host}${database.pathname}${socket}`,
    HUIYIN_NATS: local.natsUrl,
    HUIYIN_SECRETS: secretsFolder,
    HUIYIN_FILES: join(local.folder, 'files'),
    HUIYIN_PUBLIC_URL: process.env['HUIYIN_PUBLIC_URL'] ?? gatewayUrl,
    HUIYIN_MODE: mode === 'test' ? 'test' : 'demo',
    PORT: String(port),
    REDIS_URL: local.redisUrl ?? '',
    // Owners' addresses are not for services.
    DATABASE_URL: '',
  };
}

/** Commands beside a running installation find it by this file. */
function noteSystem(
  local: LocalServices,
  system: {
    gatewayUrl: string;
    adminUrl: string;
    secretsFolder: string;
    layout: Layout;
    children: ReadonlyMap<string, Supervised>;
    healthUrls: object;
  },
): void {
  const path = join(local.folder, 'running.json');
  let known: object = {};
  try {
    known = JSON.parse(readFileSync(path, 'utf8')) as object;
  } catch {
    mkdirSync(local.folder, { recursive: true });
  }
  const { children, ...rest } = system;
  const pids = Object.fromEntries([...children].map(([name, child]) => [name, child.pid]));
  writeFileSync(
    path,
    JSON.stringify({ ...known, ...rest, natsUrl: local.natsUrl, redisUrl: local.redisUrl, pids }, null, 2),
    { mode: 0o600 },
  );
}

async function allReady(healthUrls: Readonly<Record<string, string>>): Promise<void> {
  const until = Date.now() + 60_000;
  for (const [name, url] of Object.entries(healthUrls)) {
    for (let why = ''; ;) {
      const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
      if (answer?.ok === true) break;
      why = answer === undefined ? 'no answer' : await answer.text();
      if (Date.now() > until) throw new Error(`${name} did not become ready: ${why}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The port itself if it is free, any free one for 0. @throws LocalServiceError `port-in-use` with one sentence. */
async function usablePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, '127.0.0.1', resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : wanted;
  } catch {
    throw new LocalServiceError(
      'port-in-use',
      `Port ${wanted} is in use; choose another with PORT=… or stop what uses it.`,
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
