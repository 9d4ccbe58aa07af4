import { dayOf } from '../acceptance/notice.rules.js';
import { type HandlingFile } from '../file/file.table.js';
import { contactOf, type Desk, type MadePaper, matterNamed } from '../papers/handling-papers.js';
import { type Extended } from './extension.rules.js';

/** F-08 (R34): why, until when, and who approved it. */
export function extensionNotice(
  file: HandlingFile,
  { reason, newDueOn }: Extended,
  approvedBy: string,
  now: Date,
  desk: Desk,
): MadePaper {
  const values = {
    matter: matterNamed(file),
    acceptedOn: dayOf(file.acceptedAt ?? file.receivedAt),
    reason,
    oldDueOn: file.handlingDueOn ?? newDueOn,
    newDueOn,
    approvedBy,
    ...contactOf(file, desk),
  };
  return desk.issue(file, 'F-08', { values, lists: {} }, now);
}
