import { createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hash as argon2, type Options, parseOptions, verify } from '@node-rs/argon2';
import { Problem } from '@huiyin/contracts';
import { SETTINGS, type Settings } from '@huiyin/service';

/** Argon2id (the library's default), as ASVS 5.0 asks: 19 MiB (in KiB here), two passes, one lane. */
const production: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Tests sign in hundreds of times; what they test is not the hash. */
const tests: Options = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };
/** Hashes at once, so that signing in starves nothing else; and how many may wait for it. */
const atOnce = 4;
const mostWaiting = 200;
/** Of zxcvbn's 0..4: "safely unguessable" begins here. */
const leastScore = 3;

type Strength = { check(password: string, names: string[]): { score: number } };

/** Hashing, comparing and judging passwords. Compared exactly as typed, after NFC. */
@Injectable()
export class PasswordService {
  readonly #options: Options;
  readonly #key: Buffer;
  readonly #dummy: Promise<string>;
  #strength: Promise<Strength> | undefined;
  #working = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#options = settings.mode === 'test' ? tests : production;
    this.#key = Buffer.from(settings.secret('second-factor-key'), 'base64');
    this.#dummy = this.hash(randomBytes(16).toString('hex'));
  }

  /** Runs work that hashes when its turn comes. @throws Problem `overloaded` when too many wait already. */
  async inGate<T>(work: () => Promise<T>): Promise<T> {
    if (this.#working >= atOnce) {
      if (this.#waiting.length >= mostWaiting) throw new Problem('overloaded', {}, [], 2);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#working++;
    try {
      return await work();
    } finally {
      // The place goes to whoever waits; it is free only when nobody does.
      const next = this.#waiting.shift();
      if (next === undefined) this.#working--;
      else next();
    }
  }

  async hash(password: string): Promise<string> {
    return this.inGate(() => this.hashInGate(password));
  }

  /** For work that is in the gate already. */
  async hashInGate(password: string): Promise<string> {
    return argon2(password.normalize('NFC'), this.#options);
  }

  /** For work that is in the gate already. Without a hash it takes as long, and is false. */
  async isRight(hash: string | undefined, password: string): Promise<boolean> {
    const isSame = await verify(hash ?? (await this.#dummy), password.normalize('NFC'));
    return hash !== undefined && isSame;
  }

  /** Whether a hash was made with weaker parameters than today's. */
  isOutdated(hash: string): boolean {
    const { memoryCost, timeCost } = parseOptions(hash);
    return memoryCost < (this.#options.memoryCost ?? 0) || timeCost < (this.#options.timeCost ?? 0);
  }

  /** @throws Problem `password-unfit` when it is easily guessed or holds one of the names or the product's. */
  async refuseUnfit(password: string, names: readonly string[]): Promise<void> {
    const typed = password.normalize('NFC');
    const folded = typed.toLowerCase();
    const taken = [...names, 'huiyin', '回音'].map((name) => name.normalize('NFC').toLowerCase());
    if (typed.length < 8) throw new Problem('password-unfit', { why: 'short' });
    if (taken.some((name) => name.length > 1 && folded.includes(name)))
      throw new Problem('password-unfit', { why: 'name' });
    this.#strength ??= strengthMeter();
    const { score } = (await this.#strength).check(typed, taken);
    if (score < leastScore) throw new Problem('password-unfit', { why: 'guessable' });
  }

  /** The input with passwords replaced by keyed digests: an idempotency key's digest must not be a fast hash of a password. */
  withoutSecrets(input: object): object {
    const digest = (value: string) => createHmac('sha256', this.#key).update(`input\n${value}`).digest('hex');
    const secret = new Set(['password', 'current', 'next']);
    return Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, secret.has(name) ? digest(String(value)) : value]),
    );
  }
}

/** Loaded at first need: the lists of common passwords take some megabytes. */
async function strengthMeter(): Promise<Strength> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}
