import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { sameBytes } from './docx.package.js';
import { bodySize, docxPiece, formSize, gap, margin, page, runs, smallSize, textWidth } from './docx.pieces.js';
import { officeFonts, type RunStyle } from './docx.text.js';
import { type PaperContent } from './paper.content.js';
import { fillPaper, isKeptWithNext } from './paper.fill.js';
import { frameOf, type PaperFrame, qrPng } from './paper.frame.js';
import { type PaperTemplate } from './paper.template.js';

const centred = (text: string, style: RunStyle, after: number): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children: runs(text, style) });

function head(frame: PaperFrame): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 8, color: '000000' } },
      children: runs(frame.office, { size: 44, bold: true, isTitle: true }),
    }),
    centred(frame.title, { size: 40, bold: true, isTitle: true }, 120),
    ...(frame.numberText === undefined ? [] : [centred(frame.numberText, { size: formSize }, 120)]),
    ...(frame.replaces === undefined ? [] : [centred(frame.replaces, { size: 21 }, 120)]),
    gap(),
  ];
}

const headerOf = (frame: PaperFrame): Header =>
  new Header({
    children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(frame.running, { size: smallSize }) })],
  });

// A page number takes its size from the paragraph in some word processors, from the run in others.
const footStyle = 'PageFoot';

function footerOf(frame: PaperFrame): Footer {
  const [before = '', between = '', after = ''] = frame.page('\u0001', '\u0001').split('\u0001');
  const part = (child: (typeof PageNumber)['CURRENT' | 'TOTAL_PAGES']): TextRun =>
    new TextRun({ children: [child], size: smallSize, font: officeFonts });
  const small = { size: smallSize };
  const foot = new Paragraph({
    style: footStyle,
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    children: [
      ...runs(frame.proof, { size: 16, color: '555555' }),
      new TextRun({ children: [new Tab()] }),
      ...runs(before, small),
      part(PageNumber.CURRENT),
      ...runs(between, small),
      part(PageNumber.TOTAL_PAGES),
      ...runs(after, small),
    ],
  });
  const signature = frame.footSignature;
  const signed =
    signature === undefined
      ? []
      : [new Paragraph({ spacing: { after: 160 }, children: runs(signature, { size: 21 }) })];
  return new Footer({ children: [...signed, foot] });
}

/**
 * The paper for a word processor, with the fonts that offices in China have; the same content makes the same bytes.
 * @throws PaperRefused, RangeError as `fillPaper`.
 */
export async function paperDocx(content: PaperContent, template: PaperTemplate): Promise<Buffer> {
  const filled = fillPaper(content, template);
  const frame = frameOf(content, filled);
  const qr = await qrPng(content.trackingAddress);
  const firstLine = content.locale === 'zh-CN' ? bodySize * 20 : 0;
  const footer = footerOf(frame);
  const hasSeal = filled.pieces.some(({ type }) => type === 'seal');
  const body = filled.pieces.flatMap((piece, at) => {
    const next = filled.pieces[at + 1];
    const keepNext = next !== undefined && isKeptWithNext(piece, next);
    return docxPiece(piece, { frame, qr, firstLine, hasSeal, keepNext });
  });
  const document = new Document({
    title: frame.name,
    creator: content.office,
    lastModifiedBy: content.office,
    styles: {
      default: { document: { run: { font: officeFonts, size: bodySize } } },
      paragraphStyles: [{ id: footStyle, name: footStyle, basedOn: 'Normal', run: { size: smallSize } }],
    },
    sections: [
      {
        properties: { titlePage: true, page: { size: page, margin } },
        headers: { default: headerOf(frame), first: new Header({ children: [new Paragraph({})] }) },
        footers: { default: footer, first: footer },
        children: [...head(frame), ...body],
      },
    ],
  });
  return sameBytes(await Packer.toBuffer(document), content.issuedOn);
}
