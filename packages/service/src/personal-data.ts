import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomFillSync } from 'node:crypto';

// Cell: version (1 byte) | algorithm (1) | key id (1) | iv (12) | ciphertext | tag (16).
const version = 1;
const aes256gcm = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 3;

/** Key-encryption keys by number; the active one wraps new data keys, the others only open old ones. */
export interface KeyRing {
  readonly active: number;
  readonly keys: Readonly<Record<number, string>>;
}

export function newKeyRing(): KeyRing {
  return { active: 1, keys: { 1: randomBytes(32).toString('base64') } };
}

function keyOf(ring: KeyRing, id: number): Buffer {
  const key = ring.keys[id];
  if (key === undefined) throw new Error(`key ${id} is not in the ring`);
  return Buffer.from(key, 'base64');
}

// Random bytes are asked for in larger pieces: each call to the system costs more than the bytes. No piece is handed out twice.
const pool = Buffer.alloc(8_192);
let used = pool.length;

function freshBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return Buffer.from(pool.subarray(used - count, used));
}

function encrypt(key: Buffer, keyId: number, place: string, plain: Buffer): Buffer {
  const iv = freshBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([version, aes256gcm, keyId]), iv, text, cipher.getAuthTag()]);
}

function decrypt(key: Buffer, place: string, cell: Buffer): Buffer {
  if (cell[0] !== version || cell[1] !== aes256gcm) throw new Error('unknown cell format');
  const decipher = createDecipheriv('aes-256-gcm', key, cell.subarray(headBytes, headBytes + ivBytes));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(cell.subarray(cell.length - tagBytes));
  return Buffer.concat([decipher.update(cell.subarray(headBytes + ivBytes, cell.length - tagBytes)), decipher.final()]);
}

/** Opens and seals the cells of one person. Deleting the wrapped key erases the person (L-20). */
export class PersonKey {
  constructor(
    readonly wrapped: Buffer,
    private readonly key: Buffer,
  ) {}

  /** `place` is `table.column.row.site`: a cell moved elsewhere does not open. */
  seal(place: string, plain: string): Buffer {
    return encrypt(this.key, 0, place, Buffer.from(plain));
  }

  open(place: string, cell: Buffer): string {
    return decrypt(this.key, place, cell).toString();
  }
}

/** Envelope encryption of identities, and blind indexes for finding equal values without reading them. */
export class PersonalData {
  constructor(
    private readonly ring: KeyRing,
    private readonly indexKey: Buffer,
    private readonly site: string,
  ) {}

  newPerson(): PersonKey {
    const key = freshBytes(32);
    return new PersonKey(
      encrypt(keyOf(this.ring, this.ring.active), this.ring.active, `person-key.${this.site}`, key),
      key,
    );
  }

  person(wrapped: Buffer): PersonKey {
    return new PersonKey(wrapped, decrypt(keyOf(this.ring, wrapped[2] ?? 0), `person-key.${this.site}`, wrapped));
  }

  /** 16 bytes that are equal for equal values of one field on this site; tells nothing else. The value comes normalised. */
  blindIndex(field: string, normalised: string): Buffer {
    return createHmac('sha256', this.indexKey)
      .update(`${field}\n${this.site}\n`)
      .update(normalised)
      .digest()
      .subarray(0, 16);
  }
}

/** Seals whole files under the active key of a ring; older keys still open what they sealed. */
export class SealedFiles {
  constructor(
    private readonly ring: KeyRing,
    private readonly site: string,
  ) {}

  /** `place` says where the file lies, such as `table.column.row`: bytes moved elsewhere do not open. */
  seal(place: string, plain: Buffer): Buffer {
    return encrypt(keyOf(this.ring, this.ring.active), this.ring.active, `${place}.${this.site}`, plain);
  }

  /** @throws when the bytes were changed or moved, or were sealed under a key that is not in the ring. */
  open(place: string, cell: Buffer): Buffer {
    return decrypt(keyOf(this.ring, cell[2] ?? 0), `${place}.${this.site}`, cell);
  }
}

/** NFKC, upper case, letters and digits only: how identity numbers and phones are compared. */
export function normalisedNumber(value: string): string {
  return value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^86(?=1\d{10}$)/, '');
}

export function normalisedText(value: string): string {
  return value.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}
