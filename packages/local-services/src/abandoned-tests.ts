import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ownerOf, secretOf } from './local-folder.js';
import { leftoverNats } from './nats.js';
import { leftoverPostgres } from './postgres.js';
import { outsidePath } from './postgres-program.js';
import { leftoverRedis } from './redis.js';
import { signal, waitUntilGone } from './running-process.js';

/** Servers of a test run that was killed have nobody to stop them: they are ended, and their folders removed. */
export async function removeAbandoned(root: string, log: (line: string) => void): Promise<void> {
  for (const path of abandonedTestFolders(root)) {
    log(`Removing what an interrupted test run left in ${path}`);
    for (const pid of await serversOf(root, path)) {
      signal(pid, 'SIGKILL');
      await waitUntilGone(pid, 10_000);
    }
    removeTestFolder(root, path);
  }
}

/** Removes a throw-away folder, and the part of it that lies outside the checkout. */
export function removeTestFolder(root: string, path: string): void {
  for (const folder of [path, join(outsidePath(root), basename(path))])
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function abandonedTestFolders(root: string): string[] {
  const home = join(root, '.local');
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => /^test-[0-9a-f]{8}$/.test(name))
    .map((name) => join(home, name))
    .filter((path) => existsSync(join(path, 'owner.json')) && ownerOf(path) === undefined);
}

async function serversOf(root: string, path: string): Promise<number[]> {
  const folder = { path, ports: join(path, 'ports.json'), logs: join(path, 'log') };
  const found = [
    leftoverNats(join(path, 'nats'), join(path, 'nats.conf')),
    await leftoverRedis(join(path, 'redis.conf'), secretOf(folder, 'redis')),
    await leftoverPostgres(join(path, 'postgres')),
    await leftoverPostgres(join(outsidePath(root), basename(path), 'postgres')),
  ];
  return found.flatMap((server) => (server ? [server.pid] : []));
}
