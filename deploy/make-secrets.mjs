/**
 * Makes the secrets of `docker compose up` under `.local/compose`, one file each; those that exist are kept.
 * Run on the host, after `npm run prepare:local`: node deploy/make-secrets.mjs
 */
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { natsAccounts } from '../packages/messaging/dist/index.js';
import { makeSecrets } from '../packages/service/dist/index.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.local/compose');
const secrets = join(folder, 'secrets');
mkdirSync(folder, { recursive: true, mode: 0o711 });
makeSecrets(secrets);

const admin = keep('postgres-admin', () => randomBytes(24).toString('hex'));
const redis = keep('redis-password', () => randomBytes(24).toString('hex'));
write('database-url', `postgresql://postgres:${admin}@postgres:5432/huiyin`);
write('redis-url', `redis://:${redis}@redis:6379`);
write('redis.conf', redisConf(redis));
write(
  'nats-accounts',
  natsAccounts((user) => readFileSync(join(secrets, `nats-${user}`), 'utf8').trim()),
);

// Compose hands files over with the owner they have here, so the services run as that owner.
const isRoot = process.getuid?.() === 0;
const [uid, gid] = isRoot ? [1000, 1000] : [process.getuid?.() ?? 1000, process.getgid?.() ?? 1000];
if (isRoot) for (const path of ['', ...readdirSync(secrets)]) chownSync(join(secrets, path), uid, gid);
writeFileSync(join(folder, 'compose.env'), `HUIYIN_UID=${uid}\nHUIYIN_GID=${gid}\n`);
console.log('Secrets are in .local/compose/secrets. Next:');
console.log('  HUIYIN_PUBLIC_URL=https://… docker compose --env-file .local/compose/compose.env up --build');

function keep(name, make) {
  const file = join(secrets, name);
  if (!existsSync(file)) write(name, make());
  return readFileSync(file, 'utf8').trim();
}

function write(name, text) {
  writeFileSync(join(secrets, name), `${text.trimEnd()}\n`, { mode: 0o600 });
}

function redisConf(password) {
  return `bind 0.0.0.0
requirepass ${password}
dir /data
appendonly yes
appendfsync everysec
maxmemory-policy noeviction`;
}
