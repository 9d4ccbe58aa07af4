export { type ReceiptInput } from './receipt.js';
export { receiptRenderer, type ReceiptRenderer, RendererBusy } from './receipt.renderer.js';
export { renderReceipt } from './render-here.js';
