/** Every reason for which a rule of this package refuses to compute. A refusal is expected; anything else is a fault. */
export type StatuteRefusal =
  | 'pause-not-lawful'
  | 'extension-not-lawful'
  | 'profile-not-lawful'
  | 'length-not-set'
  | 'not-a-clock'
  | 'date-not-valid';

/** A refusal by rule: `code` says which rule, `detail` carries the figures that a screen needs to explain it. */
export class StatuteError extends Error {
  constructor(
    readonly code: StatuteRefusal,
    readonly detail: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${code} ${JSON.stringify(detail)}`);
    this.name = 'StatuteError';
  }
}
