import { execFileSync } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { scrubFile } from './attachment.scrubbing.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrubbing-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secret = 'Camera of Wang 13800002211';
async function photo(format: 'jpeg' | 'png' | 'webp'): Promise<string> {
  const path = join(folder, `photo-${format}`);
  const pixels = sharp({ create: { width: 40, height: 20, channels: 3, background: '#a33' } });
  const gps = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '35/1 36/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '115/1 56/1 0/1',
  };
  await pixels
    .withExif({ IFD0: { Make: secret, ImageDescription: secret }, IFD3: gps })
    .withMetadata({ orientation: 6 })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`)
    .toFormat(format)
    .toFile(path);
  return path;
}

describe('pictures', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('lose EXIF, GPS and XMP but keep how they stand: %s', async (format) => {
    const path = await photo(format);
    const before = await sharp(path).metadata();
    expect([before.exif !== undefined, before.xmp !== undefined, before.orientation]).toEqual([true, true, 6]);
    const scrubbed = await scrubFile(path, `image/${format}`);
    if (scrubbed.state !== 'scrubbed') throw new Error('a picture was not scrubbed');
    const after = await sharp(scrubbed.path).metadata();
    expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([after.format, after.width, after.height]).toEqual([format, 20, 40]);
    expect((await readFile(path)).includes(secret)).toBe(true);
    expect((await readFile(scrubbed.path)).includes(secret)).toBe(false);
  });

  it('lose what is hidden behind the picture', async () => {
    const path = await photo('jpeg');
    await writeFile(path, `<script>${secret}</script>`, { flag: 'a' });
    const scrubbed = await scrubFile(path, 'image/jpeg');
    expect(scrubbed.state === 'scrubbed' && (await readFile(scrubbed.path)).includes('<script>')).toBe(false);
  });

  it('that are cut are not scrubbable and leave nothing behind', async () => {
    const path = await photo('png');
    await writeFile(path, (await readFile(path)).subarray(0, -30));
    expect(await scrubFile(path, 'image/png')).toEqual({ state: 'not-scrubbable' });
    expect(await readdir(folder)).toEqual(['photo-png']);
  });
});

it.each(['image/heic', 'video/mp4', 'audio/mpeg', 'text/html'])('%s is not scrubbable', async (mediaType) => {
  const path = join(folder, 'other');
  await writeFile(path, 'x');
  expect(await scrubFile(path, mediaType)).toEqual({ state: 'not-scrubbable' });
});

function minimalPdf(author: string): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>',
    `<</Author(${author})/Title(${author})>>`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj${object}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 5\n0000000000 65535 f \n${offsets.join('')}trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\n`;
  return `${body}${table}startxref\n${body.length}\n%%EOF\n`;
}

describe('papers', () => {
  const hasMat2 = (() => {
    try {
      execFileSync('mat2', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();

  it(`are ${hasMat2 ? 'scrubbed by mat2' : 'not scrubbable without mat2'}`, async () => {
    const path = join(folder, 'paper');
    await writeFile(path, minimalPdf(secret));
    const scrubbed = await scrubFile(path, 'application/pdf');
    expect(scrubbed.state).toBe(hasMat2 ? 'scrubbed' : 'not-scrubbable');
    if (scrubbed.state === 'scrubbed') expect((await readFile(scrubbed.path)).includes(secret)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.startsWith('scrub-'))).toEqual([]);
  });

  it('are not scrubbable where mat2 is not on the PATH', async () => {
    const path = join(folder, 'paper');
    await writeFile(path, minimalPdf(secret));
    const before = process.env.PATH;
    process.env.PATH = folder;
    try {
      expect(await scrubFile(path, 'application/pdf')).toEqual({ state: 'not-scrubbable' });
    } finally {
      process.env.PATH = before;
    }
    await expect(access(`${path}.scrubbed`)).rejects.toThrow('ENOENT');
  });
});
