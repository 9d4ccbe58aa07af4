import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import pdfmake from 'pdfmake';

export interface FontRun {
  readonly text: string;
  readonly font: string;
}

interface Face {
  readonly name: string;
  readonly font: Font;
}

const find = createRequire(import.meta.url);
const sansOf = (region: 'sc' | 'jp', weight: string) => () =>
  find.resolve(`@expo-google-fonts/noto-sans-${region}/${weight}/NotoSans${region.toUpperCase()}_${weight}.ttf`);

// Noto Sans SC has all of 4E00-9FFF and 3400-4DBF; what it lacks (𠮷) is looked for in the Japanese one, then in the large
// fonts that a system may have (Debian: fonts-hanazono, fonts-babelstone-han) or that HUIYIN_RARE_FONT names.
const rarePaths = [
  sansOf('jp', '400Regular'),
  () => process.env.HUIYIN_RARE_FONT,
  () => '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
  () => '/usr/share/fonts/truetype/babelstone-han/BabelStoneHan.ttf',
];
export const mainFont = 'Main';
const faces: Face[] = [];
const definitions: Record<string, { normal: string; bold: string }> = {};
let rareTried = 0;

// One read for the life of the process: every paper embeds a subset out of these same bytes.
function shelve(name: string, normalPath: string, boldPath?: string): void {
  const normal = readFileSync(normalPath);
  pdfmake.virtualfs.writeFileSync(`${name}.ttf`, normal);
  if (boldPath !== undefined) pdfmake.virtualfs.writeFileSync(`${name}-bold.ttf`, readFileSync(boldPath));
  faces.push({ name, font: create(normal) });
  definitions[name] = { normal: `${name}.ttf`, bold: boldPath === undefined ? `${name}.ttf` : `${name}-bold.ttf` };
  pdfmake.setFonts(definitions);
}

function facesInUse(): readonly Face[] {
  if (faces.length === 0) {
    // A paper opens nothing by name or address: all it needs is on the shelf.
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy(() => false);
    shelve(mainFont, sansOf('sc', '400Regular')(), sansOf('sc', '700Bold')());
  }
  return faces;
}

/** Opens the next font for rare characters that exists here. */
function shelveNextRare(): Face | undefined {
  while (rareTried < rarePaths.length) {
    const path = rarePaths[rareTried++]?.();
    if (path === undefined || !existsSync(path)) continue;
    shelve(`Rare${rareTried}`, path);
    return faces.at(-1);
  }
  return undefined;
}

function faceFor(codePoint: number): Face | undefined {
  const known = facesInUse().find(({ font }) => font.hasGlyphForCodePoint(codePoint));
  if (known !== undefined) return known;
  for (let next = shelveNextRare(); next !== undefined; next = shelveNextRare()) {
    if (next.font.hasGlyphForCodePoint(codePoint)) return next;
  }
  return undefined;
}

// Marks without a picture of their own: variation selectors, joiners, bidi controls, controls but the line feed.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/u;

/**
 * Splits text into runs, each with a font that has all of its characters. A character that no font here has is written as its
 * number, `〔U+2A6D6〕`, so that a paper never carries an empty box in place of somebody's name.
 */
export function fontRuns(text: string): FontRun[] {
  facesInUse();
  const runs: { text: string; font: string }[] = [];
  for (const character of text.normalize('NFC')) {
    if (character !== '\n' && unseen.test(character)) continue;
    const codePoint = character.codePointAt(0) ?? 0;
    const face = character === '\n' ? faces[0] : faceFor(codePoint);
    const shown = face === undefined ? `〔U+${codePoint.toString(16).toUpperCase()}〕` : character;
    const font = face?.name ?? mainFont;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}

/** True when the font of a run has a real glyph, not the empty box, for each of its characters. */
export function isCovered({ text, font }: FontRun): boolean {
  const face = faces.find(({ name }) => name === font);
  return (
    face !== undefined &&
    Array.from(text).every((character) => face.font.glyphForCodePoint(character.codePointAt(0) ?? 0).id > 0)
  );
}
