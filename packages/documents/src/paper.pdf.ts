import pdfmake from 'pdfmake';
import { type PaperContent } from './paper.content.js';
import { fillPaper, type PaperPiece } from './paper.fill.js';
import { fontRuns, mainFont } from './paper.fonts.js';
import { frameOf, type PaperFrame, qrSvg } from './paper.frame.js';
import { type PaperTemplate } from './paper.template.js';

// After GB/T 9704, in points: type area 156 mm wide, text in 四号 (14), forms in 小四 (12), half a line between lines.
const margins = [79, 70, 74, 84] as const;
const recordFoot = 24;
const bodySize = 14;
const formSize = 12;
const smallSize = 9;
const textLines = 1.3;
// Two characters, as a paragraph of Chinese begins.
const indent = 2 * bodySize;
const qrSize = 72;
// A round seal of an office is 42 mm; its centre lies on the date.
const sealRoom = 119;

const runs = fontRuns;

function ruled(rows: number, columns: number): object {
  return {
    hLineWidth: (line: number) => (line === 0 || line === rows ? 1.1 : 0.5),
    vLineWidth: (line: number) => (line === 0 || line === columns ? 1.1 : 0.5),
    paddingTop: () => 6,
    paddingBottom: () => 4,
    paddingLeft: () => 6,
    paddingRight: () => 6,
  };
}

const cell = (text: string, given: object = {}): object => ({
  text: runs(text),
  fontSize: formSize,
  lineHeight: 1.15,
  ...given,
});

function fields(rows: readonly (readonly [string, string])[]): object {
  const body = rows.map(([label, value]) => [cell(label, { color: '#333333' }), cell(value === '' ? '\n' : value)]);
  if (body.length === 0) return { text: '' };
  return {
    table: { widths: [104, '*'], body, dontBreakRows: true },
    layout: ruled(rows.length, 2),
    margin: [0, 6, 0, 8],
  };
}

function grid({ heads, rows, shares }: Extract<PaperPiece, { type: 'grid' }>): object {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const body = [
    heads.map((head) => cell(head, { bold: true, alignment: 'center' })),
    ...rows.map((row) => row.map((text) => cell(text === '' ? ' ' : text))),
  ];
  return {
    // Percent of what is left beside rules and padding.
    table: { headerRows: 1, widths: shares.map((share) => `${(share * 100) / whole}%`), body, dontBreakRows: true },
    layout: ruled(body.length, heads.length),
    margin: [0, 6, 0, 8],
  };
}

function tracking(frame: PaperFrame, qr: string): object {
  const caption = [frame.scan, frame.submissionNos].filter((line) => line !== undefined).join('\n');
  return {
    stack: [
      { svg: qr, fit: [qrSize, qrSize] },
      { text: runs(caption), fontSize: smallSize, margin: [0, 4, 0, 0] },
    ],
  };
}

function seal(frame: PaperFrame, qr: string): object {
  const lines = [
    { text: runs(frame.office), alignment: 'center' },
    { text: runs(frame.issuedOn), alignment: 'center', margin: [0, 4, 0, 0] },
    { text: runs(frame.seal), alignment: 'center', fontSize: smallSize, color: '#777777', margin: [0, 4, 0, 0] },
  ];
  return {
    unbreakable: true,
    margin: [0, 20, 0, 0],
    columns: [
      { width: '*', ...tracking(frame, qr) },
      { width: 230, stack: lines, margin: [0, sealRoom / 2 - 20, 0, sealRoom / 2 - 30] },
    ],
  };
}

const signerLines = (signers: readonly string[]): object => ({
  stack: signers.map((line) => ({ text: runs(line), fontSize: formSize, margin: [0, 12, 0, 0] })),
  unbreakable: true,
  margin: [0, 6, 0, 6],
});

