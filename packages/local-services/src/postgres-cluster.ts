import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { diskFull, LocalServiceError, tellsOfFullDisk } from './local-service-error.js';
import { type ServerUser } from './postgres-program.js';

const majorVersion = '17';

interface Cluster {
  readonly programs: string;
  readonly dataDir: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
}

/** Makes the data folder on first use; refuses one that is not ours to start. @throws LocalServiceError */
export function prepareCluster(cluster: Cluster, log: (line: string) => void): void {
  const { dataDir } = cluster;
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) return refuseForeignData(dataDir);
  log('Making a new database …');
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (cluster.user) chownSync(draft, cluster.user.uid, cluster.user.gid);
  initialise(cluster, draft);
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(draft, dataDir); // Whole or not at all: a start that was cut short leaves nothing half made.
}

function refuseForeignData(dataDir: string): void {
  const file = join(dataDir, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (version === majorVersion) return;
  const what = version ? `was made by PostgreSQL ${version}, not ${majorVersion}` : 'holds no PostgreSQL database';
  throw new LocalServiceError(
    'database-broken',
    `The folder ${dataDir} ${what}; move it away or restore a backup, then start again.`,
  );
}

function initialise({ programs, user, password }: Cluster, dataDir: string): void {
  const passwordFile = `${dataDir}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    const args = [
      `--pgdata=${dataDir}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth-host=scram-sha-256',
      '--auth-local=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=zh-Hans-CN', // Names sort by pinyin.
      '--locale=C.UTF-8', // A UTF-8 ctype: without it pg_trgm sees no Chinese at all.
      '--lc-messages=C',
      '--data-checksums',
    ];
    const made = spawnSync(join(programs, 'bin/initdb'), args, {
      ...user,
      cwd: '/',
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    if (made.status === 0) return;
    const said = made.error?.message ?? made.stderr.trim();
    if (tellsOfFullDisk(said)) throw diskFull(dataDir);
    const line = said.split('\n').findLast((each) => /error|fatal/i.test(each)) ?? said;
    throw new LocalServiceError('database-broken', `A new database could not be made in ${dataDir}: ${line}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What this installation asks of PostgreSQL, as `-c` arguments. `isDurable: false` is for throw-away tests only. */
export function postgresSettings(port: number, isDurable: boolean, socketFolder: string | undefined): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: socketFolder ?? '',
    max_connections: 200,
    shared_buffers: '256MB',
    fsync: isDurable ? 'on' : 'off',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Nothing of a petition may reach the log: no details, no statements, no parameters.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_statement: 'none',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
