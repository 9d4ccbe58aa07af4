// The pure rules of this service, for tests/lives, which plays whole lives of a matter without a database.
export * as clocks from './clock/clock.rules.js';
export { datesBy } from './clock/dates.rules.js';
export * as duties from './duty/duty.rules.js';
export * as steps from './clock/steps.rules.js';
