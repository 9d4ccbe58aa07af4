import { createHmac, timingSafeEqual } from 'node:crypto';

// Crockford's base32: no I, L, O, U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeBytes = 16;

/** 128 bits derived from the number under a key of this office: nothing is stored that could open a petition. */
export class QueryCodes {
  readonly #key: Buffer;

  constructor(key: string) {
    this.#key = Buffer.from(key, 'base64');
  }

  of(submissionNo: string): string {
    return base32(
      createHmac('sha256', this.#key).update(`query-code\n${submissionNo}`).digest().subarray(0, codeBytes),
    );
  }

  /** Compares in constant time; spaces, dashes, lower case and O/0, I/L/1 mix-ups are forgiven. */
  fits(submissionNo: string, typed: string): boolean {
    const right = Buffer.from(this.of(submissionNo));
    const given = Buffer.from(typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'));
    return given.length === right.length && timingSafeEqual(given, right);
  }
}

function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}
