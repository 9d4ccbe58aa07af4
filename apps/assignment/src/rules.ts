// The pure rules of this service, for tests/lives, which plays whole lives of a matter without a database.
export * as acceptance from './acceptance/acceptance.rules.js';
export * as archive from './archive/archive.rules.js';
export * as disputes from './dispute/dispute.rules.js';
export * as drafts from './opinion/draft.rules.js';
export * as evaluations from './evaluation/evaluation.rules.js';
export * as execution from './opinion/execution.rules.js';
export * as extensions from './extension/extension.rules.js';
export * as handling from './handling/handling.rules.js';
export * as moves from './file/move.rules.js';
export * as officers from './opinion/officer.rules.js';
export * as openings from './file/opening.rules.js';
export * as recusals from './recusal/recusal.rules.js';
export * as records from './records/record.rules.js';
export * as serving from './opinion/serving.rules.js';
export * as successions from './succession/succession.rules.js';
export * as suggestions from './suggestion/suggestion.rules.js';
export * as windows from './opinion/window.rules.js';
export type { HandlingFile } from './file/file.table.js';
