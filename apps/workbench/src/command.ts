import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.js';

/** Runs a command to its end. `work` says whether what it shows holds; a Refusal is printed as one sentence. */
export async function command(work: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await work()) ? 0 : 1;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

// A wrong option is the reader's to mend as well: Node names it in one sentence.
function isForPeople(error: unknown): error is Error {
  return error instanceof Refusal || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
}

/** Writes figures to `.local/reports/NAME.json`. */
export function writeReport(localFolder: string, name: string, figures: object): void {
  const folder = join(localFolder, 'reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}

/** A number written as an option. @throws Refusal when it is none, or below `least`. */
export function numberOption(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < least) throw new Refusal(`--${name} takes a number of at least ${least}.`);
  return value;
}
