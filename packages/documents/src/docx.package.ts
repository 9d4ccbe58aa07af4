import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

// DOS time has no earlier one; written in local parts, so it is the same in every time zone.
const noTime = new Date(1980, 0, 1);
const stamps = /(<dcterms:(created|modified)[^>]*>)[^<]*(<)/gu;

/** Takes the clock out of a DOCX: times of the archive are none, times of the document are the day of issue. */
export function sameBytes(docx: Buffer, issuedOn: string): Buffer {
  const parts = unzipSync(docx);
  const core = parts['docProps/core.xml'];
  if (core === undefined) throw new Error('a DOCX without its core properties');
  parts['docProps/core.xml'] = strToU8(strFromU8(core).replace(stamps, `$1${issuedOn}T00:00:00Z$3`));
  const zipped = zipSync(parts, { mtime: noTime, level: 6 });
  return Buffer.from(zipped.buffer, zipped.byteOffset, zipped.byteLength);
}
