import { type Channel, type Locale } from '@huiyin/contracts';
import { formatDay, formatInstant, words } from '@huiyin/words';
import pdfmake from 'pdfmake';
import QRCode from 'qrcode';
import { mainFont } from './paper.fonts.js';
import { bodyOf, type PaperSize, paperSizes, runs, signature, small, stylesOf, table, title } from './paper.layout.js';

/** What F-01 tells; every text as it should be read, masked where it must be. */
export interface ReceiptInput {
  readonly locale: Locale;
  /** The office in whose name the receipt is given. */
  readonly office: string;
  readonly submissionNo: string;
  readonly queryCode: string;
  readonly registeredAt: Date | string;
  readonly channel: Channel;
  /** Absent where no name was left. */
  readonly petitionerMasked?: string;
  /** What it is about; the receipt shows the first hundred characters. */
  readonly title: string;
  readonly attachments: number;
  readonly responsibleUnit?: string;
  readonly officer?: string;
  readonly officePhone?: string;
  /** Statute rule that runs, such as `TL-01`; it decides the next step. */
  readonly clockRule?: string;
  /** Calendar days, `2026-03-02`. */
  readonly legalDueOn?: string;
  readonly internalDueOn?: string;
  /** Name of the clerk; absent when the citizen registered online. */
  readonly clerk?: string;
  /** What the QR code opens, with the secret behind `#` if wanted; printed without it. */
  readonly trackingAddress: string;
}

const summaryLength = 100;

function summaryOf(text: string): string {
  const characters = Array.from(text.replace(/\s+/gu, ' ').trim());
  return characters.length > summaryLength ? `${characters.slice(0, summaryLength).join('')}…` : characters.join('');
}

/** In fours, as one reads a long code aloud. */
function inFours(code: string): string {
  return code.replace(/.{4}(?=.)/gu, '$& ');
}

function nextStepOf(input: ReceiptInput): string {
  const t = words(input.locale);
  if (input.clockRule === 'TL-01') return t('paper.receipt.nextStepPassOn');
  return t(input.clockRule === undefined ? 'paper.receipt.nextStepByLaw' : 'paper.receipt.nextStepTell');
}

function datesOf({ locale, legalDueOn, internalDueOn }: ReceiptInput): string {
  const t = words(locale);
  const dates = [
    legalDueOn && t('paper.receipt.legalDueOn', { on: formatDay(legalDueOn, locale) }),
    internalDueOn &&
      internalDueOn !== legalDueOn &&
      t('paper.receipt.internalDueOn', { on: formatDay(internalDueOn, locale) }),
  ].filter(Boolean);
  return dates.length > 0 ? dates.join('\n') : t('paper.receipt.notYet');
}

function responsibleOf({ locale, responsibleUnit, officer }: ReceiptInput): string {
  const t = words(locale);
  if (responsibleUnit === undefined) return t('paper.receipt.notYet');
  return officer === undefined ? responsibleUnit : t('paper.receipt.officer', { unit: responsibleUnit, officer });
}

function particulars(input: ReceiptInput): object {
  const t = words(input.locale);
  const none = t('paper.receipt.notYet');
  return table([
    [t('paper.receipt.submissionNo'), { text: runs(input.submissionNo), bold: true }],
    [
      t('paper.receipt.registeredAt'),
      formatInstant(input.registeredAt, input.locale),
      t('paper.receipt.channel'),
      t(`channel.${input.channel}`),
    ],
    [
      t('paper.receipt.petitioner'),
      input.petitionerMasked ?? t('paper.receipt.noName'),
      t('paper.receipt.attachments'),
      t('paper.receipt.attachmentCount', { number: input.attachments }),
    ],
    [t('paper.receipt.summary'), summaryOf(input.title)],
    [t('paper.receipt.responsible'), responsibleOf(input), t('paper.receipt.officePhone'), input.officePhone ?? none],
    [t('paper.receipt.nextStep'), nextStepOf(input)],
    [t('paper.receipt.legalDue'), datesOf(input)],
  ]);
}

function tracking(input: ReceiptInput, qr: string): object {
  const t = words(input.locale);
  const address = input.trackingAddress.replace(/#.*$/su, '');
  const code = [
    { text: runs(t('paper.receipt.queryCode')), style: 'label' },
    { text: runs(inFours(input.queryCode)), style: 'code' },
    small(t('paper.receipt.queryCodeHint')),
    small(t('paper.receipt.trackAt', { address })),
    small(t('paper.receipt.keep')),
  ];
  return {
    columns: [
      { width: '*', stack: code },
      { width: 84, svg: qr, fit: [84, 84] },
    ],
    columnGap: 16,
    style: 'block',
  };
}

function notices(input: ReceiptInput): object[] {
  const t = words(input.locale);
  const right = (mark: string, which: 'follow' | 'agent' | 'remedies' | 'safe') =>
    small(`${mark} ${t(`paper.receipt.rights.${which}`)}`);
  return [
    { text: runs(t('paper.receipt.rightsTitle')), style: 'heading' },
    right('①', 'follow'),
    right('②', 'agent'),
    right('③', 'remedies'),
    right('④', 'safe'),
    small(t('paper.receipt.basis')),
    { text: runs(t('paper.receipt.processingTitle')), style: 'heading' },
    small(t('paper.receipt.processing', { office: input.office })),
    small(t('paper.receipt.processingBasis')),
  ];
}

/** The page as pdfmake takes it; apart from rendering so that it can be looked into. */
export async function receiptPage(input: ReceiptInput, size: PaperSize = 'roomy'): Promise<object> {
  const t = words(input.locale);
  const qr = await QRCode.toString(input.trackingAddress, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  const registeredOn = formatInstant(input.registeredAt, input.locale).replace(/,? \d\d:\d\d$/, '');
  return {
    pageSize: 'A4',
    pageMargins: [60, 44, 60, 36],
    language: input.locale,
    info: { title: `${t('paper.receipt.title')} ${input.submissionNo}`, creator: t('page.productName') },
    defaultStyle: { font: mainFont, ...bodyOf[size] },
    styles: stylesOf(size),
    content: [
      ...title(input.office, t('paper.receipt.title')),
      particulars(input),
      tracking(input, qr),
      ...notices(input),
      signature([
        [t('paper.receipt.clerk'), input.clerk ?? t('paper.receipt.byMachine')],
        [t('paper.receipt.sealPlace'), t('paper.receipt.seal', { office: input.office })],
        [t('paper.receipt.date'), registeredOn],
      ]),
    ],
  };
}

/** Page objects stand uncompressed in what pdfmake writes. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
}

/**
 * The receipt as PDF. What does not fit its sheet, such as long names of offices, is set again in smaller type: a receipt is one
 * page that gets signed and sealed.
 */
export async function renderPage(input: ReceiptInput): Promise<Buffer> {
  let pdf: Buffer | undefined;
  for (const size of paperSizes.slice(input.locale === 'en' ? 1 : 0)) {
    pdf = await pdfmake.createPdf(await receiptPage(input, size)).getBuffer();
    if (pagesOf(pdf) === 1) break;
  }
  if (pdf === undefined) throw new Error('no paper size');
  return pdf;
}
