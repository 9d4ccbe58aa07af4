import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** A program that can be run, and the variables it needs. */
export interface Program {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The first executable of that name on PATH, or in the folders where Debian keeps servers. */
export function onPath(name: string): string | undefined {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
  ];
  return folders.map((folder) => join(folder || '.', name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a program prints, both streams. Rejects when it fails or takes longer than `limitMs` milliseconds. */
export function output(program: Program, args: string[], limitMs = 10_000, cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: program.env, timeout: limitMs, maxBuffer: 16 * 1024 * 1024, cwd };
    execFile(program.path, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message, { cause: error }));
      else resolve(`${stdout}${stderr}`);
    });
  });
}

/** The version in a text such as `nats-server: v2.10.27`, as [major, minor]. Undefined when there is none. */
export function versionIn(text: string): readonly [number, number] | undefined {
  const found = /(\d+)\.(\d+)(?:\.\d+)?/.exec(text);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

export function isAtLeast(version: readonly [number, number] | undefined, major: number, minor: number): boolean {
  return version !== undefined && (version[0] > major || (version[0] === major && version[1] >= minor));
}

/** Where downloaded programs are kept, for all checkouts of this user; `.local/bin` where the home cannot be written. */
export function programFolder(localFolder: string): string {
  const asked = process.env['XDG_CACHE_HOME'] ?? '';
  const cache = isAbsolute(asked) ? asked : join(homedir(), '.cache'); // Its standard says to ignore relative ones.
  for (const folder of [join(cache, 'huiyin', 'bin'), join(localFolder, 'bin')]) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // A home that is missing or read-only is no reason to give up: the next place is inside the checkout.
    }
  }
  return join(localFolder, 'bin');
}
