import { type IRunOptions, TextRun } from 'docx';

/** Named by what an office's word processor has; it substitutes what is missing. */
export const officeFonts = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: '仿宋',
  cs: 'Times New Roman',
};
const titleFonts = { ...officeFonts, eastAsia: '宋体' };
const rareFont = 'SimSun-ExtB';

export interface RunStyle {
  /** Half points. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly isTitle?: boolean;
}

// XML 1.0 cannot hold these, and bidi controls could make a line read otherwise than it is stored.
const unseen = /[\p{Cc}\p{Cs}\u{fffe}\u{ffff}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

// 仿宋 has no characters beyond the basic plane; Windows and WPS bring SimSun-ExtB for them.
function fontsOf(part: string, isTitle: boolean): NonNullable<IRunOptions['font']> {
  if (/^[\u{20000}-\u{3ffff}]/u.test(part))
    return { ascii: rareFont, hAnsi: rareFont, eastAsia: rareFont, cs: rareFont };
  return isTitle ? titleFonts : officeFonts;
}

/** Runs of a text, each with fonts that have its characters. */
export function docxRuns(text: string, { size, bold, color, isTitle = false }: RunStyle): TextRun[] {
  const clean = text.normalize('NFC').replace(unseen, '');
  const parts = clean.match(/[\u{20000}-\u{3ffff}]+|[^\u{20000}-\u{3ffff}]+/gu) ?? [];
  return parts.map(
    (part) =>
      new TextRun({
        text: part,
        font: fontsOf(part, isTitle),
        ...(size === undefined ? {} : { size }),
        ...(bold === undefined ? {} : { bold }),
        ...(color === undefined ? {} : { color }),
      }),
  );
}
