// The pure rules of this service, for tests/lives, which plays whole lives of a matter without a database.
export { handlingEffectsOf } from './handling/handling.rules.js';
export { effectsOf } from './line/line.rules.js';
