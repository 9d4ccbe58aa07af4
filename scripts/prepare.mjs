/**
 * Makes a checkout ready to run: Node's version, packages, build. Plain Node with no dependencies, because it runs
 * before anything is installed. Does nothing, in well under two seconds, when nothing changed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 19];

/** A reason not to go on, told in one sentence. */
class NotReady extends Error {}

/** Checks, installs and builds as far as needed: everything, or the workspaces `only` and what they use. @throws NotReady */
async function prepare(only) {
  refuseOldNode();
  if (!isInstalled()) await install();
  if (buildMark() !== lastBuildMark() || !isBuilt()) build(only);
}

/**
 * Makes the checkout ready; a reason not to go on is printed and ends the process with 1.
 * @param only names of folders under packages/ and apps/; without it everything is built
 */
export async function prepareOrExit(only) {
  try {
    await prepare(only);
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new NotReady(`Huiyin needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
}

const installMark = join(root, 'node_modules/.huiyin-installed');

function lockMark() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * Whether node_modules holds what package-lock.json names: our own install of this very file, or somebody's `npm install`
 * with the same packages. Contents, not dates: a checkout gives every file a new date.
 */
function isInstalled() {
  if (existsSync(installMark) && readFileSync(installMark, 'utf8') === lockMark()) return true;
  const installedList = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = packagesOf(installedList);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '' || !path.includes('node_modules/')) return true;
    const found = installed[path];
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer); // Made for another platform.
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    throw new NotReady(`${relative(root, file)} cannot be read; restore it with git, or remove node_modules.`);
  }
}

async function install() {
  const mark = lockMark();
  const wanted = Object.keys(packagesOf(join(root, 'package-lock.json'))).filter((p) =>
    /^node_modules\/[^/]+(\/[^/]+)?$/.test(p),
  );
  console.log('Installing packages (the first time this takes a minute or two) …');
  const report = setInterval(() => console.log(`  … ${countInstalled()} of about ${wanted.length}`), 5_000);
  try {
    // No install script of any package is run: nothing here needs one, and one bad package would own the machine.
    const code = await run(npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']));
    if (code !== 0)
      throw new NotReady('npm ci could not install the packages (see above); check the network and the disk.');
    writeFileSync(installMark, mark);
  } finally {
    clearInterval(report);
  }
}

function countInstalled() {
  const top = join(root, 'node_modules');
  if (!existsSync(top)) return 0;
  return readdirSync(top).reduce(
    (sum, name) => sum + (name.startsWith('@') ? readdirSync(join(top, name)).length : 1),
    0,
  );
}

/** npm as it was called, or the one on PATH. */
function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? [process.execPath, script, ...args]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: program.endsWith('.cmd'),
    });
    // Ended with us: an npm that goes on by itself would spoil the folder for the next start.
    const end = () => child.kill('SIGTERM');
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, end);
    const settle = (code) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.removeListener(name, end);
      resolve(code ?? 1);
    };
    child.once('error', () => settle(1));
    child.once('exit', settle);
  });
}

function workspaces() {
  return ['packages', 'apps']
    .flatMap((group) => {
      const folder = join(root, group);
      return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
    })
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

/** Every source file's path, size and date in one text: equal texts need no build. */
function buildMark() {
  const lines = [];
  const note = (file) => {
    const { size, mtimeMs } = statSync(file);
    lines.push(`${relative(root, file)} ${size} ${mtimeMs}`);
  };
  for (const folder of workspaces()) {
    for (const part of ['src', 'migrations']) {
      const inner = join(folder, part);
      if (!existsSync(inner)) continue;
      const files = readdirSync(inner, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      for (const entry of files) note(join(entry.parentPath ?? entry.path, entry.name));
    }
    for (const file of readdirSync(folder).filter((name) => /\.(json|html|mjs|ts)$/.test(name)))
      note(join(folder, file));
  }
  for (const file of ['tsconfig.base.json', 'turbo.json', 'package-lock.json']) note(join(root, file));
  return lines.join('\n');
}

const markFile = join(root, 'node_modules/.huiyin-built');

function lastBuildMark() {
  return existsSync(markFile) ? readFileSync(markFile, 'utf8') : undefined;
}

/** Whether the first file that each package hands out is there; somebody may have removed dist by hand. */
function isBuilt() {
  return workspaces().every((folder) => {
    const entry = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).exports?.['.']?.default;
    return !entry || existsSync(join(folder, entry));
  });
}

function build(only) {
  const mark = buildMark(); // Before the build: a file saved meanwhile is built next time.
  console.log('Building …');
  if (!buildWithTurbo(only ?? []) && !buildWithCompiler(only))
    throw new NotReady('The build failed; the compiler said why above.');
  if (!only) writeFileSync(markFile, mark);
}

function buildWithTurbo(only) {
  const turbo = join(root, 'node_modules/turbo/bin/turbo');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const filters = only.map((name) => `--filter=@huiyin/${name}...`);
  const options = { cwd: root, env, encoding: 'utf8' };
  const args = [turbo, 'run', 'build', '--output-logs=errors-only', '--log-order=grouped', ...filters];
  const result = spawnSync(process.execPath, args, options);
  if (result.status !== 0) console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  return result.status === 0;
}

/** The way without turbo, which has no binary for every platform. */
function buildWithCompiler(only) {
  console.error('turbo did not finish the build; trying the compiler alone.');
  const isWanted = (folder) => !only || only.includes(basename(folder));
  const projects = workspaces().filter((folder) => isWanted(folder) && existsSync(join(folder, 'tsconfig.json')));
  const tsc = join(root, 'node_modules/ts7/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-b', ...projects], { cwd: root, stdio: 'inherit' }).status === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepareOrExit();
