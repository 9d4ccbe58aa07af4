import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { docxRuns, type RunStyle } from './docx.text.js';
import { type FieldsRow, type PaperPiece } from './paper.fill.js';
import { type PaperFrame } from './paper.frame.js';

// The same sheet as the PDF has, in twentieths of a point; sizes of type in half points.
export const page = { width: 11906, height: 16838 };
export const margin = { top: 1240, bottom: 1280, left: 1580, right: 1480, header: 760, footer: 600 };
export const textWidth = page.width - margin.left - margin.right;
export const bodySize = 28;
export const formSize = 24;
export const smallSize = 18;
// 240 is one line; an office sets a letter with one and a half. Without its rule, some word processors read twentieths of a point.
const lines = (line: number) => ({ line, lineRule: LineRuleType.AUTO });
const halfLine = lines(360);
const sealRoom = 1000;
const qrPixels = 96;
const writingHeight = 480;

interface Surroundings {
  readonly frame: PaperFrame;
  readonly qr: Buffer;
  /** Twentieths of a point by which a paragraph begins. */
  readonly firstLine: number;
  readonly hasSeal: boolean;
  /** What follows stays on the page of this piece. */
  readonly keepNext: boolean;
}

export const runs = (text: string, style: RunStyle = {}): TextRun[] => docxRuns(text, style);

const outer = { style: BorderStyle.SINGLE, size: 9, color: '000000' };
const inner = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const ruled = { top: outer, bottom: outer, left: outer, right: outer, insideHorizontal: inner, insideVertical: inner };
const writingLine = { bottom: inner, between: inner };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const unruled = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

interface CellShape {
  readonly columnSpan?: number;
  readonly alignment?: 'left' | 'center';
}

const cell = (
  text: string,
  width: number,
  style: RunStyle = {},
  { alignment = 'left', ...shape }: CellShape = {},
): TableCell =>
  new TableCell({
    ...shape,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 80, bottom: 80, left: 110, right: 110 },
    children: text
      .split('\n')
      .map((line) => new Paragraph({ alignment, children: runs(line, { size: formSize, ...style }) })),
  });

const tableOf = (widths: readonly number[], rows: TableRow[], borders: typeof ruled | typeof unruled): Table =>
  new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders,
    rows,
  });

// A table that follows a table at once would grow into it.
export const gap = (): Paragraph => new Paragraph({ spacing: { line: 160 }, children: [] });

const rowOf = (children: TableCell[], isWrittenOn: boolean): TableRow =>
  new TableRow({
    cantSplit: true,
    children,
    ...(isWrittenOn ? { height: { value: writingHeight, rule: HeightRule.ATLEAST } } : {}),
  });

function fields(rows: readonly FieldsRow[]): (Paragraph | Table)[] {
  if (rows.length === 0) return [];
  const [label, second] = [2150, 1700] as const;
  const value = (textWidth - label - second) / 2;
  const widths = [label, value, second, value] as const;
  const ofRow = ([[name, text], other]: FieldsRow): TableRow =>
    other === undefined
      ? rowOf([cell(name, label), cell(text, textWidth - label, {}, { columnSpan: 3 })], text === '')
      : rowOf([cell(name, label), cell(text, value), cell(other[0], second), cell(other[1], value)], false);
  return [tableOf(widths, rows.map(ofRow), ruled), gap()];
}

function grid({ heads, rows, shares }: Extract<PaperPiece, { type: 'grid' }>): (Paragraph | Table)[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((textWidth * share) / whole));
  const cells = (texts: readonly string[], isHead: boolean): TableCell[] =>
    texts.map((text, at) => cell(text, widths[at] ?? 0, { bold: isHead }, { alignment: isHead ? 'center' : 'left' }));
  const head = new TableRow({ tableHeader: true, cantSplit: true, children: cells(heads, true) });
  return [
    tableOf(
      widths,
      [
        head,
        ...rows.map((row) =>
          rowOf(
            cells(row, false),
            row.every((text) => text === ''),
          ),
        ),
      ],
      ruled,
    ),
    gap(),
  ];
}

