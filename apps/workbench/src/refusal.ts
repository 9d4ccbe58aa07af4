/** A reason not to go on that a person can act upon: printed as it is, without a stack, and the command ends with 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What went wrong in a word, for the end of such a sentence. */
export function briefly(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (message || code || String(error)).split('\n')[0] ?? '';
}
