/**
 * `npm test`: prepares, starts throw-away servers, runs the tests of every package, then of every app, then the journeys.
 * `npm test -- NAME [jest arguments]` runs one of them. The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareOrExit } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const jest = join(root, 'node_modules/jest/bin/jest.js');
/** These test pure code, or start servers of their own. */
const needNoServers = ['statute', 'contracts', 'words', 'documents', 'local-services'];
/** A suite that hangs must not hang the whole run. */
const suiteLimitMs = 30 * 60_000;

const suites = chosenSuites(process.argv[2]);
const jestArguments = process.argv.slice(3);
const needServers = suites.some((suite) => !needNoServers.includes(basename(suite)));
await prepareOrExit(process.argv[2] === undefined ? undefined : toBuild());
const results = mkdtempSync(join(tmpdir(), 'huiyin-results-'));
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => stopping.abort());

const servers = needServers ? await startServers() : undefined;
const outcomes = [];
try {
  for (const suite of suites) {
    if (!stopping.signal.aborted) outcomes.push(await runSuite(suite));
  }
} finally {
  await servers?.stop();
  rmSync(results, { recursive: true, force: true });
}
report(outcomes);

/** Folders with tests, in the order of the run; one of them when named (`statute`, `@huiyin/statute`, `packages/statute`). */
function chosenSuites(name) {
  const found = ['packages', 'apps', 'tests']
    .flatMap(foldersIn)
    .filter((folder) => existsSync(join(folder, 'jest.config.mjs')));
  if (name === undefined) return found.filter(hasTests);
  const wanted = found.filter((folder) =>
    [basename(folder), relative(root, folder)].includes(name.replace(/^@huiyin\//, '')),
  );
  if (wanted.length > 0) return wanted;
  console.error(`No package is called ${name}; there are: ${found.map((folder) => basename(folder)).join(', ')}.`);
  return process.exit(1);
}

/** Workspaces that a run of one suite needs; a folder under tests/ may use any of them. */
function toBuild() {
  if (suites.some((suite) => relative(root, suite).startsWith('tests'))) return undefined;
  return [...suites.map((suite) => basename(suite)), ...(needServers ? ['local-services', 'messaging'] : [])];
}

function foldersIn(group) {
  const folder = join(root, group);
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
    : [];
}

function hasTests(folder) {
  return ['src', 'test'].some((part) => {
    const inner = join(folder, part);
    return existsSync(inner) && readdirSync(inner, { recursive: true }).some((file) => file.endsWith('.test.ts'));
  });
}

async function startServers() {
  const { LocalServiceError, startLocalServices } = await import('../packages/local-services/dist/index.js');
  const { natsAccounts } = await import('../packages/messaging/dist/index.js');
  const password = (user) => `test-${user}`;
  try {
    const options = { root, mode: 'test', isDurable: false, log: console.log, accountsConf: natsAccounts(password) };
    const services = await startLocalServices(options);
    mkdirSync(join(services.folder, 'files'));
    Object.assign(process.env, {
      DATABASE_URL: services.databaseUrl,
      NATS_URL: services.natsUrl,
      ...(services.redisUrl && { REDIS_URL: services.redisUrl }),
      HUIYIN_TEST_FOLDER: services.folder,
      // Each service's user has this before its name as password; the users of a server given by NATS_URL are not ours.
      ...(services.owned.nats && { HUIYIN_TEST_NATS_PASSWORD_PREFIX: 'test-' }),
    });
    return services;
  } catch (error) {
    if (!(error instanceof LocalServiceError)) throw error;
    console.error(error.message);
    console.log('0 passed, 1 failed');
    return process.exit(1);
  }
}

async function runSuite(folder) {
  const name = relative(root, folder);
  console.log(`\n── ${name}`);
  const file = join(results, `${name.replaceAll('/', '-')}.json`);
  const code = await runJest(folder, ['--maxWorkers=2', '--json', `--outputFile=${file}`, ...jestArguments]);
  const told = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const passed = told?.numPassedTests ?? 0;
  // A file that cannot be loaded has no tests to count as failed, and a jest that broke down tells nothing.
  let failed = (told?.numFailedTests ?? 0) + (told?.numRuntimeErrorTestSuites ?? 0);
  if (failed === 0 && code !== 0) failed = 1;
  return { name, passed, failed, skipped: (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0) };
}

function runJest(folder, args) {
  return new Promise((resolve) => {
    // In a process group of its own, so that Ctrl-C reaches this process alone and the servers are stopped in order.
    const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...args], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'], // With --json the result goes to stdout too; people read stderr.
    });
    const end = () => signalGroup(child.pid);
    const limit = setTimeout(() => {
      console.error(`${relative(root, folder)} did not end within ${suiteLimitMs / 60_000} minutes.`);
      end();
    }, suiteLimitMs);
    stopping.signal.addEventListener('abort', end);
    child.once('close', (code) => {
      clearTimeout(limit);
      stopping.signal.removeEventListener('abort', end);
      resolve(code ?? 1);
    });
  });
}

function signalGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function report(all) {
  const sum = (key) => all.reduce((total, outcome) => total + outcome[key], 0);
  console.log('');
  for (const { name, passed, failed, skipped } of all) {
    console.log(
      `${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
    );
  }
  const isWhole = !stopping.signal.aborted && sum('passed') > 0;
  if (!isWhole) console.log(stopping.signal.aborted ? 'The run was interrupted.' : 'No test ran.');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 && isWhole ? 0 : 1;
}
