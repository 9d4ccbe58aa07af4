import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import { deriveKey as sha } from 'altcha-lib/algorithms/sha';

/** Where the door hands out challenges, and the member of a petition that takes the answer. */
export const challengePath = '/api/v1/proof-of-work';

/** Solves a challenge of the door. @returns base64 of JSON as the widget writes it; undefined when it is no challenge. */
export async function proofFor(given: unknown): Promise<string | undefined> {
  const challenge = (given as { challenge?: Challenge })?.challenge ?? (given as Challenge | undefined);
  if (challenge?.parameters === undefined) return undefined;
  const deriveKey = challenge.parameters.algorithm.startsWith('PBKDF2') ? pbkdf2 : sha;
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution === null ? undefined : Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}
