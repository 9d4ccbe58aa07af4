export { blankKinds, checkContent, type PaperContent } from './paper.content.js';
export { paperFields, type PaperKind, paperKinds, type PaperLists, type PaperValues } from './paper.fields.js';
export { PaperRefused } from './paper.refused.js';
export { type PaperFormat, type PaperRenderer, paperRenderer, RendererBusy } from './paper.renderer.js';
export { type PaperBlock, type PaperTemplate } from './paper.template.js';
export { type ReceiptInput } from './receipt.js';
export { renderReceipt } from './render-here.js';
export { checkTemplate } from './template.check.js';
export { defaultTemplate } from './templates/default-template.js';
