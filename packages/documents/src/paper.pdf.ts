import pdfmake from 'pdfmake';
import { type PaperContent } from './paper.content.js';
import { fillPaper } from './paper.fill.js';
import { frameOf, type PaperFrame, qrSvg } from './paper.frame.js';
import { bodySize, formSize, isTooLow, runs, setPieces, smallSize, textLines } from './pdf.pieces.js';
import { type PaperTemplate } from './paper.template.js';

// Points: the text is 156 mm wide, as on the sheet of GB/T 9704.
const [left, top, right, bottom] = [79, 62, 74, 64];
const pageWidth = 595;
const footSignatureRoom = 26;

function head(frame: PaperFrame): object[] {
  const rule = { type: 'line', x1: 0, y1: 0, x2: pageWidth - left - right, y2: 0, lineWidth: 1.6 };
  const under = (text: string | undefined, fontSize: number): object[] =>
    text === undefined
      ? []
      : [{ text: runs(text), fontSize, alignment: 'center', lineHeight: 1, margin: [0, 4, 0, 0] }];
  return [
    { text: runs(frame.office), fontSize: 22, bold: true, alignment: 'center', lineHeight: 1 },
    { canvas: [rule], margin: [0, 6, 0, 10] },
    {
      stack: [
        { text: runs(frame.title), fontSize: 20, bold: true, alignment: 'center', lineHeight: 1 },
        ...under(frame.numberText, formSize),
        ...under(frame.replaces, 10.5),
      ],
      margin: [0, 0, 0, 14],
    },
  ];
}

// Two lines have room over the text: the longest office, title and number.
const runningHead = { fontSize: smallSize, lineHeight: 1, alignment: 'right', margin: [left, 30, right, 0] };

const pageHead = (frame: PaperFrame) => (page: number) =>
  page === 1 ? { text: '' } : { text: runs(frame.running), ...runningHead };

const pageFoot = (frame: PaperFrame) => (page: number, pages: number) => ({
  margin: [left, 12, right, 0],
  stack: [
    ...(frame.footSignature === undefined
      ? []
      : [{ text: runs(frame.footSignature), fontSize: 10.5, margin: [0, 0, 0, 6] }]),
    {
      columns: [
        { width: '*', text: runs(frame.proof), fontSize: 8, color: '#555555' },
        { width: 'auto', text: runs(frame.page(page, pages)), fontSize: smallSize },
      ],
    },
  ],
});

/** The pages as pdfmake takes them. */
async function paperPages(content: PaperContent, template: PaperTemplate): Promise<object> {
  const filled = fillPaper(content, template);
  const frame = frameOf(content, filled);
  const qr = await qrSvg(content.trackingAddress);
  const indent = content.locale === 'zh-CN' ? 2 * bodySize : 0;
  const hasSeal = filled.pieces.some(({ type }) => type === 'seal');
  return {
    pageSize: 'A4',
    pageMargins: [left, top, right, bottom + (frame.footSignature === undefined ? 0 : footSignatureRoom)],
    language: content.locale,
    info: {
      title: frame.name,
      author: content.office,
      // The same paper is the same file, byte by byte: no clock goes into it.
      creationDate: new Date(`${content.issuedOn}T00:00:00Z`),
    },
    defaultStyle: { font: 'Song', fontSize: bodySize, lineHeight: textLines },
    header: pageHead(frame),
    footer: pageFoot(frame),
    content: [...head(frame), ...setPieces(filled.pieces, { frame, qr, indent, hasSeal })],
    pageBreakBefore: isTooLow,
  };
}

/** @throws PaperRefused, RangeError as `fillPaper`. */
export async function paperPdf(content: PaperContent, template: PaperTemplate): Promise<Buffer> {
  return pdfmake.createPdf(await paperPages(content, template)).getBuffer();
}
