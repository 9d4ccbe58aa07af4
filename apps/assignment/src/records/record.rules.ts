import { type HearPetitioner, Problem, type RecordEvidence } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';
import { refuseOneAlone } from '../handling/officers.rules.js';

/** Milliseconds by which the clock of whoever writes the record may be ahead. */
const clocksDiffer = 60_000;

/**
 * T23, R31(6): the petitioner is heard by two officers and confirms each request; the record is signed, or says why not.
 * @throws Problem `record-unsigned`, `two-officers-needed`, `not-the-officer`, `officer-recused`, `validation-failed`,
 *   `transition-not-allowed`.
 */
export function heard(file: HandlingFile, order: HearPetitioner, by: string, now: Date): Move {
  const command = 'hear-petitioner';
  refuseUnfitRecord(file, command, order, by, now);
  if (!order.isSigned && order.unsignedBecause === undefined) throw new Problem('record-unsigned');
  const changes = { requests: [...order.requests] };
  return { command, at: now, changes, values: { unit: file.unitName } };
}

/**
 * T24, SD38: evidence is taken by two officers.
 * @throws Problem `two-officers-needed`, `not-the-officer`, `officer-recused`, `validation-failed`, `transition-not-allowed`.
 */
export function evidenceRecorded(file: HandlingFile, order: RecordEvidence, by: string, now: Date): Move {
  const command = 'record-evidence';
  refuseUnfitRecord(file, command, order, by, now);
  const changes = { evidenceCount: file.evidenceCount + 1 };
  return { command, at: now, changes, values: { unit: file.unitName } };
}

/** Two officers, and a record of what has happened since the unit has the matter. */
function refuseUnfitRecord(
  file: HandlingFile,
  command: string,
  order: { secondOfficerId: string; takenAt: string },
  by: string,
  now: Date,
): void {
  lawful(file, command);
  refuseOneAlone(file, by, order.secondOfficerId);
  const takenAt = new Date(order.takenAt);
  if (takenAt.getTime() > now.getTime() + clocksDiffer || takenAt < file.receivedAt)
    throw new Problem('validation-failed', {}, [{ field: 'takenAt', rule: 'isDuringHandling' }]);
}
