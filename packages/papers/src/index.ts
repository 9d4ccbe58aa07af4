export { IssuedPaper } from './issued-paper.table.js';
export { contentHashOf, petitionerName, type StoredContent } from './paper.content.js';
export { PaperFileBroken, PaperFiles } from './paper.files.js';
export { correctionOf, paperOf } from './paper.issuing.js';
export { paperTables, removePapers } from './paper.sql.js';
export { type FailedPaper } from './paper.queue.js';
export { type PaperBytes, type PaperLine } from './paper.reading.js';
export { type TemplateToSave, type TemplateVersion } from './paper.templates.js';
export { Papers } from './papers.js';
