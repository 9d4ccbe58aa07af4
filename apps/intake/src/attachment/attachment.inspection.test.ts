import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { inspectFile } from './attachment.inspection.js';
import { maxArchiveEntries, maxFileBytes } from './attachment.limits.js';
import { safeName } from './attachment.name.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspection-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let written = 0;
async function inspect(bytes: Buffer | string, name: string) {
  const path = join(folder, `upload-${written++}`);
  await writeFile(path, bytes);
  return inspectFile(path, name);
}

interface Part {
  name: string;
  bytes: Buffer;
  claimedSize?: number;
  unixMode?: number;
  flags?: number;
}

/** A zip archive as an office program writes it, with room for lies. */
function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claimedSize, unixMode, flags } of parts) {
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags ?? 0x800, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claimedSize ?? bytes.length, 18);
    about.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, title, packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(((unixMode ?? 0o100644) << 16) >>> 0, 6);
    more.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), about, more, title]));
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}

const contentTypes = (main: string): Part => ({
  name: '[Content_Types].xml',
  bytes: Buffer.from(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  ),
});
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const wordParts: Part[] = [contentTypes(`${word}.main+xml`), { name: 'word/document.xml', bytes: Buffer.from('<w/>') }];
const excelParts: Part[] = [contentTypes(`${excel}.main+xml`), { name: 'xl/workbook.xml', bytes: Buffer.from('<x/>') }];
const picture = (width = 8, height = 8) => sharp({ create: { width, height, channels: 3, background: '#456' } });
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const ftyp = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mif1`), Buffer.alloc(64)]);

describe('what is taken', () => {
  const taken: [string, () => Promise<Buffer> | Buffer, string, string][] = [
    ['照片.JPG', () => picture().jpeg().toBuffer(), 'image/jpeg', 'jpg'],
    ['a.png', () => picture().png().toBuffer(), 'image/png', 'png'],
    ['a.webp', () => picture().webp().toBuffer(), 'image/webp', 'webp'],
    ['a.heic', () => ftyp('heic'), 'image/heic', 'heic'],
    ['合同.pdf', () => pdf, 'application/pdf', 'pdf'],
    ['a.docx', () => zipOf(wordParts), word, 'docx'],
    ['a.xlsx', () => zipOf(excelParts), excel, 'xlsx'],
    [
      'a.mp3',
      () =>
        Buffer.concat([
          Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
          Buffer.from([0xff, 0xfb, 0x90, 0]),
          Buffer.alloc(800),
        ]),
      'audio/mpeg',
      'mp3',
    ],
    ['a.m4a', () => ftyp('M4A '), 'audio/mp4', 'm4a'],
    ['a.mp4', () => ftyp('isom'), 'video/mp4', 'mp4'],
    ['no extension', () => pdf, 'application/pdf', 'pdf'],
  ];
  it.each(taken)('%s', async (name, make, mediaType, extension) => {
    expect(await inspect(await make(), name)).toEqual({ ok: true, mediaType, extension });
  });
});

describe('what is refused', () => {
  const eicarLike = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$NOT-A-REAL-ANTIVIRUS-TEST-FILE!$H+H*';
  const huge = (name: string, megabytes: number): Part => ({ name, bytes: Buffer.alloc(megabytes * 1024 * 1024) });
  const refused: [string, () => Promise<Buffer> | Buffer | string, string, string][] = [
    ['an empty file', () => '', 'a.pdf', 'empty-file'],
    ['text like a virus test', () => eicarLike, 'a.txt', 'type-not-allowed'],
    [
      'a page of HTML named as a picture',
      () => '<!doctype html><script>alert(1)</script>',
      'a.jpg',
      'type-not-allowed',
    ],
    ['an SVG', () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a.svg', 'type-not-allowed'],
    ['a GIF', () => Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;', 'latin1'), 'a.gif', 'type-not-allowed'],
    [
      'a program named as a paper',
      () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
      'a.pdf',
      'type-not-allowed',
    ],
    ['a plain archive', () => zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]), 'a.zip', 'type-not-allowed'],
    ['an AVIF', async () => picture().avif().toBuffer(), 'a.avif', 'type-not-allowed'],
    ['a paper named as a picture', () => pdf, 'a.jpg', 'type-mismatch'],
    ['a paper named as a program', () => pdf, 'contract.pdf.exe', 'type-mismatch'],
    [
      'a picture with a zip behind it',
      async () => Buffer.concat([await picture().jpeg().toBuffer(), zipOf(wordParts)]),
      'a.jpg',
      'type-mismatch',
    ],
    ['a paper with a zip behind it', () => Buffer.concat([pdf, zipOf(wordParts)]), 'a.pdf', 'type-mismatch'],
    [
      'a picture cut in its head',
      async () => (await picture().png().toBuffer()).subarray(0, 20),
      'a.png',
      'type-mismatch',
    ],
    [
      'a flood of pixels in a small file',
      async () => picture(8_000, 8_000).png().toBuffer(),
      'a.png',
      'image-too-large',
    ],
    [
      'macros',
      () => zipOf([...wordParts, { name: 'word/vbaProject.bin', bytes: Buffer.from('m') }]),
      'a.docx',
      'macro-refused',
    ],
    [
      'macros under other capitals',
      () => zipOf([...excelParts, { name: 'xl/VBAPROJECT.BIN', bytes: Buffer.from('m') }]),
      'a.xlsx',
      'macro-refused',
    ],
    [
      'a macro type without its macro',
      () => zipOf([contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml')]),
      'a.docx',
      'macro-refused',
    ],
    ['a bomb by ratio', () => zipOf([...wordParts, huge('word/media/a.bin', 30)]), 'a.docx', 'archive-suspicious'],
    [
      'a bomb of many small ratios',
      () =>
        zipOf([
          ...wordParts,
          ...Array.from({ length: 40 }, (_, at) => ({ name: `word/${at}`, bytes: Buffer.alloc(900_000) })),
        ]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'a bomb that lies about its size',
      () => zipOf([...wordParts, { ...huge('word/media/a.bin', 30), claimedSize: 1000 }]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'a bomb in the first part that is read',
      () => zipOf([huge('[Content_Types].xml', 30)]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'a step out of the folder',
      () => zipOf([...wordParts, { name: '../../etc/cron.d/x', bytes: Buffer.from('x') }]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'an absolute name',
      () => zipOf([...wordParts, { name: '/etc/passwd', bytes: Buffer.from('x') }]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'a link',
      () => zipOf([...wordParts, { name: 'word/l', bytes: Buffer.from('/etc/passwd'), unixMode: 0o120777 }]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'an encrypted part',
      () => zipOf([...wordParts, { name: 'word/e', bytes: Buffer.from('e'), flags: 0x801 }]),
      'a.docx',
      'archive-suspicious',
    ],
    [
      'too many parts',
      () =>
        zipOf([
          ...wordParts,
          ...Array.from({ length: maxArchiveEntries }, (_, at) => ({ name: `p${at}`, bytes: Buffer.from('p') })),
        ]),
      'a.docx',
      'archive-suspicious',
    ],
    ['a cut archive', () => zipOf(wordParts).subarray(0, -30), 'a.docx', 'archive-suspicious'],
    [
      'a picture before an archive',
      () => Buffer.concat([Buffer.from('PK'), Buffer.alloc(300)]),
      'a.docx',
      'archive-suspicious',
    ],
  ];
  it.each(refused)('%s', async (_what, make, name, code) => {
    expect(await inspect(await make(), name)).toEqual({
      ok: false,
      code,
      detail: expect.stringMatching(/^[a-z0-9./+-]+$/),
    });
  });

  it('a file above the limit, before its content is read', async () => {
    const path = join(folder, 'large');
    await writeFile(path, pdf);
    await truncate(path, maxFileBytes + 1);
    expect(await inspectFile(path, 'a.pdf')).toEqual({ ok: false, code: 'file-too-large', detail: 'bytes' });
  });
});

describe('a name for showing', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\wang\\合同.pdf', '合同.pdf'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['e\u0301.png', 'é.png'],
    ['..', 'file'],
    ['', 'file'],
    [' .hidden. ', 'hidden'],
    ['a<b>:"|?*.pdf', 'a_b______.pdf'],
    ['𠮷'.repeat(100) + '.docx', '𠮷'.repeat(57) + '.docx'],
    ['x'.repeat(500) + '.pdf', 'x'.repeat(116) + '.pdf'],
    ['\ud842alone.pdf', 'alone.pdf'],
  ])('of %j is %j', (given, shown) => {
    expect(safeName(given)).toBe(shown);
    expect(safeName(shown)).toBe(shown);
  });
});
