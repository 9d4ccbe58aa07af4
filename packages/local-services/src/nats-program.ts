import { join } from 'node:path';
import { unpackDebian } from './debian-packages.js';
import { LocalServiceError, messageOf } from './local-service-error.js';
import { isAtLeast, isExecutable, onPath, output, type Program, programFolder, versionIn } from './program.js';

/** Older ones refuse `sync_interval: always`, and then an event called stored might not survive a power cut. */
const oldestNats = [2, 10] as const;

/** A NATS server of 2.10 or newer: on PATH, kept from before, or Debian 13's, which runs on Debian 12 as well. */
export async function findNatsServer(localFolder: string, log: (line: string) => void): Promise<Program> {
  const installed = onPath('nats-server');
  if (installed && (await isNewEnough(installed))) return { path: installed, env: process.env };
  let why = installed ? `${installed} is older than ${oldestNats.join('.')}` : 'nats-server is not on PATH';
  try {
    const request = { name: 'nats-server-trixie', packages: ['nats-server'], suite: 'trixie' };
    const folder = await unpackDebian(request, programFolder(localFolder), log);
    const path = folder && join(folder, 'usr/sbin/nats-server');
    if (path && isExecutable(path) && (await isNewEnough(path))) return { path, env: process.env };
  } catch (error) {
    why += `, and ${messageOf(error)}`;
  }
  throw new LocalServiceError(
    'binary-missing',
    `No NATS server of ${oldestNats.join('.')} or newer: ${why}; install one (brew install nats-server), or set NATS_URL, or use docker compose up.`,
  );
}

async function isNewEnough(path: string): Promise<boolean> {
  const text = await output({ path, env: process.env }, ['--version']).catch(() => '');
  return isAtLeast(versionIn(text), ...oldestNats);
}
