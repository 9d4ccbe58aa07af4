import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { Problem } from '@huiyin/contracts';

/** Seconds that a challenge is good for. */
export const goodForSeconds = 600;
/** PBKDF2 rounds a try; with two hex digits to match, 256 tries on average: about a second on a weak phone. */
const cost = 1_000;

/** Remembers what was used. @returns false where it was there already. */
export type UseOnce = (id: string, seconds: number) => Promise<boolean>;

/** Signed challenges, each good once and for ten minutes. `level` makes it sixteen times as hard. */
export class ProofOfWork {
  constructor(
    private readonly key: string,
    private readonly useOnce: UseOnce,
  ) {}

  async challenge(level: 1 | 2 = 1): Promise<Challenge> {
    return createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost,
      keyPrefix: level === 1 ? '00' : '000',
      expiresAt: Math.floor(Date.now() / 1000) + goodForSeconds,
      hmacSignatureSecret: this.key,
      deriveKey,
    });
  }

  /**
   * Takes a solved challenge, base64 of JSON as the widget writes it.
   * @throws Problem `proof-of-work-required` without one or where it is too easy, `proof-of-work-invalid` where it is forged, expired or used.
   */
  async take(text: unknown, level: 1 | 2 = 1): Promise<void> {
    if (text === undefined || text === '') throw new Problem('proof-of-work-required');
    const payload = payloadOf(text);
    const { challenge, solution } = payload;
    if (challenge.parameters.keyPrefix.length < level + 1) throw new Problem('proof-of-work-required');
    const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: this.key }).catch(
      () => undefined,
    );
    if (result?.verified !== true) throw new Problem('proof-of-work-invalid');
    if (!(await this.useOnce(challenge.signature ?? '', goodForSeconds))) throw new Problem('proof-of-work-invalid');
  }
}

function payloadOf(text: unknown): Payload {
  if (typeof text !== 'string' || text.length > 4_000) throw new Problem('proof-of-work-invalid');
  try {
    const payload = JSON.parse(Buffer.from(text, 'base64').toString()) as Payload;
    const { keyPrefix, algorithm } = payload.challenge.parameters;
    // Our own challenges only: a foreign cost would let a stranger choose how long we compute.
    if (typeof keyPrefix === 'string' && algorithm === 'PBKDF2/SHA-256' && payload.challenge.parameters.cost === cost)
      return payload;
  } catch {
    // told below
  }
  throw new Problem('proof-of-work-invalid');
}
