import { type ReceiptInput } from './receipt.js';

/**
 * F-01, the registration receipt, as a PDF of one A4 page, in this thread: blocks it for some tens of milliseconds, so a server
 * uses `receiptRenderer`. The typesetter is loaded with the first paper, not with the package (40 MB).
 * @throws RangeError for dates that are none.
 */
export async function renderReceipt(input: ReceiptInput): Promise<Buffer> {
  const { renderPage } = await import('./receipt.js');
  return renderPage(input);
}
