import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What the door acknowledged, message by message, in a file of its own for each file and each database: a run that was broken off
 * goes on from here, and what a receipt was once given for can be looked for later.
 */
export class Acknowledged {
  readonly #numbers = new Map<string, string>();

  constructor(private readonly path: string) {
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const entry = entryOf(line);
      if (entry !== undefined) this.#numbers.set(entry.uid, entry.submissionNo);
    }
  }

  /** `database` tells apart installations that this folder has met; see `identityOf`. */
  static of(localFolder: string, file: string, database: string): Acknowledged {
    const hash = createHash('sha256').update(readFileSync(file)).update(database).digest('hex').slice(0, 32);
    return new Acknowledged(join(localFolder, 'replay', `${hash}.jsonl`));
  }

  numberOf(uid: string): string | undefined {
    return this.#numbers.get(uid);
  }

  /** Written before anything else happens, so that a kill right after the receipt does not forget it. */
  note(uid: string, submissionNo: string): void {
    this.#numbers.set(uid, submissionNo);
    mkdirSync(dirname(this.path), { recursive: true });
    appendFileSync(this.path, `${JSON.stringify({ uid, submissionNo })}\n`);
  }

  get size(): number {
    return this.#numbers.size;
  }

  numbers(): string[] {
    return [...this.#numbers.values()];
  }
}

/** The last line may be half a line when the process was killed. */
function entryOf(line: string): { uid: string; submissionNo: string } | undefined {
  try {
    return JSON.parse(line) as { uid: string; submissionNo: string };
  } catch {
    return undefined;
  }
}
