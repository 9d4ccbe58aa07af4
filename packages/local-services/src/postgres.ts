import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';
import { choosePort } from './free-port.js';
import { type LocalFolder, secretOf } from './local-folder.js';
import { diskFull, LocalServiceError, messageOf, tellsOfFullDisk } from './local-service-error.js';
import { withoutPassword } from './nats.js';
import { lastBadLine, OwnedServer, type ServerRecipe } from './owned-server.js';
import { postgresSettings, prepareCluster } from './postgres-cluster.js';
import { mayEnter, makeOutside, postgresPrograms, postgresUser, type ServerUser } from './postgres-program.js';
import { commandLine, isRunning, waitUntilGone } from './running-process.js';

export interface PostgresOptions {
  /** The checkout. */
  readonly root: string;
  readonly folder: LocalFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly port?: number;
  /** False: fsync off, for throw-away tests only. */
  readonly isDurable: boolean;
}

export interface Postgres {
  /** Signs in as the administrator, who may make roles, schemas and databases. */
  readonly databaseUrl: string;
  /** Where a private server also listens on a socket of the file system, which costs half of what a TCP connection does. */
  readonly socketFolder?: string | undefined;
  readonly owned?: OwnedServer;
}

const databaseName = 'huiyin';

/** The server at DATABASE_URL when that is set, else a private one with a database `huiyin`. @throws LocalServiceError */
export async function ensurePostgres(options: PostgresOptions): Promise<Postgres> {
  const given = options.env['DATABASE_URL'];
  if (given) return { databaseUrl: await checkedPostgres(given) };
  const { folder } = options;
  const dataDir = dataFolder(options);
  const user = postgresUser(dataDir);
  const programs = postgresPrograms(options.root, user);
  const password = secretOf(folder, 'postgres');
  prepareCluster({ programs, dataDir, user, password }, options.log);
  const left = await leftoverPostgres(dataDir);
  const port = left?.port ?? (await choosePort(folder.ports, 'postgres', options.port));
  const socketFolder = left === undefined ? makeSocketFolder(port, user) : socketFolderOf(dataDir);
  const recipe = postgresRecipe({
    socketFolder,
    programs,
    dataDir,
    user,
    password,
    port,
    logs: folder.logs,
    isDurable: options.isDurable,
  });
  const owned = left ? OwnedServer.adopt(recipe, left.pid) : await OwnedServer.launch(recipe);
  await makeDatabase(recipe.url, dataDir);
  return { databaseUrl: recipe.url, socketFolder, owned };
}

/**
 * A short path of its own: a socket's may have 107 bytes at most, and a checkout may lie deep. Whoever else made a folder of that name is
 * not trusted: the server then listens on TCP alone.
 */
