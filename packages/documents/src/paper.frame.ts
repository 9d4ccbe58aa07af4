import { formatDay, words, type Words } from '@huiyin/words';
import QRCode from 'qrcode';
import { type PaperContent } from './paper.content.js';
import { type FilledPaper } from './paper.fill.js';

/** What stands around the text of a paper, in words. */
export interface PaperFrame {
  readonly office: string;
  readonly title: string;
  /** Title and number, as the file names itself. */
  readonly name: string;
  readonly numberText?: string;
  /** Which version a correction replaces. */
  readonly replaces?: string;
  readonly issuedOn: string;
  readonly seal: string;
  readonly colon: string;
  /** Line at the head of the second page and of those after it. */
  readonly running: string;
  readonly submissionNos?: string;
  readonly scan: string;
  readonly proof: string;
  /** Signature line at the foot of every page, for records. */
  readonly footSignature?: string;
  page(page: number | string, pages: number | string): string;
}

const proofDigits = 16;

function replacesOf(t: Words, correction: number): string | undefined {
  if (correction === 0) return undefined;
  if (correction === 1) return t('paper.frame.replacesOriginal');
  return t('paper.frame.replacesCorrection', { number: correction, before: correction - 1 });
}

function footSignatureOf(t: Words, { kind, signatories }: PaperContent): string | undefined {
  // SD38: the people heard sign every page of a record, so that no page can be exchanged.
  if (kind !== 'F-10') return undefined;
  const own = ['paper.signer.speaker', 'paper.signer.asker', 'paper.signer.recorder'] as const;
  const roles = signatories.length > 0 ? signatories.map(({ role }) => role) : own.map((role) => t(role));
  return [...new Set(roles)].map((role) => `${role}${t('paper.frame.colon')}__________`).join('　');
}

export function frameOf(content: PaperContent, { title }: FilledPaper): PaperFrame {
  const t = words(content.locale);
  const replaces = replacesOf(t, content.correction);
  const footSignature = footSignatureOf(t, content);
  // One a line: a number that is broken is copied wrongly.
  const numbers = content.submissionNos.join('\n');
  return {
    office: content.office,
    title,
    name: [title, content.numberText].filter((part) => part !== undefined).join(' '),
    ...(content.numberText === undefined ? {} : { numberText: content.numberText }),
    ...(replaces === undefined ? {} : { replaces }),
    issuedOn: content.isBlank ? t('paper.frame.dateLine') : formatDay(content.issuedOn, content.locale),
    seal: t('paper.frame.seal'),
    colon: t('paper.frame.colon'),
    running: [content.office, title, content.numberText].filter((part) => part !== undefined).join('　'),
    ...(numbers === '' ? {} : { submissionNos: t('paper.frame.submissionNos', { numbers }) }),
    scan: t('paper.frame.scan'),
    proof: t('paper.frame.proof', {
      version: content.templateVersion,
      hash: content.contentHash.slice(0, proofDigits),
    }),
    ...(footSignature === undefined ? {} : { footSignature }),
    page: (page, pages) => t('paper.frame.page', { page, pages }),
  };
}

const qrOptions = { errorCorrectionLevel: 'M', margin: 0 } as const;
export const qrSvg = (address: string): Promise<string> => QRCode.toString(address, { type: 'svg', ...qrOptions });
export const qrPng = (address: string): Promise<Buffer> =>
  QRCode.toBuffer(address, { type: 'png', scale: 4, ...qrOptions });
