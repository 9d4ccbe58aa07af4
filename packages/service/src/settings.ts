import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceName } from '@huiyin/contracts';

/** Where a service finds its neighbours and secrets. Read from the environment once, at start. */
export interface Settings {
  readonly service: ServiceName;
  /** `production` refuses demo accounts, demo keys and a public address without TLS. */
  readonly mode: 'demo' | 'test' | 'production';
  /** This installation's short name, part of every sealed cell and audit row. */
  readonly site: string;
  readonly database: { readonly host: string; readonly port: number; readonly name: string };
  readonly nats: { readonly url: string };
  readonly redisUrl?: string | undefined;
  readonly publicUrl: string;
  /** Text of a secret by name, from the secrets folder (compose: /run/secrets). @throws when it is not there. */
  readonly secret: (name: string) => string;
  readonly filesFolder: string;
}

export function secretsFrom(folder: string): (name: string) => string {
  return (name) => {
    try {
      return readFileSync(join(folder, name), 'utf8').trim();
    } catch {
      throw new Error(`secret "${name}" is not in ${folder}`);
    }
  };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is not set`);
  return value;
}

function address(env: NodeJS.ProcessEnv, name: string): URL {
  const value = required(env, name);
  // The value is not told: it may hold a password that should not be there.
  if (!URL.canParse(value))
    throw new Error(`environment variable ${name} is not an address such as postgres://host:5432/name`);
  return new URL(value);
}

/**
 * HUIYIN_DATABASE (postgres://host:port/name, no credentials; `?socket=/folder` for a server on this machine), HUIYIN_NATS, HUIYIN_SECRETS;
 * REDIS_URL or REDIS_URL_FILE where Redis is used.
 */
export function settingsFrom(env: NodeJS.ProcessEnv, service: ServiceName): Settings {
  const database = address(env, 'HUIYIN_DATABASE');
  const redisFile = env['REDIS_URL_FILE'];
  const mode = env['NODE_ENV'] === 'production' ? 'production' : env['HUIYIN_MODE'] === 'test' ? 'test' : 'demo';
  return {
    service,
    mode,
    site: env['HUIYIN_SITE'] ?? 'county',
    database: {
      host: database.searchParams.get('socket') ?? decodeURIComponent(database.hostname),
      port: Number(database.port || 5432),
      name: database.pathname.slice(1),
    },
    nats: { url: required(env, 'HUIYIN_NATS') },
    redisUrl: redisFile === undefined ? env['REDIS_URL'] || undefined : readFileSync(redisFile, 'utf8').trim(),
    publicUrl: env['HUIYIN_PUBLIC_URL'] ?? `http://localhost:${env['PORT'] ?? '8080'}`,
    secret: secretsFrom(required(env, 'HUIYIN_SECRETS')),
    filesFolder: env['HUIYIN_FILES'] ?? join(process.cwd(), '.local', 'files'),
  };
}
