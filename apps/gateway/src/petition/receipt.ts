import { type Locale, Problem, type Receipt } from '@huiyin/contracts';
import { type ReceiptInput, RendererBusy } from '@huiyin/documents';
import { words } from '@huiyin/words';
import { type House } from '../gateway.house.js';

/** The receipt as paper. @throws Problem `overloaded` where too many papers wait. */
export async function receiptPaper(house: House, receipt: Receipt, locale: Locale): Promise<Buffer> {
  try {
    return await house.papers.renderReceipt(paperOf(house.settings.publicUrl, receipt, locale));
  } catch (error) {
    if (error instanceof RendererBusy) throw new Problem('overloaded', {}, [], 5);
    throw error;
  }
}

function paperOf(publicUrl: string, receipt: Receipt, locale: Locale): ReceiptInput {
  const { submissionNo, queryCode, registeredAt, channel, attachments } = receipt;
  return {
    locale,
    office: receipt.receivedByUnit,
    submissionNo,
    queryCode,
    registeredAt,
    channel,
    attachments,
    // A sealed receipt that is printed again has no title: nobody here can read it.
    title: receipt.title ?? '—',
    // The code stands behind `#`, which browsers never send: scanning it leaves no secret in a log.
    trackingAddress: `${publicUrl.replace(/\/$/, '')}/track?number=${encodeURIComponent(submissionNo)}#${queryCode}`,
    ...given({ petitionerMasked: receipt.petitionerMasked }),
    ...given({ responsibleUnit: receipt.responsibleUnit }),
    ...given({ officer: receipt.officer }),
    ...given({ officePhone: receipt.officePhone }),
    ...given({ clockRule: receipt.clockRule }),
    ...given({ legalDueOn: receipt.legalDueOn }),
    ...given({ internalDueOn: receipt.internalDueOn }),
  };
}

function given<T extends Record<string, string | undefined>>(field: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}

/** `回执-N.pdf`, percent-encoded as RFC 8187 asks. */
export function receiptDisposition(submissionNo: string, locale: Locale): string {
  const name = `${words(locale)('paper.receipt.title')}-${submissionNo}.pdf`;
  return `attachment; filename="receipt.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
