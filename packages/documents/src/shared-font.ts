import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font } from 'fontkit';

// The instance that pdfkit has: its formats are the ones that count.
const fontkit = createRequire(import.meta.url)('fontkit') as typeof import('fontkit');
const opened = new Map<string, Font>();
const nameIn = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

// pdfkit parses the tables of a font anew for every document, which for 30,000 characters takes as long as the rest of a page. A font
// that was parsed is good for all of them, so what lies on the shelf is its name, and this "format" answers with the font.
class OpenedFont {
  static probe(bytes: Uint8Array): boolean {
    return bytes.byteLength < 64 && opened.has(nameIn(bytes));
  }

  constructor({ buffer }: { readonly buffer: Uint8Array }) {
    const font = opened.get(nameIn(buffer));
    if (font === undefined) throw new Error('a font that was never opened');
    return font;
  }
}
fontkit.registerFormat(OpenedFont);

/** Parses a font file once; the token stands for it wherever pdfkit asks for the bytes of a font. */
export function openShared(name: string, path: string): { font: Font; token: Buffer } {
  const font = fontkit.create(readFileSync(path));
  opened.set(name, font);
  return { font, token: Buffer.from(name, 'latin1') };
}