function makeSocketFolder(port: number, user: ServerUser | undefined): string | undefined {
  if (process.platform === 'win32') return undefined;
  const owner = user?.uid ?? process.getuid?.();
  const path = join('/tmp', `huiyin-${owner ?? 0}-${port}`);
  try {
    mkdirSync(path, { mode: 0o711, recursive: true });
    const found = lstatSync(path);
    if (found.isDirectory() && found.uid === process.getuid?.() && user !== undefined)
      chownSync(path, user.uid, user.gid);
    const { uid } = lstatSync(path);
    return found.isDirectory() && uid === owner ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The folder that a server which runs already was told, from its lock file. */
function socketFolderOf(dataDir: string): string | undefined {
  return readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[4]?.trim() || undefined;
}

/** In the folder, or under /var/tmp where PostgreSQL's user cannot reach the folder. */
function dataFolder({ root, folder }: PostgresOptions): string {
  const inside = join(folder.path, 'postgres');
  if (mayEnter(folder.path, postgresUser(inside))) return inside;
  const outside = join(makeOutside(root), basename(folder.path) === '.local' ? 'start' : basename(folder.path));
  if (!existsSync(outside)) mkdirSync(outside, { mode: 0o711 });
  return join(outside, 'postgres');
}

/**
 * A server of this folder that outlived the process which started it. A lock file whose process is gone, or is another
 * program by now, is removed: PostgreSQL itself would refuse to start in the second case.
 */
export async function leftoverPostgres(dataDir: string): Promise<{ pid: number; port: number } | undefined> {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  if (pid && isRunning(pid) && commandLine(pid).includes(dataDir)) {
    // A stop that was asked for earlier may be under way; a server that is leaving cannot be adopted.
    const isLeaving = /^stopping/m.test(readFileSync(file, 'utf8'));
    if (!isLeaving && port) return { pid, port };
    await waitUntilGone(pid, 60_000);
  }
  rmSync(file, { force: true });
  return undefined;
}

interface PostgresPlace {
  readonly programs: string;
  readonly dataDir: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
  readonly port: number;
  readonly logs: string;
  readonly isDurable: boolean;
  readonly socketFolder: string | undefined;
}

function postgresRecipe(of: PostgresPlace): ServerRecipe {
  const url = `postgresql://postgres:${of.password}@127.0.0.1:${of.port}/${databaseName}`;
  return {
    name: 'postgres',
    url,
    port: of.port,
    dataDir: of.dataDir,
    logFile: join(of.logs, 'postgres.log'),
    command: {
      program: join(of.programs, 'bin/postgres'),
      args: ['-D', of.dataDir, ...postgresSettings(of.port, of.isDurable, of.socketFolder)],
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      cwd: '/',
      ...of.user,
    },
    startLimitMs: 180_000, // Recovery after a crash reads the log since the last checkpoint.
    stopSignals: ['SIGINT', 'SIGQUIT'], // Fast, then immediate shutdown.
    stopLimitMs: 30_000,
    answers: () => signIn(url, of.dataDir),
    explain: (log) => explainLog(log, of.dataDir),
    // After kill -9 the old backends take a moment to notice that their parent is gone.
    isWorthAnotherTry: (log) =>
      /pre-existing shared memory block|lock file .* already exists|address already in use/i.test(log),
  };
}

function explainLog(log: string, dataDir: string): LocalServiceError {
  if (tellsOfFullDisk(log)) return diskFull(dataDir);
  const line = lastBadLine(log, /FATAL|PANIC|could not|password/).replace(/^.*?(FATAL|PANIC):\s*/, '');
  return new LocalServiceError('database-broken', `The private PostgreSQL in ${dataDir} does not start: ${line}`);
}

async function signIn(url: string, dataDir: string): Promise<void> {
  try {
    await query(maintenance(url), 'select 1', 2_000);
  } catch (error) {
    const isRefused = (error as { code?: string }).code === '28P01';
    if (!isRefused) throw error;
    const why = 'its password is not the one kept in .local/secrets/postgres; restore that file';
    throw new LocalServiceError('database-broken', `The private PostgreSQL in ${dataDir} lets nobody in: ${why}.`);
  }
}

function maintenance(url: string): string {
  return url.replace(/\/[^/]*$/, '/postgres');
}

async function makeDatabase(url: string, dataDir: string): Promise<void> {
  try {
    const found = await query(maintenance(url), `select from pg_database where datname = '${databaseName}'`, 30_000);
    if (found.rowCount === 0) await query(maintenance(url), `create database ${databaseName}`, 60_000);
  } catch (error) {
    if (tellsOfFullDisk(error)) throw diskFull(dataDir);
    throw new LocalServiceError(
      'database-broken',
      `The private PostgreSQL in ${dataDir} cannot be used: ${messageOf(error)}`,
    );
  }
}

async function checkedPostgres(url: string): Promise<string> {
  await query(url, 'select 1', 5_000).catch((error: unknown) => {
    const why = `DATABASE_URL is set, but no PostgreSQL answers at ${withoutPassword(url)}: ${messageOf(error)}`;
    throw new LocalServiceError('postgres-unreachable', why);
  });
  return url;
}

async function query(connectionString: string, sql: string, limitMs: number): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: limitMs, query_timeout: limitMs });
  client.on('error', () => undefined); // A server that goes away while we ask is reported by the query itself.
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}
