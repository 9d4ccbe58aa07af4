// Under these a service's module finds what it was started with; classes are their own tokens.
/** The `Settings`. */
export const SETTINGS = Symbol('settings');
/** The pino logger. */
export const LOG = Symbol('log');
/** `() => void`: tells the relay that an event was committed outside of `Changes`. */
export const NUDGE = Symbol('nudge');
