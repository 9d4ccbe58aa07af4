import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font } from 'fontkit';
import pdfmake from 'pdfmake';
import { openShared } from './shared-font.js';

export interface FontRun {
  readonly text: string;
  readonly font: string;
}

interface Face {
  readonly name: string;
  readonly font: Font;
}

const find = createRequire(import.meta.url);
const notoOf = (style: 'Sans' | 'Serif', region: 'sc' | 'jp', weight: string) => (): string =>
  find.resolve(
    `@expo-google-fonts/noto-${style.toLowerCase()}-${region}/${weight}/Noto${style}${region.toUpperCase()}_${weight}.ttf`,
  );

/** Sans for the receipt, which people read on a screen; Song (serif) for papers that an office signs, after GB/T 9704. */
const mainPaths = {
  Main: { normal: notoOf('Sans', 'sc', '400Regular'), bold: notoOf('Sans', 'sc', '700Bold') },
  Song: { normal: notoOf('Serif', 'sc', '400Regular'), bold: notoOf('Serif', 'sc', '700Bold') },
} as const;
export type MainFont = keyof typeof mainPaths;
export const mainFont: MainFont = 'Main';

// Both have all of 4E00-9FFF and 3400-4DBF; what they lack (𠮷) is looked for in the Japanese one, then in the large
// fonts that a system may have (Debian: fonts-hanazono, fonts-babelstone-han) or that HUIYIN_RARE_FONT names.
const rarePaths = [
  notoOf('Sans', 'jp', '400Regular'),
  () => process.env.HUIYIN_RARE_FONT,
  () => '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
  () => '/usr/share/fonts/truetype/babelstone-han/BabelStoneHan.ttf',
];
const mains = new Map<MainFont, Face>();
const rares: Face[] = [];
const definitions: Record<string, { normal: string; bold: string }> = {};
let rareTried = 0;

// One read for the life of the process: every paper embeds a subset out of these same bytes.
function shelve(name: string, normalPath: string, boldPath = normalPath): Face {
  const normal = openShared(`${name}.ttf`, normalPath);
  pdfmake.virtualfs.writeFileSync(`${name}.ttf`, normal.token);
  if (boldPath !== normalPath)
    pdfmake.virtualfs.writeFileSync(`${name}-bold.ttf`, openShared(`${name}-bold.ttf`, boldPath).token);
  definitions[name] = { normal: `${name}.ttf`, bold: boldPath === normalPath ? `${name}.ttf` : `${name}-bold.ttf` };
  pdfmake.setFonts(definitions);
  // A paper opens nothing by name or address: all it needs is on the shelf.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return { name, font: normal.font };
}

function mainFace(name: MainFont): Face {
  const known = mains.get(name);
  if (known !== undefined) return known;
  const face = shelve(name, mainPaths[name].normal(), mainPaths[name].bold());
  mains.set(name, face);
  return face;
}

/** Opens the next font for rare characters that exists here. */
function shelveNextRare(): Face | undefined {
  while (rareTried < rarePaths.length) {
    const path = rarePaths[rareTried++]?.();
    if (path === undefined || !existsSync(path)) continue;
    const face = shelve(`Rare${rareTried}`, path);
    rares.push(face);
    return face;
  }
  return undefined;
}

function faceFor(codePoint: number, main: Face): Face | undefined {
  const known = [main, ...rares].find(({ font }) => font.hasGlyphForCodePoint(codePoint));
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
export function fontRuns(text: string, mainName: MainFont = mainFont): FontRun[] {
  const main = mainFace(mainName);
  const runs: { text: string; font: string }[] = [];
  for (const character of text.normalize('NFC')) {
    if (character !== '\n' && unseen.test(character)) continue;
    const codePoint = character.codePointAt(0) ?? 0;
    const face = character === '\n' ? main : faceFor(codePoint, main);
    const shown = face === undefined ? `〔U+${codePoint.toString(16).toUpperCase()}〕` : character;
    const font = face?.name ?? mainName;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}

/** True when the font of a run has a real glyph, not the empty box, for each of its characters. */
export function isCovered({ text, font }: FontRun): boolean {
  const face = [...mains.values(), ...rares].find(({ name }) => name === font);
  return (
    face !== undefined &&
    Array.from(text).every((character) => face.font.glyphForCodePoint(character.codePointAt(0) ?? 0).id > 0)
  );
}
