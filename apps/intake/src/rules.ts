// The pure rules of this service, for tests/lives, which plays whole lives of a matter without a database.
export * as answers from './hand-over/answer.rules.js';
export * as handOvers from './hand-over/hand-over.rules.js';
export * as jurisdiction from './hand-over/jurisdiction.rules.js';
export * as offers from './hand-over/offer.rules.js';
export * as rulings from './hand-over/ruling.rules.js';
export * as transfers from './hand-over/transfer.rules.js';
export * as triage from './matter/matter.rules.js';
export * as moves from './matter/matter-move.rules.js';
export * as guidance from './path/guidance.rules.js';
export * as barring from './succession/barring.rules.js';
export { dueDates } from './submission/first-clock.js';
export { triagingUnit } from './submission/triaging-unit.rules.js';
export type { HandOver, HandOverKind } from './hand-over/hand-over.table.js';
export type { Offer } from './hand-over/offer.table.js';
export type { Matter } from './matter/matter.table.js';
