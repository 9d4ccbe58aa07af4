import { type DecideExtension, Problem, type RequestExtension } from '@huiyin/contracts';
import { defaultCalendar, dueOf, type Extension, type Profile, profiles, StatuteError } from '@huiyin/statute';
import { contact } from '../acceptance/acceptance.rules.js';
import { dayOf } from '../acceptance/notice.rules.js';
import { lawful, moved } from '../file/move.rules.js';
import { type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { refuseStrangers } from '../handling/officers.rules.js';
import { type Desk, matterNamed } from '../papers/handling-papers.js';

const calendar = defaultCalendar();

/**
 * T27: an officer asks for more time. What could never be approved is refused at once.
 * @throws Problem `extension-not-lawful` with why, `decision-pending`, `not-the-officer`, `officer-recused`, `transition-not-allowed`.
 */
export function extensionRequested(
  file: HandlingFile,
  { days, reason }: RequestExtension,
  by: { id: string; name: string },
  now: Date,
): Ruled {
  lawful(file, 'request-extension');
  refuseStrangers(file, by.id);
  if (file.pending !== null) throw new Problem('decision-pending');
  extendedDueOn(file, days, now);
  const pending = { act: 'extend', at: now.toISOString(), by: by.id, byName: by.name, order: { days, reason } };
  return moved(file, { command: 'request-extension', at: now, changes: { pending } });
}

/**
 * Regulations on Petition Work, Art. 34 (T27.1, T27.2): once, at most thirty days, approved by the head of the office before the period
 * is over; the petitioner is told by F-08.
 * @throws Problem `extension-not-lawful` with why, `no-decision-pending`, `same-person`, `officer-recused`, `transition-not-allowed`.
 */
export function extensionDecided(
  file: HandlingFile,
  { isApproved, reason }: DecideExtension,
  by: { id: string; name: string },
  now: Date,
  desk: Desk,
): Ruled {
  const { pending } = file;
  if (pending?.act !== 'extend') throw new Problem('no-decision-pending');
  const command = isApproved ? 'approve-extension' : 'refuse-extension';
  lawful(file, command);
  if (pending.by === by.id) throw new Problem('same-person');
  if (!isApproved) return { ...moved(file, { command, at: now, changes: { pending: null } }), reason };
  const order = pending.order as Pick<RequestExtension, 'days' | 'reason'>;
  const newDueOn = extendedDueOn(file, order.days, now);
  const paper = desk.issue(
    file,
    'F-08',
    {
      values: {
        matter: matterNamed(file),
        acceptedOn: dayOf(file.acceptedAt ?? now),
        reason: order.reason,
        oldDueOn: file.handlingDueOn ?? newDueOn,
        newDueOn,
        approvedBy: by.name,
        ...contact(file, desk),
      },
      lists: {},
    },
    now,
  );
  const move = moved(file, {
    command,
    at: now,
    changes: { pending: null, handlingDueOn: newDueOn, extensionDays: file.extensionDays + order.days },
    papers: [paper.entry],
    values: { on: newDueOn },
    days: order.days,
  });
  return { ...move, adds: [paper.add], reason };
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
