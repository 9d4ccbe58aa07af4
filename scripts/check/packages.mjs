/** What is installed: pinned, checked by hash, and from nowhere but the registry. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const exact = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** lockfile-lint says nothing of an entry without a hash; here it is a finding. The lock file names no hosts (.npmrc), so one that does stands out. */
export function lockedByHash(root) {
  const findings = [];
  for (const [path, entry] of Object.entries(readJson(join(root, 'package-lock.json')).packages)) {
    if (entry.link || !path.includes('node_modules/')) continue;
    const found = (message) => findings.push({ file: 'package-lock.json', message: `${path}: ${message}` });
    if (!entry.integrity?.startsWith('sha512-')) found('has no sha512 hash');
    if (entry.resolved && !entry.resolved.startsWith('https://registry.npmjs.org/'))
      found(`comes from ${entry.resolved}`);
  }
  return findings;
}

/** Exact versions everywhere: what was tested is what is installed. Our own packages are "*", always the one beside. */
export function exactVersions(root) {
  const folders = ['.', ...['apps', 'packages', 'tests'].flatMap((group) => foldersIn(root, group))];
  return folders.flatMap((folder) => {
    const file = join(folder, 'package.json');
    const { dependencies, devDependencies, optionalDependencies } = readJson(join(root, file));
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([name, version]) => !(name.startsWith('@huiyin/') ? version === '*' : exact.test(version)))
      .map(([name, version]) => ({ file, message: `${name} is "${version}", not one exact version` }));
  });
}

function foldersIn(root, group) {
  const folder = join(root, group);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(group, name))
    .filter((path) => existsSync(join(root, path, 'package.json')));
}
