import { type FontRun, fontRuns } from './paper.fonts.js';

// Black on white, ruled, 10.5 pt (五号) for the body: what an office prints on and a photocopier keeps.
export const paperSizes = ['roomy', 'close', 'dense'] as const;
export type PaperSize = (typeof paperSizes)[number];

export const bodyOf = {
  roomy: { fontSize: 10.5, lineHeight: 1.2 },
  close: { fontSize: 9.5, lineHeight: 1.12 },
  dense: { fontSize: 8, lineHeight: 1 },
} as const satisfies Record<PaperSize, object>;

const smallOf = {
  roomy: { fontSize: 9, lineHeight: 1.15 },
  close: { fontSize: 8.5, lineHeight: 1.12 },
  dense: { fontSize: 7.5, lineHeight: 1 },
} as const satisfies Record<PaperSize, object>;

export function stylesOf(size: PaperSize): object {
  return {
    office: { fontSize: size === 'dense' ? 11 : 13, alignment: 'center' },
    title: { fontSize: 20, bold: true, alignment: 'center', margin: [0, 3, 0, size === 'dense' ? 8 : 12] },
    label: { color: '#333333' },
    code: { fontSize: 15, bold: true, characterSpacing: 0.6, margin: [0, 2, 0, 3] },
    heading: { bold: true, margin: [0, 5, 0, 2] },
    small: smallOf[size],
    block: { margin: [0, 9, 0, 2] },
  };
}

export const runs = (text: string): FontRun[] => fontRuns(text);

export const small = (text: string): object => ({ text: runs(text), style: 'small', margin: [0, 0, 0, 1] });

export function title(office: string, name: string): object[] {
  return [
    { text: runs(office), style: 'office' },
    { text: runs(name), style: 'title' },
  ];
}

type Cell = string | object;
const cell = (content: Cell, label: boolean): object => ({
  ...(typeof content === 'string' ? { text: runs(content) } : content),
  ...(label ? { style: 'label' } : {}),
});

/** A ruled table of label and value, one or two pairs a row; a single pair takes the whole width. */
export function table(rows: readonly (readonly [Cell, Cell] | readonly [Cell, Cell, Cell, Cell])[]): object {
  const body = rows.map((row) =>
    row.length === 2
      ? [cell(row[0], true), { ...cell(row[1], false), colSpan: 3 }, {}, {}]
      : row.map((content, at) => cell(content, at % 2 === 0)),
  );
  const ruled = {
    hLineWidth: (line: number) => (line === 0 || line === rows.length ? 1.1 : 0.5),
    vLineWidth: (line: number) => (line === 0 || line === 4 ? 1.1 : 0.5),
    paddingTop: () => 5.5,
    paddingBottom: () => 3,
    paddingLeft: () => 6,
    paddingRight: () => 6,
  };
  return { table: { widths: [98, '*', 64, 92], body, dontBreakRows: true }, layout: ruled };
}

/** Who answers for the paper, at the lower right, with room for a round seal over the name of the office. */
export function signature(lines: readonly (readonly [string, string])[]): object {
  const body = lines.map(([label, value]) => [
    { text: runs(label), style: 'label', noWrap: true },
    { text: runs(value) },
  ]);
  return {
    margin: [0, 16, 0, 0],
    columns: [
      { width: '*', text: '' },
      { width: 300, table: { widths: [78, '*'], body }, layout: 'noBorders' },
    ],
  };
}