function tracking(frame: PaperFrame, qr: Buffer): Paragraph[] {
  const size = { width: qrPixels, height: qrPixels };
  const altText = { name: 'QR', title: frame.scan, description: frame.scan };
  return [
    new Paragraph({
      keepNext: true,
      children: [new ImageRun({ type: 'png', data: qr, transformation: size, altText })],
    }),
    ...[frame.scan, frame.submissionNos]
      .filter((line) => line !== undefined)
      .flatMap((text) => text.split('\n'))
      .map((line) => new Paragraph({ children: runs(line, { size: smallSize }) })),
  ];
}

function seal({ frame, qr }: Surroundings): Table {
  const widths = [textWidth - 4600, 4600] as const;
  const line = (text: string, style: RunStyle = {}, before = 80): Paragraph =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before }, children: runs(text, style) });
  const signed = [
    line(frame.office, {}, sealRoom),
    line(frame.issuedOn),
    line(frame.seal, { size: smallSize, color: '777777' }),
  ];
  const boxes = [tracking(frame, qr), signed].map(
    (children, at) => new TableCell({ width: { size: widths[at] ?? 0, type: WidthType.DXA }, children }),
  );
  return tableOf(widths, [new TableRow({ cantSplit: true, children: boxes })], unruled);
}

function turnsOf(turns: readonly (readonly [string, string])[], colon: string): Paragraph[] {
  return turns.map(
    ([speaker, text]) =>
      new Paragraph({
        spacing: { after: 80, ...halfLine },
        children: [...runs(speaker, { size: formSize, bold: true }), ...runs(`${colon}${text}`, { size: formSize })],
      }),
  );
}

/** The paragraphs and tables of a piece. */
export function docxPiece(piece: PaperPiece, around: Surroundings): (Paragraph | Table)[] {
  const { firstLine, keepNext } = around;
  switch (piece.type) {
    case 'salutation':
      return [new Paragraph({ spacing: halfLine, children: runs(piece.text) })];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: piece.text.includes('____') ? AlignmentType.LEFT : AlignmentType.BOTH,
          indent: { firstLine },
          spacing: halfLine,
          keepNext,
          keepLines: keepNext,
          children: runs(piece.text),
        }),
      ];
    case 'right':
      return [
        new Paragraph({
          alignment: AlignmentType.BOTH,
          indent: { firstLine: (firstLine * formSize) / bodySize },
          spacing: lines(320),
          keepNext,
          keepLines: keepNext,
          children: runs(piece.text, { size: formSize }),
        }),
      ];
    case 'heading':
      return [
        new Paragraph({
          keepNext: true,
          indent: { firstLine },
          spacing: { before: 120, ...halfLine },
          children: runs(piece.text, { bold: true }),
        }),
      ];
    case 'note':
      return [new Paragraph({ children: runs(piece.text, { size: smallSize }) })];
    case 'fields':
      return fields(piece.rows);
    case 'grid':
      return grid(piece);
    case 'dialogue':
      return turnsOf(piece.turns, around.frame.colon);
    case 'ruled':
      return Array.from(
        { length: piece.lines },
        () => new Paragraph({ border: writingLine, spacing: { line: writingHeight }, children: [] }),
      );
    case 'seal':
      return [...piece.signers.map(signer), seal(around), gap()];
    case 'signers':
      return signersOf(piece.signers, around);
  }
}

function signersOf(signers: readonly string[], { frame, qr, hasSeal }: Surroundings): (Paragraph | Table)[] {
  if (hasSeal) return signers.map(signer);
  const widths = [textWidth - 2500, 2500] as const;
  const boxes = [signers.map(signer), tracking(frame, qr)].map(
    (children, at) => new TableCell({ width: { size: widths[at] ?? 0, type: WidthType.DXA }, children }),
  );
  return [tableOf(widths, [new TableRow({ cantSplit: true, children: boxes })], unruled), gap()];
}

const signer = (line: string): Paragraph =>
  new Paragraph({ keepLines: true, spacing: { before: 240 }, children: runs(line, { size: formSize }) });
