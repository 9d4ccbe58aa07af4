import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTokenKey } from '@huiyin/messaging';
import { services } from '@huiyin/contracts';
import { newKeyRing } from './personal-data.js';
import { loginRoles, schemas } from './provision.js';

const word = () => randomBytes(24).toString('base64url');

function put(folder: string, name: string, make: () => string): string {
  const path = join(folder, name);
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}.new`;
    writeFileSync(draft, make(), { mode: 0o600 });
    renameSync(draft, path);
  }
  return readFileSync(path, 'utf8').trim();
}

/** X25519 pair as raw base64url, for sealing accusations and, apart, informants' identities. */
function sealingPair(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const open = publicKey.export({ format: 'jwk' });
  const closed = privateKey.export({ format: 'jwk' });
  return { publicKey: String(open.x), privateKey: String(closed.d) };
}

/**
 * Makes what is missing of an installation's secrets, each in a file of its own that only this user can read. Random, never printed.
 * Compose and Helm give each service only its own: see docs/secrets.md.
 */
export function makeSecrets(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  for (const role of loginRoles) put(folder, `db-${role}`, word);
  for (const user of [...services, 'workbench', 'sys']) put(folder, `nats-${user}`, word);
  for (const name of [
    'cursor',
    'query-code-key',
    'blind-index-key',
    'files-key',
    'second-factor-key',
    'throttle-key',
    'proof-of-work-key',
  ]) {
    put(folder, name, () => randomBytes(32).toString('base64'));
  }
  put(folder, 'personal-data-ring', () => JSON.stringify(newKeyRing()));
  // Of each service that issues papers.
  for (const service of ['intake', 'assignment'])
    put(folder, `papers-ring-${service}`, () => JSON.stringify(newKeyRing()));
  for (const purpose of ['accusation', 'informant']) makeSealingPair(folder, purpose);
  makeSigningKeys(folder, 'token', services);
  makeSigningKeys(folder, 'audit', schemas);
}

function makeSealingPair(folder: string, purpose: string): void {
  if (existsSync(join(folder, `sealed-${purpose}-public`))) return;
  const pair = sealingPair();
  put(folder, `sealed-${purpose}-private`, () => pair.privateKey);
  put(folder, `sealed-${purpose}-public`, () => pair.publicKey);
}

/** Ed25519 keys, a private file each and one file with all public halves. */
function makeSigningKeys(folder: string, use: string, names: readonly string[]): void {
  const publicPath = join(folder, `${use}-public.json`);
  const known = existsSync(publicPath) ? (JSON.parse(readFileSync(publicPath, 'utf8')) as Record<string, string>) : {};
  const missing = names.filter((name) => known[name] === undefined || !existsSync(join(folder, `${use}-${name}.pem`)));
  if (missing.length === 0) return;
  for (const name of missing) {
    const { privatePem, publicPem } = newTokenKey();
    writeFileSync(join(folder, `${use}-${name}.pem`), privatePem, { mode: 0o600 });
    known[name] = publicPem;
  }
  writeFileSync(publicPath, JSON.stringify(known), { mode: 0o600 });
}
