import { createHash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { filePartBytes, Problem, putFilePart } from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { type StoredAttachment } from './attachment.answer.js';

// security.md 8: what a person may hand in at once.
export const fileLimit = 20 * 1024 * 1024;
export const filesAtMost = 10;

interface IncomingFile {
  readonly fileName: string;
  readonly bytes: Readable & { truncated?: boolean };
}

/**
 * Hands a file on in parts as it comes in, never whole in memory. `seed` makes its id and the parts' keys, so that sending the same
 * again under the same key changes nothing.
 * @throws Problem as `putFilePart` lists; `file-too-large` above 20 MiB.
 */
export async function passOn(ask: Bus['ask'], file: IncomingFile, seed: string): Promise<StoredAttachment> {
  const attachmentId = idFrom(seed);
  const fileName = file.fileName.normalize('NFC').slice(-200) || 'file';
  let part = 0;
  const put = async (bytes: Buffer, isLast: boolean) => {
    const order = { uploadId: attachmentId, part, isLast, fileName, bytes: bytes.toString('base64') };
    const taken = await ask(putFilePart, order, {
      idempotencyKey: digestOf(`${seed} part ${part}`).toString('base64url'),
    });
    part++;
    return taken;
  };
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of file.bytes) {
    held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
    // One byte more than a part is held back, so that the last part is known to be the last.
    while (held.length > filePartBytes) {
      await put(held.subarray(0, filePartBytes), false);
      held = held.subarray(filePartBytes);
    }
  }
  if (file.bytes.truncated === true) throw new Problem('file-too-large');
  if (part === 0 && held.length === 0) throw new Problem('empty-file');
  const stored = await put(held, true);
  return {
    attachmentId,
    fileName,
    mediaType: stored.mediaType ?? 'application/octet-stream',
    bytes: stored.bytes ?? 0,
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function idFrom(seed: string): string {
  const bytes = digestOf(`upload ${seed}`).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
