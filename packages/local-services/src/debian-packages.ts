import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from './local-service-error.js';
import { onPath, output } from './program.js';

/** What to fetch: package names, and the suite of Debian that has them (default: the suite of this machine). */
export interface DebianRequest {
  /** Folder name in the cache, unique to this set of packages. */
  readonly name: string;
  readonly packages: readonly string[];
  readonly suite?: string;
}

/**
 * Downloads packages from this machine's own mirror and unpacks them into a folder, without root and without touching
 * the system: apt checks their signatures as always. A folder that is there already is used as it is.
 * @returns the folder, laid out like `/`; undefined when this is no Debian or Ubuntu.
 * @throws Error when the mirror cannot be reached or lacks a package.
 */
export async function unpackDebian(
  request: DebianRequest,
  into: string,
  log: (line: string) => void,
): Promise<string | undefined> {
  const target = join(into, request.name);
  if (existsSync(target)) return target;
  const source = sourceLine(request.suite);
  if (!source || !onPath('apt-get') || !onPath('dpkg')) return undefined;
  log(`Fetching ${request.packages.join(', ')} from ${source.mirror} (once) …`);
  const draft = `${target}.${process.pid}.new`;
  try {
    await fetchAndUnpack(request.packages, source.line, draft);
    if (!existsSync(target)) renameSync(join(draft, 'root'), target);
    return target;
  } catch (error) {
    throw new Error(`${request.packages.join(', ')} could not be fetched: ${messageOf(error).split('\n').at(-1)}`, {
      cause: error,
    });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function fetchAndUnpack(packages: readonly string[], line: string, draft: string): Promise<void> {
  for (const folder of ['state', 'lists/partial', 'cache/archives/partial', 'root']) {
    mkdirSync(join(draft, folder), { recursive: true });
  }
  writeFileSync(join(draft, 'sources.list'), `${line}\n`);
  writeFileSync(join(draft, 'state/status'), '');
  const apt = { path: onPath('apt-get') ?? 'apt-get', env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  await output(apt, [...aptOptions(draft), 'update'], 120_000, draft);
  await output(apt, [...aptOptions(draft), 'download', ...packages], 300_000, draft);
  const dpkg = { path: onPath('dpkg') ?? 'dpkg', env: apt.env };
  for (const file of readdirSync(draft).filter((name) => name.endsWith('.deb'))) {
    await output(dpkg, ['-x', join(draft, file), join(draft, 'root')], 60_000);
  }
}

function aptOptions(folder: string): string[] {
  const settings = [
    `Dir::State=${folder}/state`,
    `Dir::State::status=${folder}/state/status`,
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    `Dir::Etc::sourcelist=${folder}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    'Acquire::Languages=none',
    'Acquire::Retries=2',
    'Debug::NoLocking=1',
    // As root, apt would download as the user _apt, who cannot write into a private folder.
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ];
  return ['-q', ...settings.flatMap((setting) => ['-o', setting])];
}

function sourceLine(wantedSuite?: string): { line: string; mirror: string } | undefined {
  const system = osRelease();
  const distribution = system['ID'];
  if (distribution !== 'debian' && distribution !== 'ubuntu') return undefined;
  const suite = distribution === 'debian' ? (wantedSuite ?? system['VERSION_CODENAME']) : system['VERSION_CODENAME'];
  if (!suite) return undefined;
  const mirror = systemMirror(distribution) ?? (distribution === 'debian' ? 'http://deb.debian.org/debian' : undefined);
  if (!mirror) return undefined;
  const keys = `/usr/share/keyrings/${distribution}-archive-keyring.gpg`;
  const signedBy = existsSync(keys) ? `[signed-by=${keys}] ` : '';
  const components = distribution === 'debian' ? 'main' : 'main universe';
  return { line: `deb ${signedBy}${mirror} ${suite} ${components}`, mirror };
}

/** The mirror that this machine installs from: the first of its apt sources that is the distribution itself. */
function systemMirror(distribution: string): string | undefined {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const text = ['/etc/apt/sources.list', ...parts]
    .filter((file) => /\.(list|sources)$/.test(file) && existsSync(file))
    .map((file) => readFileSync(file, 'utf8').replaceAll(/^\s*#.*$/gm, ''))
    .join('\n');
  const addresses = text.match(/\bhttps?:\/\/[^\s\]]+/g) ?? [];
  return addresses.map((address) => address.replace(/\/$/, '')).find((address) => address.endsWith(`/${distribution}`));
}

/** The fields of /etc/os-release; empty where there is none. */
export function osRelease(): Record<string, string> {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
    return Object.fromEntries(
      lines.map((line) => line.split('=')).map(([key, value = '']) => [key, value.replaceAll('"', '')]),
    );
  } catch {
    return {};
  }
}
