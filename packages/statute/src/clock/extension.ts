import { type CivilDate, type DayNumber, dayNumberOf } from '../calendar/civil-date.js';
import { type TimeLimitId, timeLimit } from '../limits/time-limit.js';
import { StatuteError } from '../refusal.js';
import { extensionMaxOf, type Profile } from './profile.js';

/** `count` in the unit of the limit. `approvedOn`: the day on which the person with that power said yes. */
export interface Extension {
  readonly count: number;
  readonly approvedOn: CivilDate;
}

/**
 * Throws `extension-not-lawful` unless the next extension is one that the law knows: no more often and no longer than the
 * row says, and approved while the period still ran. Regulations, Art. 34: at most thirty days, once, before expiry.
 */
export function checkExtension(
  id: TimeLimitId,
  given: { extension: Extension; nth: number; event: DayNumber; last: DayNumber; profile?: Profile | undefined },
): void {
  const { extension, nth, event, last, profile } = given;
  const { count, approvedOn } = extension;
  const refuse = (why: string) => new StatuteError('extension-not-lawful', { rule: id, why, count, approvedOn });
  const allowed = timeLimit(id).extension;
  if (allowed === undefined) throw refuse('rule-knows-none');
  if (allowed.times !== null && nth > allowed.times) throw refuse('too-often');
  const max = extensionMaxOf(id, profile);
  if (!Number.isInteger(count) || count < 1 || (max !== null && count > max)) throw refuse('too-long');
  const approved = dayNumberOf(approvedOn);
  if (approved < event) throw refuse('before-the-start');
  if (approved > last) throw refuse('after-expiry');
}
