import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { maxArchiveEntries, maxUnpackedBytes, maxUnpackRatio, minRatioBytes } from './attachment.limits.js';

// yauzl 3 has these; the types for it are still those of version 2.
declare module 'yauzl' {
  interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<NodeJS.ReadableStream>;
  }
  function openPromise(path: string, options: { autoClose: boolean }): Promise<ZipFile>;
}

export type ArchiveRefusal = { code: 'archive-suspicious' | 'macro-refused'; detail: string };

const symbolicLink = 0o120000;
const fileTypeMask = 0o170000;

function refusalOf(entry: Entry): ArchiveRefusal | undefined {
  if ((entry.generalPurposeBitFlag & 1) !== 0) return { code: 'archive-suspicious', detail: 'encrypted-entry' };
  if (((entry.externalFileAttributes >>> 16) & fileTypeMask) === symbolicLink) {
    return { code: 'archive-suspicious', detail: 'link' };
  }
  if (/(?:^|\/)vbaProject\.bin$/i.test(entry.fileName)) return { code: 'macro-refused', detail: 'vba-project' };
  if (entry.uncompressedSize > minRatioBytes && entry.uncompressedSize > entry.compressedSize * maxUnpackRatio) {
    return { code: 'archive-suspicious', detail: 'ratio' };
  }
  return undefined;
}

async function directoryOf(zip: ZipFile): Promise<Entry[] | ArchiveRefusal> {
  if (zip.entryCount > maxArchiveEntries) return { code: 'archive-suspicious', detail: 'too-many-entries' };
  const entries: Entry[] = [];
  let unpacked = 0;
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    const refusal = refusalOf(entry);
    if (refusal !== undefined) return refusal;
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    entries.push(entry);
    if (entries.length > maxArchiveEntries) return { code: 'archive-suspicious', detail: 'too-many-entries' };
    if (unpacked > maxUnpackedBytes) return { code: 'archive-suspicious', detail: 'unpacked-size' };
  }
  if (unpacked > minRatioBytes && unpacked > packed * maxUnpackRatio)
    return { code: 'archive-suspicious', detail: 'ratio' };
  return entries;
}

/** The directory may lie about sizes: each entry is unpacked once into nothing; yauzl stops at the first byte too many. */
async function unpackIntoNothing(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
    await pipeline(await zip.openReadStreamPromise(entry), nothing);
  }
}

/**
 * Reads a zip archive's directory, then proves its sizes. Nothing is written and no entry is kept.
 * @returns why it is refused, or nothing. A broken directory, `..` in a name and an absolute name are refused as suspicious.
 */
export async function refusalOfArchive(path: string): Promise<ArchiveRefusal | undefined> {
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false });
    const entries = await directoryOf(zip);
    if (!Array.isArray(entries)) return entries;
    await unpackIntoNothing(zip, entries);
    return undefined;
  } catch {
    return { code: 'archive-suspicious', detail: 'broken-archive' };
  } finally {
    zip?.close();
  }
}
