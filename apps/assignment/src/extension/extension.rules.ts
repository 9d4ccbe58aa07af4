import { type DecideExtension, Problem, type RequestExtension } from '@huiyin/contracts';
import { defaultCalendar, dueOf, type Extension, type Profile, profiles, StatuteError } from '@huiyin/statute';
import { type By } from '../acceptance/acceptance.rules.js';
import { dayOf } from '../acceptance/notice.rules.js';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';
import { refuseStrangers } from '../handling/officers.rules.js';
import { refuseRecused } from '../opinion/officer.rules.js';

const calendar = defaultCalendar();

/** What the petitioner is told of a yes. */
export interface Extended {
  readonly reason: string;
  readonly newDueOn: string;
}

/**
 * T27: an officer asks for more time. What could never be approved is refused at once.
 * @throws Problem `extension-not-lawful` with why, `decision-pending`, `not-the-officer`, `officer-recused`, `transition-not-allowed`.
 */
export function extensionRequested(file: HandlingFile, { days, reason }: RequestExtension, by: By, now: Date): Move {
  const command = 'request-extension';
  lawful(file, command);
  refuseStrangers(file, by.id);
  if (file.pending !== null) throw new Problem('decision-pending');
  extendedDueOn(file, days, now);
  const pending = { act: 'extend', at: now.toISOString(), by: by.id, byName: by.name, order: { days, reason } };
  return { command, at: now, changes: { pending } };
}

/**
 * Regulations on Petition Work, Art. 34 (T27.1, T27.2): once, at most thirty days, approved by the head of the office before the period
 * is over; the petitioner is told.
 * @throws Problem `extension-not-lawful` with why, `no-decision-pending`, `same-person`, `officer-recused`, `transition-not-allowed`.
 */
export function extensionDecided(
  file: HandlingFile,
  { isApproved, reason }: DecideExtension,
  by: string,
  now: Date,
): Move & { readonly extended?: Extended } {
  const { pending } = file;
  if (pending?.act !== 'extend') throw new Problem('no-decision-pending');
  const command = isApproved ? 'approve-extension' : 'refuse-extension';
  lawful(file, command);
  if (pending.by === by) throw new Problem('same-person');
  refuseRecused(file, by);
  if (!isApproved) return { command, at: now, changes: { pending: null }, reason };
  const order = pending.order as Pick<RequestExtension, 'days' | 'reason'>;
  const { days } = order;
  const newDueOn = extendedDueOn(file, days, now);
  const changes = { pending: null, handlingDueOn: newDueOn, extensionDays: file.extensionDays + days };
  const extended = { reason: order.reason, newDueOn };
  return { command, at: now, changes, values: { on: newDueOn }, days, reason, extended };
}

/** The last lawful day if so many days were approved now. @throws Problem `extension-not-lawful` with why. */
function extendedDueOn(file: HandlingFile, days: number, now: Date): string {
  const startedAt = file.handlingStartedAt ?? now;
  const earlier: Extension[] =
    file.extensionDays === 0
      ? []
      : [{ count: file.extensionDays, approvedOn: dayOf(startedAt) as Extension['approvedOn'] }];
  const extensions = [...earlier, { count: days, approvedOn: dayOf(now) as Extension['approvedOn'] }];
  const profile = (profiles as Readonly<Record<string, Profile>>)[file.profile];
  try {
    return dueOf({ rule: 'TL-06', startedAt, calendar, profile, extensions }).legal.on;
  } catch (error) {
    if (!(error instanceof StatuteError) || error.code !== 'extension-not-lawful') throw error;
    throw new Problem('extension-not-lawful', { why: error.detail['why'] ?? '', days });
  }
}
