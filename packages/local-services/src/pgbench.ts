import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { osRelease, unpackDebian } from './debian-packages.js';
import { LocalServiceError, messageOf } from './local-service-error.js';
import { isExecutable, onPath, output, type Program, programFolder } from './program.js';
import { withLibraries } from './redis-program.js';

/** The packages that hold pgbench and its libraries, by Debian suite. The server package has it, not the client's. */
const packagesBySuite: Record<string, readonly string[]> = {
  bookworm: [
    'postgresql-15',
    'libpq5',
    'libldap-2.5-0',
    'libsasl2-2',
    'libgssapi-krb5-2',
    'libkrb5-3',
    'libk5crypto3',
    'libkrb5support0',
    'libkeyutils1',
  ],
  trixie: [
    'postgresql-17',
    'libpq5',
    'libldap2',
    'libsasl2-2',
    'libgssapi-krb5-2',
    'libkrb5-3',
    'libk5crypto3',
    'libkrb5support0',
    'libkeyutils1',
  ],
};

/**
 * PostgreSQL's own load generator: on PATH, in Debian's version folders, or unpacked from Debian's packages into
 * `<root>`'s cache.
 * @throws LocalServiceError `binary-missing`
 */
export async function findPgbench({
  root,
  log = () => undefined,
}: {
  root: string;
  log?: (line: string) => void;
}): Promise<Program> {
  for (const path of [...versionFolders('/'), onPath('pgbench')]) {
    if (path && (await works({ path, env: process.env }))) return { path, env: process.env };
  }
  let why = 'it is not installed';
  try {
    const found = await unpackPgbench(join(root, '.local'), log);
    if (found) return found;
  } catch (error) {
    why = messageOf(error);
  }
  throw new LocalServiceError(
    'binary-missing',
    `pgbench was not found: ${why}; install PostgreSQL 15 or newer with its tools.`,
  );
}

async function unpackPgbench(localFolder: string, log: (line: string) => void): Promise<Program | undefined> {
  const suite = osRelease()['VERSION_CODENAME'] ?? '';
  const packages = packagesBySuite[suite];
  if (!packages) return undefined;
  const folder = await unpackDebian({ name: `pgbench-${suite}`, packages }, programFolder(localFolder), log);
  if (!folder) return undefined;
  for (const path of versionFolders(folder)) {
    const program = { path, env: withLibraries(folder) };
    if (await works(program)) return program;
  }
  return undefined;
}

/** Debian keeps one folder per major version; the newest first. */
function versionFolders(top: string): string[] {
  const folder = join(top, 'usr/lib/postgresql');
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).toSorted((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(folder, version, 'bin/pgbench')).filter(isExecutable);
}

function works(program: Program): Promise<boolean> {
  return output(program, ['--version']).then(
    () => true,
    () => false,
  );
}
