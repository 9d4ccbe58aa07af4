import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';

// A sealed file is: magic, salt, then chunks of 64 KiB ciphertext + tag. Each file has a key of its own (HKDF of the given key
// and the salt), so the nonce can be the chunk's number and the last-chunk flag (STREAM: Hoang, Reyhanitabar, Rogaway and
// Vizár, 2015). Cutting, reordering, repeating or joining chunks therefore fails to verify.
const magic = Buffer.from('HYV1');
const saltBytes = 32;
const headerBytes = magic.length + saltBytes;
export const vaultChunkBytes = 64 * 1024;
const tagBytes = 16;
const sealedChunkBytes = vaultChunkBytes + tagBytes;

/** What was sealed is damaged, cut, reordered, or belongs to another key. */
export class VaultBroken extends Error {
  override readonly name = 'VaultBroken';
}

function fileKey(key: Buffer, header: Buffer): Buffer {
  if (key.length !== 32) throw new RangeError('the vault key must have 32 bytes');
  return Buffer.from(hkdfSync('sha256', key, header, 'huiyin attachment vault v1', 32));
}

function nonceOf(sequence: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(sequence, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function sealChunk(key: Buffer, sequence: number, isLast: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(sequence, isLast), { authTagLength: tagBytes });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(key: Buffer, sequence: number, isLast: boolean, sealed: Buffer): Buffer {
  if (sealed.length < tagBytes) throw new VaultBroken('sealed file is cut');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(sequence, isLast), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plain = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch (cause) {
    throw new VaultBroken('sealed file does not verify', { cause });
  }
}

/** Whole chunks, one held back so that the last is known; an empty file is one empty last chunk. */
async function* chunksOf(path: string): AsyncGenerator<{ plain: Buffer; isLast: boolean }> {
  let held: Buffer = Buffer.alloc(0);
  for await (const part of createReadStream(path, { highWaterMark: vaultChunkBytes })) {
    held = Buffer.concat([held, part as Buffer]);
    while (held.length > vaultChunkBytes) {
      yield { plain: held.subarray(0, vaultChunkBytes), isLast: false };
      held = held.subarray(vaultChunkBytes);
    }
  }
  yield { plain: held, isLast: true };
}

async function writeSealed(source: string, file: FileHandle, key: Buffer): Promise<{ bytes: number; sha256: string }> {
  const header = Buffer.concat([magic, randomBytes(saltBytes)]);
  const ownKey = fileKey(key, header);
  const digest = createHash('sha256');
  let bytes = 0;
  let sequence = 0;
  await file.writeFile(header);
  for await (const { plain, isLast } of chunksOf(source)) {
    digest.update(plain);
    bytes += plain.length;
    await file.writeFile(sealChunk(ownKey, sequence++, isLast, plain));
  }
  await file.sync();
  return { bytes, sha256: digest.digest('hex') };
}

/**
 * Encrypts a file into the vault with AES-256-GCM, 64 KiB at a time. `target` appears whole and on disk, or not at all.
 * @param key 32 bytes.
 * @returns size in bytes and SHA-256 (hex) of the plain file.
 * @throws RangeError for a key of another length; file system errors as they are.
 */
export async function sealFileTo(
  path: string,
  target: string,
  key: Buffer,
): Promise<{ bytes: number; sha256: string }> {
  const growing = `${target}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(growing, 'wx', 0o600);
    try {
      const sealed = await writeSealed(path, file, key);
      await rename(growing, target);
      return sealed;
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(growing, { force: true });
    throw error;
  }
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new VaultBroken('sealed file is cut');
    done += bytesRead;
  }
  return buffer;
}

async function* plainOf(target: string, key: Buffer): AsyncGenerator<Buffer> {
  const file = await open(target, 'r');
  try {
    const { size } = await file.stat();
    const header = await readExactly(file, 0, headerBytes);
    if (!timingSafeEqual(header.subarray(0, magic.length), magic)) throw new VaultBroken('not a sealed file');
    const ownKey = fileKey(key, header);
    let at = headerBytes;
    for (let sequence = 0, isLast = false; !isLast; sequence++) {
      const length = Math.min(sealedChunkBytes, size - at);
      isLast = at + length >= size;
      const plain = openChunk(ownKey, sequence, isLast, await readExactly(file, at, length));
      at += length;
      if (plain.length > 0) yield plain;
    }
  } finally {
    await file.close();
  }
}

/**
 * Decrypts a sealed file, 64 KiB at a time; nothing unverified comes out. A fault in a later chunk ends the stream with
 * `VaultBroken` after earlier, genuine chunks, so a reader must wait for the end before it trusts the whole.
 */
export function openFile(target: string, key: Buffer): Readable {
  return Readable.from(plainOf(target, key), { objectMode: false, highWaterMark: vaultChunkBytes });
}
