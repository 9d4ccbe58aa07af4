import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.js';

/** Where a running installation is found. Each command uses only what it needs, and says which option names what is missing. */
export interface Installation {
  readonly gatewayUrl: string | undefined;
  /** Address of the product's database for an administrator's login. */
  readonly adminUrl: string | undefined;
  readonly natsUrl: string | undefined;
  readonly secretsFolder: string | undefined;
  /** `.local` of the checkout: running.json, reports, what a replay remembers. */
  readonly localFolder: string;
}

/** Options that every command takes, in the form of `parseArgs`. */
export const whereOptions = {
  url: { type: 'string' },
  database: { type: 'string' },
  nats: { type: 'string' },
  secrets: { type: 'string' },
  local: { type: 'string' },
} as const;

export type Where = { readonly [option in keyof typeof whereOptions]?: string | undefined };

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

interface Running {
  readonly gatewayUrl?: string;
  readonly adminUrl?: string;
  readonly natsUrl?: string;
  readonly secretsFolder?: string;
}

/** What `npm start` noted in `.local/running.json`, with the options laid over it. */
export function findInstallation(where: Where): Installation {
  const localFolder = where.local ?? join(root, '.local');
  const running = readRunning(localFolder);
  return {
    gatewayUrl: where.url ?? running.gatewayUrl,
    adminUrl: where.database ?? running.adminUrl,
    natsUrl: where.nats ?? running.natsUrl,
    secretsFolder: where.secrets ?? running.secretsFolder,
    localFolder,
  };
}

/** @throws Refusal that says what to start or to name. */
export function needed<K extends keyof Installation>(installation: Installation, key: K): NonNullable<Installation[K]> {
  const value = installation[key];
  if (value === undefined) {
    throw new Refusal(`Huiyin does not run here: start it with npm start, or name what runs with ${optionOf[key]}.`);
  }
  return value;
}

const optionOf: Readonly<Record<keyof Installation, string>> = {
  gatewayUrl: '--url',
  adminUrl: '--database',
  natsUrl: '--nats',
  secretsFolder: '--secrets',
  localFolder: '--local',
};

function readRunning(localFolder: string): Running {
  try {
    return JSON.parse(readFileSync(join(localFolder, 'running.json'), 'utf8')) as Running;
  } catch {
    return {};
  }
}
