import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { choosePort } from './free-port.js';
import { type LocalFolder, makeFolder, writePrivately } from './local-folder.js';
import { diskFull, LocalServiceError, messageOf, tellsOfFullDisk } from './local-service-error.js';
import { findNatsServer } from './nats-program.js';
import { lastBadLine, OwnedServer, type ServerRecipe } from './owned-server.js';
import { isAtLeast, type Program, versionIn } from './program.js';
import { commandLine, signal } from './running-process.js';

export interface NatsOptions {
  readonly folder: LocalFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  /** The `accounts { … }` block and `system_account`; without it everyone on this machine may do everything. */
  readonly accountsConf?: string;
  readonly port?: number;
}

export interface Nats {
  readonly natsUrl: string;
  /** Base of the monitoring pages; only for a server of our own. */
  readonly natsMonitorUrl?: string;
  readonly owned?: OwnedServer;
}

/** The server at NATS_URL when that is set, else a private one under the folder. @throws LocalServiceError */
export async function ensureNats(options: NatsOptions): Promise<Nats> {
  const given = options.env['NATS_URL'];
  if (given) return { natsUrl: await checkedNats(given) };
  const dataDir = join(options.folder.path, 'nats');
  makeFolder(dataDir, 0o700);
  const config = join(options.folder.path, 'nats.conf');
  const left = leftoverNats(dataDir, config);
  const port = left?.port ?? (await choosePort(options.folder.ports, 'nats', options.port));
  const monitor = left?.monitor ?? (await choosePort(options.folder.ports, 'natsMonitor'));
  const text = natsConfig({ dataDir, port, monitor, accountsConf: options.accountsConf ?? '' });
  const isChanged = !existsSync(config) || readFileSync(config, 'utf8') !== text;
  if (isChanged) writePrivately(config, text);
  const program = await findNatsServer(options.folder.path, options.log);
  const recipe = natsRecipe({ program, config, dataDir, port, monitor, logs: options.folder.logs });
  const owned = left ? OwnedServer.adopt(recipe, left.pid) : await OwnedServer.launch(recipe);
  if (left && isChanged) signal(left.pid, 'SIGHUP'); // Users and permissions are read again, connections stay.
  await recipe.answers();
  return { natsUrl: recipe.url, natsMonitorUrl: `http://127.0.0.1:${monitor}`, owned };
}

/** A server of this folder that outlived the process which started it. */
export function leftoverNats(
  dataDir: string,
  config: string,
): { pid: number; port: number; monitor: number } | undefined {
  const pidFile = join(dataDir, 'nats.pid');
  if (!existsSync(pidFile) || !existsSync(config)) return undefined;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  if (!(pid > 0) || !commandLine(pid).includes(config)) return undefined;
  const text = readFileSync(config, 'utf8');
  const portAfter = (word: string): number =>
    Number(new RegExp(`^${word}: "127\\.0\\.0\\.1:(\\d+)"`, 'm').exec(text)?.[1]);
  return { pid, port: portAfter('listen'), monitor: portAfter('http') };
}

interface NatsPlace {
  readonly dataDir: string;
  readonly port: number;
  readonly monitor: number;
}

function natsConfig({ dataDir, port, monitor, accountsConf }: NatsPlace & { accountsConf: string }): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  return `# Written at every start; changes by hand are lost.
server_name: "huiyin-${name}"
listen: "127.0.0.1:${port}"
http: "127.0.0.1:${monitor}"
pid_file: "${join(dataDir, 'nats.pid')}"
max_payload: 1MB
jetstream {
  store_dir: "${dataDir}"
  # Every stored event is on disk before it is acknowledged; the default flushes every two minutes.
  sync_interval: always
}
${accountsConf}
`;
}

function natsRecipe(of: NatsPlace & { program: Program; config: string; logs: string }): ServerRecipe {
  return {
    name: 'nats',
    url: `nats://127.0.0.1:${of.port}`,
    port: of.port,
    dataDir: of.dataDir,
    logFile: join(of.logs, 'nats.log'),
    command: { program: of.program.path, args: ['-c', of.config], env: of.program.env },
    startLimitMs: 60_000,
    stopSignals: ['SIGTERM'],
    stopLimitMs: 15_000,
    async answers() {
      await natsInfo(`nats://127.0.0.1:${of.port}`, 1_000);
      // The port opens before JetStream has recovered its streams.
      const health = await fetch(`http://127.0.0.1:${of.monitor}/healthz`, { signal: AbortSignal.timeout(2_000) });
      if (!health.ok) throw new Error(`not healthy yet: ${await health.text()}`);
    },
    explain(log) {
      if (tellsOfFullDisk(log)) return diskFull(of.dataDir);
      const line = lastBadLine(log, /\[(FTL|ERR)\]|nats-server:/);
      return new LocalServiceError('nats-broken', `The private NATS in ${of.dataDir} does not start: ${line}`);
    },
    isWorthAnotherTry: (log) => /address already in use/i.test(log),
  };
}

async function checkedNats(url: string): Promise<string> {
  const shown = withoutPassword(url);
  const info = await natsInfo(url, 5_000).catch((error: unknown) => {
    throw new LocalServiceError(
      'nats-unreachable',
      `NATS_URL is set, but no NATS server answers at ${shown}: ${messageOf(error)}`,
    );
  });
  if (!isAtLeast(versionIn(info.version), 2, 10)) {
    throw new LocalServiceError(
      'nats-too-old',
      `The NATS server at ${shown} is ${info.version}; 2.10 or newer is needed.`,
    );
  }
  if (!info.jetstream)
    throw new LocalServiceError('nats-broken', `The NATS server at ${shown} runs without JetStream.`);
  return url;
}

interface NatsInfo {
  readonly version: string;
  readonly jetstream?: boolean;
}

/** The greeting that a NATS server sends before any sign-in. */
function natsInfo(urls: string, limitMs: number): Promise<NatsInfo> {
  const first = urls.split(',')[0]?.trim() ?? '';
  const { hostname, port } = new URL(first.includes('://') ? first : `nats://${first}`);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 4222) });
    let text = '';
    socket.setTimeout(limitMs, () => socket.destroy(new Error('no answer in time')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed')));
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8');
      if (!text.startsWith('INFO '.slice(0, text.length)))
        return void socket.destroy(new Error('it does not speak NATS'));
      if (!text.includes('\n')) return;
      resolve(JSON.parse(text.slice('INFO '.length, text.indexOf('\n'))) as NatsInfo);
      socket.destroy();
    });
  });
}

/** An address fit for a message: whom it names may be told, the password may not. */
export function withoutPassword(url: string): string {
  return url.replaceAll(/(\/\/[^:@/,]*):[^@/,]*@/g, '$1:…@');
}
