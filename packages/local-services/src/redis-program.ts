import { join } from 'node:path';
import { osRelease, unpackDebian } from './debian-packages.js';
import { messageOf } from './local-service-error.js';
import { isExecutable, onPath, output, type Program, programFolder } from './program.js';

/** In Debian redis-server is only a link to a program that lies in redis-tools; the rest are its libraries. */
const packages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'];

/** A Redis server on PATH, or unpacked from Debian's packages. Undefined, with one line in the log, when there is none. */
export async function findRedisServer(localFolder: string, log: (line: string) => void): Promise<Program | undefined> {
  const installed = onPath('redis-server');
  if (installed) return { path: installed, env: process.env };
  try {
    const name = `redis-server-${osRelease()['VERSION_CODENAME'] ?? 'unknown'}`;
    const folder = await unpackDebian({ name, packages }, programFolder(localFolder), log);
    const program = folder && (await runnable(folder));
    if (program) return program;
    log('No Redis on this machine: timers are kept in PostgreSQL instead.');
  } catch (error) {
    log(`No Redis on this machine (${messageOf(error)}): timers are kept in PostgreSQL instead.`);
  }
  return undefined;
}

async function runnable(folder: string): Promise<Program | undefined> {
  const path = [join(folder, 'usr/bin/redis-server'), join(folder, 'usr/bin/redis-check-rdb')].find(isExecutable);
  if (!path) return undefined;
  const program = { path, env: withLibraries(folder) };
  return output(program, ['--version']).then(
    () => program,
    () => undefined,
  );
}

/** This process's variables plus the library folders of an unpacked package. */
export function withLibraries(folder: string): NodeJS.ProcessEnv {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as string] ?? '';
  const folders = [`${folder}/usr/lib/${triplet}`, `${folder}/lib/${triplet}`, process.env['LD_LIBRARY_PATH']];
  return { ...process.env, LD_LIBRARY_PATH: folders.filter(Boolean).join(':') };
}
