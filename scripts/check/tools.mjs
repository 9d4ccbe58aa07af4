/** The tools that `npm run check` calls, and how their answers are read. Each returns its findings. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exactVersions, lockedByHash } from './packages.mjs';

const limitMs = 5 * 60_000;

/** Runs a Node program. @throws when it breaks down, which is not a finding. */
function run(root, program, args, fine = [0, 1]) {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', DO_NOT_TRACK: '1' };
  const options = { cwd: root, env, encoding: 'utf8', timeout: limitMs, maxBuffer: 1 << 28 };
  const result = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], options);
  if (result.error) throw new Error(`${program} could not be run: ${result.error.message}`);
  if (!fine.includes(result.status))
    throw new Error(`${program} broke down (${result.status}): ${(result.stderr || result.stdout).slice(0, 2_000)}`);
  return result;
}

/** What a tool told as JSON. @throws its own words when it told none. */
function told({ stdout, stderr }) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error((stderr || stdout || 'the tool told nothing').trim().slice(0, 2_000));
  }
}

/** Folders of code in every workspace: `src`, `test`. */
function codeFolders(root, parts) {
  return ['packages', 'apps', 'tests'].flatMap((group) => {
    const folder = join(root, group);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .flatMap((name) => parts.map((part) => join(group, name, part)))
      .filter((path) => existsSync(join(root, path)));
  });
}

export function format(root) {
  const { stdout, stderr, status } = run(root, 'prettier/bin/prettier.cjs', ['--list-different', '.'], [0, 1, 2]);
  const unreadable =
    status === 2
      ? stderr
          .trim()
          .split('\n')
          .map((message) => ({ message }))
      : [];
  return [...lines(stdout).map((file) => ({ file, message: 'not as prettier writes it' })), ...unreadable];
}

export function lint(root) {
  const answer = run(root, 'oxlint/bin/oxlint', ['--type-aware', '--format', 'json', '.']);
  return told(answer).diagnostics.map(({ filename, labels, code, message, help }) => ({
    file: filename,
    line: labels?.[0]?.span?.line,
    message: `${code ?? 'syntax'}: ${message}${help ? ` ${help}` : ''}`,
  }));
}

/** Source by the build's own projects, then every test file, which the build leaves out. */
export function types(root) {
  const projects = codeFolders(root, ['tsconfig.json']).map((file) => join(file, '..'));
  mkdirSync(join(root, '.local/check'), { recursive: true });
  const build = run(root, 'ts7/bin/tsc', ['-b', ...projects], [0, 1, 2]);
  const tests = run(root, 'ts7/bin/tsc', ['-p', 'tsconfig.tests.json'], [0, 1, 2]);
  // What is wrong in the source is wrong again where a test imports it.
  const all = new Map(
    [...compilerErrors(build), ...compilerErrors(tests)].map((error) => [JSON.stringify(error), error]),
  );
  return [...all.values()];
}

function compilerErrors({ stdout, stderr, status }) {
  const found = lines(stdout).flatMap((text) => {
    const place = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(text);
    if (place) return [{ file: place[1], line: Number(place[2]), message: place[3] }];
    return /^error TS\d+/.test(text) ? [{ message: text }] : [];
  });
  return status !== 0 && found.length === 0 ? [{ message: (stderr || stdout).slice(0, 2_000) }] : found;
}

export function boundaries(root) {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...codeFolders(root, ['src', 'test'])];
  const answer = run(root, 'dependency-cruiser/bin/dependency-cruise.mjs', args, [...Array(256).keys()]);
  return told(answer).summary.violations.map(({ from, to, rule, cycle }) => ({
    file: from,
    message: `${rule.name}: → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}`,
  }));
}

export function deadCode(root) {
  const answer = run(root, 'knip/bin/knip.js', ['--no-progress', '--no-config-hints', '--reporter', 'json']);
  return told(answer).issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, entries]) =>
      entries.flat().map(({ name, line }) => ({ file, line, message: `${unused[kind] ?? kind}: ${name}` })),
    ),
  );
}

const unused = {
  files: 'imported by nothing',
  exports: 'exported, used by nothing',
  types: 'exported type, used by nothing',
  dependencies: 'dependency, used by nothing',
  devDependencies: 'development dependency, used by nothing',
  unlisted: 'used, but not in package.json',
  unresolved: 'leads nowhere',
  binaries: 'program that no package brings',
  duplicates: 'exported twice',
};

export function lockFile(root) {
  const args = ['--path', 'package-lock.json', '--type', 'npm', '--format', 'plain'];
  args.push('--validate-https', '--validate-integrity', '--allowed-hosts', 'npm');
  const { status, stdout, stderr } = run(root, 'lockfile-lint/bin/lockfile-lint.js', args);
  const found = status === 0 ? [] : [{ file: 'package-lock.json', message: `${stdout}${stderr}`.trim() }];
  return [...found, ...lockedByHash(root), ...exactVersions(root)];
}

const lines = (text) => text.split('\n').filter((line) => line.trim() !== '');
