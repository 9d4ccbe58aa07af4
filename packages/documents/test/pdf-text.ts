import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly head: string;
  readonly stream?: Buffer;
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('endobj', from);
    const at = text.indexOf('\nstream\n', from);
    if (at < 0 || at > end) {
      objects.set(Number(match[1]), { head: text.slice(from, end) });
      continue;
    }
    const head = text.slice(from, at);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const bytes = pdf.subarray(at + 8, at + 8 + length);
    objects.set(Number(match[1]), { head, stream: head.includes('/FlateDecode') ? inflateSync(bytes) : bytes });
  }
  return objects;
}

const utf16 = (hex: string): string => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

/** What the glyphs of a font stand for, by their number in its subset. */
function glyphsOf(cmap: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g))
    [...(list ?? '').matchAll(/<([^>]*)>/g)].forEach(([, hex], at) =>
      glyphs.set(parseInt(first ?? '', 16) + at, utf16(hex ?? '')),
    );
  return glyphs;
}

const reference = (head: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]);

function fontsOf(objects: Map<number, PdfObject>): Map<string, Map<number, string>> {
  const fonts = new Map<string, Map<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name, id] of (/\/Font <<([^>]*)>>/.exec(head)?.[1] ?? '').matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(Number(id));
      const cmap = objects.get(reference(font?.head ?? '', 'ToUnicode'))?.stream;
      fonts.set(name ?? '', glyphsOf(cmap?.toString('latin1') ?? ''));
    }
  }
  return fonts;
}

/**
 * The text of each page as its glyphs say it, without spaces; `□` is a real one, `\uFFFD` is glyph 0, the empty box of a font that
 * lacks the character.
 */
export function pageTexts(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map(({ head }) => {
    const content = objects.get(reference(head, 'Contents'))?.stream?.toString('latin1') ?? '';
    let glyphs: Map<number, string> | undefined;
    let text = '';
    for (const [part, name] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[[^\]]*\] TJ/g)) {
      if (name !== undefined) glyphs = fonts.get(name);
      else
        for (const [, hex = ''] of part.matchAll(/<([0-9a-f]*)>/g))
          for (const id of hex.match(/.{4}/g) ?? []) text += glyphOf(glyphs, parseInt(id, 16));
    }
    return text.replace(/\s/g, '');
  });
}

const glyphOf = (glyphs: Map<number, string> | undefined, id: number): string =>
  id === 0 ? '\uFFFD' : (glyphs?.get(id) ?? '\uFFFD');
