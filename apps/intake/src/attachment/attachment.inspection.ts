import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import { refusalOfArchive } from './attachment.archive.js';
import { maxFileBytes, maxImagePixels } from './attachment.limits.js';

export type FileRefusalCode =
  | 'type-not-allowed'
  | 'type-mismatch'
  | 'file-too-large'
  | 'macro-refused'
  | 'archive-suspicious'
  | 'image-too-large'
  | 'empty-file';

export type FileInspection =
  | { readonly ok: true; readonly mediaType: string; readonly extension: string }
  | { readonly ok: false; readonly code: FileRefusalCode; readonly detail: string };

interface AllowedType {
  readonly mediaType: string;
  /** Extensions that a name may declare for this content; the first is ours. */
  readonly extensions: readonly [string, ...string[]];
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What content is taken, by the media type that `file-type` finds. No SVG, HTML, archives or old Office files. */
const allowed: ReadonlyMap<string, AllowedType> = new Map([
  ['image/jpeg', { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] }],
  ['image/png', { mediaType: 'image/png', extensions: ['png'] }],
  ['image/webp', { mediaType: 'image/webp', extensions: ['webp'] }],
  ['image/heic', { mediaType: 'image/heic', extensions: ['heic', 'heif'] }],
  ['image/heif', { mediaType: 'image/heif', extensions: ['heic', 'heif'] }],
  ['application/pdf', { mediaType: 'application/pdf', extensions: ['pdf'] }],
  [word, { mediaType: word, extensions: ['docx'] }],
  [excel, { mediaType: excel, extensions: ['xlsx'] }],
  ['audio/mpeg', { mediaType: 'audio/mpeg', extensions: ['mp3'] }],
  ['audio/x-m4a', { mediaType: 'audio/mp4', extensions: ['m4a', 'mp4'] }],
  ['video/mp4', { mediaType: 'video/mp4', extensions: ['mp4', 'm4v', 'm4a'] }],
] satisfies [string, AllowedType][]);

const refuse = (code: FileRefusalCode, detail: string): FileInspection => ({ ok: false, code, detail });

async function readAt(path: string, length: number, from: 'start' | 'end', bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const wanted = Math.min(length, bytes);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(wanted),
      0,
      wanted,
      from === 'start' ? 0 : bytes - wanted,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const endOfDirectory = Buffer.from('PK\u0005\u0006', 'latin1');
const endOfDirectoryBytes = 22;
const longestComment = 0xffff;

/** True for a picture, paper or film that is a zip archive too: an end of directory whose comment ends with the file. */
async function isAlsoArchive(path: string, bytes: number): Promise<boolean> {
  const tail = await readAt(path, endOfDirectoryBytes + longestComment, 'end', bytes);
  for (let at = tail.indexOf(endOfDirectory); at >= 0; at = tail.indexOf(endOfDirectory, at + 1)) {
    if (at + endOfDirectoryBytes > tail.length) return false;
    if (at + endOfDirectoryBytes + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

/** HEIC is measured where its header can be read; its pixels cannot be decoded here. */
async function refusalOfImage(path: string, mediaType: string): Promise<FileInspection | undefined> {
  try {
    const { width, height, pages } = await sharp(path, { limitInputPixels: false }).metadata();
    return width * height * (pages ?? 1) > maxImagePixels ? refuse('image-too-large', 'pixels') : undefined;
  } catch {
    return /hei[cf]/.test(mediaType) ? undefined : refuse('type-mismatch', 'unreadable-image');
  }
}

function refusalOfName(type: AllowedType, declaredName: string): FileInspection | undefined {
  const declared = extname(declaredName).slice(1).toLowerCase();
  return declared === '' || type.extensions.includes(declared) ? undefined : refuse('type-mismatch', 'extension');
}

/**
 * Says whether an uploaded file is taken, by its content; the declared name only has to agree with it.
 * Archives are looked into before anything unpacks them. Reads at most what the limits allow; changes nothing.
 * @returns media type and our extension, or a problem code and a detail for the log (never words of the file).
 */
export async function inspectFile(path: string, declaredName: string): Promise<FileInspection> {
  const { size } = await stat(path);
  if (size === 0) return refuse('empty-file', 'no-bytes');
  if (size > maxFileBytes) return refuse('file-too-large', 'bytes');
  const isArchive = (await readAt(path, 2, 'start', size)).equals(Buffer.from('PK'));
  if (isArchive) {
    const refusal = await refusalOfArchive(path);
    if (refusal !== undefined) return refuse(refusal.code, refusal.detail);
  }
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (/macroenabled/i.test(found?.mime ?? '')) return refuse('macro-refused', 'macro-enabled-type');
  const type = found && allowed.get(found.mime);
  if (type === undefined) return refuse('type-not-allowed', found?.mime ?? 'unknown');
  if (!isArchive && (await isAlsoArchive(path, size))) return refuse('type-mismatch', 'two-types');
  const refusal = refusalOfName(type, declaredName);
  if (refusal !== undefined) return refusal;
  const unfit = type.mediaType.startsWith('image/') ? await refusalOfImage(path, type.mediaType) : undefined;
  return unfit ?? { ok: true, mediaType: type.mediaType, extension: type.extensions[0] };
}
