import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { maxImagePixels, scrubTimeoutMs } from './attachment.limits.js';

export type Scrubbing = { readonly state: 'scrubbed'; readonly path: string } | { readonly state: 'not-scrubbable' };

const run = promisify(execFile);
const notScrubbable: Scrubbing = { state: 'not-scrubbable' };
const byImage = new Map([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
] as const);
const byMat2 = new Map([
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
]);

/** Writes the pixels anew: EXIF, GPS, XMP and anything behind the picture stay behind; the first frame of a moving one is kept. */
async function scrubImage(path: string, format: 'jpeg' | 'png' | 'webp'): Promise<Scrubbing> {
  const target = `${path}.scrubbed`;
  try {
    const turned = sharp(path, { limitInputPixels: maxImagePixels, failOn: 'error' }).rotate();
    await turned.toFormat(format, format === 'png' ? {} : { quality: 88 }).toFile(target);
    return { state: 'scrubbed', path: target };
  } catch {
    await rm(target, { force: true });
    return notScrubbable;
  }
}

/** mat2 goes by the name, so it works on a copy with the right extension in a folder of its own. */
async function scrubDocument(path: string, extension: string): Promise<Scrubbing> {
  const folder = await mkdtemp(join(dirname(path), 'scrub-'));
  try {
    await copyFile(path, join(folder, `document.${extension}`));
    await run('mat2', ['--inplace', `document.${extension}`], {
      cwd: folder,
      timeout: scrubTimeoutMs,
      // The file is hostile until proven otherwise: its reader gets no secret of ours.
      env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
    });
    const target = `${path}.scrubbed`;
    if ((await stat(join(folder, `document.${extension}`))).size === 0) return notScrubbable;
    await rename(join(folder, `document.${extension}`), target);
    return { state: 'scrubbed', path: target };
  } catch {
    return notScrubbable;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Makes a copy without metadata beside the file, at `<path>.scrubbed`; the file itself stays as it is.
 * Pictures by re-encoding; PDF and Office files by `mat2` where it is on the PATH. HEIC, sound and film: not here.
 * @returns the copy's path, or that there is none: then the original of a sealed matter must not be opened.
 */
export async function scrubFile(path: string, mediaType: string): Promise<Scrubbing> {
  const format = byImage.get(mediaType as 'image/jpeg');
  if (format !== undefined) return scrubImage(path, format);
  const extension = byMat2.get(mediaType);
  return extension === undefined ? notScrubbable : scrubDocument(path, extension);
}