function pieceIn(piece: PaperPiece, frame: PaperFrame, qr: string, isChinese: boolean): object {
  switch (piece.type) {
    case 'salutation':
      return { text: runs(piece.text), bold: true, margin: [0, 0, 0, 4] };
    case 'paragraph':
      return {
        text: runs(piece.text),
        leadingIndent: isChinese ? indent : 0,
        alignment: 'justify',
        margin: [0, 0, 0, 3],
      };
    case 'heading':
      return {
        text: runs(piece.text),
        bold: true,
        headlineLevel: 1,
        leadingIndent: isChinese ? indent : 0,
        margin: [0, 6, 0, 3],
      };
    case 'note':
      return { text: runs(piece.text), fontSize: smallSize, margin: [0, 2, 0, 2] };
    case 'fields':
      return fields(piece.rows);
    case 'grid':
      return grid(piece);
    case 'dialogue':
      return {
        stack: piece.turns.map(([speaker, text]) => ({
          text: [...runs(speaker).map((run) => ({ ...run, bold: true })), ...runs(`${isChinese ? '：' : ': '}${text}`)],
          fontSize: formSize,
          margin: [0, 0, 0, 4],
        })),
      };
    case 'seal':
      return seal(frame, qr);
    case 'signers':
      return signerLines(piece.signers);
  }
}

function head(frame: PaperFrame): object[] {
  const rule = { type: 'line', x1: 0, y1: 0, x2: 595 - margins[0] - margins[2], y2: 0 };
  return [
    { text: runs(frame.office), fontSize: 22, bold: true, alignment: 'center', lineHeight: 1 },
    { canvas: [{ ...rule, lineWidth: 1.6 }], margin: [0, 8, 0, 12] },
    { text: runs(frame.title), fontSize: 20, bold: true, alignment: 'center', lineHeight: 1.1, margin: [0, 0, 0, 6] },
    ...(frame.numberText === undefined
      ? []
      : [{ text: runs(frame.numberText), fontSize: formSize, alignment: 'center', margin: [0, 0, 0, 4] }]),
    ...(frame.replaces === undefined
      ? []
      : [{ text: runs(frame.replaces), fontSize: 10.5, alignment: 'center', margin: [0, 0, 0, 4] }]),
    { text: '', margin: [0, 0, 0, 8] },
  ];
}

const pageHead =
  (frame: PaperFrame) =>
  (page: number): object =>
    page === 1
      ? { text: '' }
      : {
          text: runs([frame.office, frame.title, frame.numberText].filter((part) => part !== undefined).join('　')),
          fontSize: smallSize,
          alignment: 'right',
          margin: [margins[0], 40, margins[2], 0],
        };

const pageFoot =
  (frame: PaperFrame) =>
  (page: number, pages: number): object => ({
    margin: [margins[0], 14, margins[2], 0],
    stack: [
      ...(frame.footSignature === undefined
        ? []
        : [{ text: runs(frame.footSignature), fontSize: 10.5, margin: [0, 0, 0, 8] }]),
      {
        columns: [
          { width: '*', text: runs(frame.proof), fontSize: 8, color: '#555555' },
          { width: 'auto', text: runs(frame.page(page, pages)), fontSize: smallSize },
        ],
      },
    ],
  });

/** The pages as pdfmake takes them; apart from rendering so that they can be looked into. */
export async function paperPages(content: PaperContent, template: PaperTemplate): Promise<object> {
  const filled = fillPaper(content, template);
  const frame = frameOf(content, filled);
  const qr = await qrSvg(content.trackingAddress);
  const isChinese = content.locale === 'zh-CN';
  const pieces = filled.pieces.map((piece) => pieceIn(piece, frame, qr, isChinese));
  const hasSeal = filled.pieces.some(({ type }) => type === 'seal');
  const [left, top, right, bottom] = margins;
  return {
    pageSize: 'A4',
    pageMargins: [left, top, right, bottom + (frame.footSignature === undefined ? 0 : recordFoot)],
    language: content.locale,
    info: {
      title: [frame.title, frame.numberText].filter(Boolean).join(' '),
      author: content.office,
      // The same paper is the same file, byte by byte: no clock goes into it.
      creationDate: new Date(`${content.issuedOn}T00:00:00Z`),
    },
    defaultStyle: { font: mainFont, fontSize: bodySize, lineHeight: textLines },
    header: pageHead(frame),
    footer: pageFoot(frame),
    content: [
      ...head(frame),
      ...pieces,
      ...(hasSeal ? [] : [{ ...tracking(frame, qr), unbreakable: true, margin: [0, 14, 0, 0] }]),
    ],
  };
}

/** @throws PaperRefused, RangeError as `fillPaper`. */
export async function paperPdf(content: PaperContent, template: PaperTemplate): Promise<Buffer> {
  return pdfmake.createPdf(await paperPages(content, template)).getBuffer();
}
