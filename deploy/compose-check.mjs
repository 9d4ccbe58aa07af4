/**
 * Checks docker-compose.yml without a Docker engine: Compose itself reads it (`config`), and then the rules of this
 * project are tried on what it read. Exits non-zero with one line per fault.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { services as ownServices } from '../packages/contracts/dist/index.js';
import { onPath, programFolder, unpackDebian } from '../packages/local-services/dist/index.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = process.argv[2] ?? join(root, 'docker-compose.yml');

const compose = await findCompose();
if (!compose) fail(['Docker Compose is neither installed nor to be had from Debian; nothing was checked.']);
const read = run(compose, ['-f', file, 'config', '--format', 'json']);
if (read.status !== 0) fail([read.stderr.trim()]);
const { services } = JSON.parse(read.stdout);
const faults = [
  ...Object.entries(services).flatMap(([name, service]) => faultsOf(name, service)),
  ...missingServices(),
];
if (faults.length > 0) fail(faults);
console.log(
  `${file} holds: ${Object.keys(services).length} containers, read by ${run(compose, ['version', '--short']).stdout.trim()}.`,
);

/** `docker compose`, `docker-compose`, or Debian 13's binary, which needs no engine to read a file. */
async function findCompose() {
  const docker = onPath('docker');
  if (docker && spawnSync(docker, ['compose', 'version']).status === 0) return [docker, 'compose'];
  const alone = onPath('docker-compose');
  if (alone) return [alone];
  const request = { name: 'docker-compose-trixie', packages: ['docker-compose'], suite: 'trixie' };
  const folder = await unpackDebian(request, programFolder(join(root, '.local')), console.log);
  const plugin = folder && join(folder, 'usr/libexec/docker/cli-plugins/docker-compose');
  return plugin && existsSync(plugin) ? [plugin] : undefined;
}

function run([program, ...first], args) {
  const env = { ...process.env, HUIYIN_PUBLIC_URL: 'https://check.invalid' };
  return spawnSync(program, [...first, ...args], { cwd: root, env, encoding: 'utf8' });
}

function faultsOf(name, service) {
  const found = [];
  const hold = (isHeld, fault) => isHeld || found.push(`${name}: ${fault}`);
  hold(service.read_only, 'its root file system can be written');
  hold(service.cap_drop?.includes('ALL'), 'it keeps the powers of root (cap_drop: [ALL])');
  hold(service.security_opt?.includes('no-new-privileges:true'), 'it may gain privileges (no-new-privileges)');
  hold(name === 'gateway' || !service.ports, 'only the gateway may publish a port');
  hold(name === 'migrate' || service.healthcheck?.test, 'it has no health check');
  hold(!service.image || /:\d+\.\d+/.test(service.image), `its image ${service.image} has no exact version`);
  for (const [key, value] of Object.entries(service.environment ?? {})) {
    hold(key.endsWith('_FILE') || !/PASSWORD|SECRET_|TOKEN/.test(key), `${key} puts a secret into the environment`);
    hold(!/:\/\/[^/]*:[^/]*@/.test(String(value)), `${key} holds a password`);
  }
  const granted = (service.secrets ?? []).map(({ source }) => source);
  for (const secret of secretsRead(name))
    hold(granted.includes(secret), `its source reads the secret ${secret}, which it is not given`);
  if (name !== 'migrate' && name !== 'postgres') {
    for (const secret of ['database-url', 'postgres-admin'])
      hold(!granted.includes(secret), `it is given ${secret}, the administrator's`);
  }
  return found;
}

/** The names of secrets that a service's source asks for. */
function secretsRead(name) {
  const folder = join(root, 'apps', name, 'src');
  if (!existsSync(folder)) return [];
  const sources = readdirSync(folder, { recursive: true }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const found = sources.flatMap((path) => [
    ...readFileSync(join(folder, path), 'utf8').matchAll(/\bsecret\(\s*['"]([\w.-]+)['"]/g),
  ]);
  return [...new Set(found.map((match) => match[1]))];
}

function missingServices() {
  return ownServices.filter((name) => !services[name]).map((name) => `${name}: this service has no container`);
}

function fail(all) {
  for (const fault of all) console.error(fault);
  process.exit(1);
}
