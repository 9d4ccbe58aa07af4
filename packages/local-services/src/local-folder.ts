import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asLocalServiceError, LocalServiceError } from './local-service-error.js';
import { lifeMark } from './running-process.js';

/** Where one set of private servers keeps its things. */
export interface LocalFolder {
  readonly path: string;
  /** Remembered ports, JSON. */
  readonly ports: string;
  readonly logs: string;
}

/** `<root>/.local` for `npm start`, a new `<root>/.local/test-…` for tests. */
export function openLocalFolder(root: string, mode: 'start' | 'test'): LocalFolder {
  const home = join(root, '.local');
  try {
    makeFolder(home, 0o711); // 711: as root, PostgreSQL runs as another user and must pass through.
    const path = mode === 'start' ? home : join(home, `test-${randomBytes(4).toString('hex')}`);
    makeFolder(path, 0o711);
    makeFolder(join(path, 'secrets'), 0o700);
    makeFolder(join(path, 'log'), 0o700);
    return { path, ports: join(path, 'ports.json'), logs: join(path, 'log') };
  } catch (error) {
    throw asLocalServiceError(error, home);
  }
}

export function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
}

/** Writes a file that only this user reads, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

/** A random secret of this folder, made on first use and kept with mode 0600. Letters and digits only. */
export function secretOf(folder: LocalFolder, name: string): string {
  const file = join(folder.path, 'secrets', name);
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw asLocalServiceError(error, file);
  }
  // "s" first: NATS reads a word that begins with a digit as a number with a unit.
  const secret = `s${randomBytes(24).toString('hex')}`;
  writePrivately(file, `${secret}\n`);
  return secret;
}

interface Owner {
  readonly pid: number;
  readonly life: string;
}

/**
 * Marks this process as the one that runs the folder's servers.
 * Refused with `already-running` while another one does: stopping either would take the servers from both.
 */
export function claimFolder(folder: LocalFolder): () => void {
  const file = join(folder.path, 'owner.json');
  const owner = ownerOf(folder.path);
  if (owner && owner.pid !== process.pid) {
    throw new LocalServiceError(
      'already-running',
      `Huiyin already runs from this folder (process ${owner.pid}); stop that one first.`,
    );
  }
  writePrivately(file, JSON.stringify({ pid: process.pid, life: lifeMark(process.pid) ?? '' }));
  return () => rmSync(file, { force: true });
}

/** The living process that owns a folder, if there is one. */
export function ownerOf(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8')) as Owner;
    return lifeMark(owner.pid) === owner.life ? owner : undefined;
  } catch {
    return undefined;
  }
}
