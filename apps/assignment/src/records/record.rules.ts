import { type HearPetitioner, Problem, type RecordEvidence, type Statement } from '@huiyin/contracts';
import { petitionerName } from '@huiyin/papers';
import { words } from '@huiyin/words';
import { lawful, moved } from '../file/move.rules.js';
import { type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { refuseOneAlone } from '../handling/officers.rules.js';
import { type Desk, matterNamed } from '../papers/handling-papers.js';
import { recordOf } from './record.rows.js';

const word = words('zh-CN');

/**
 * T23, R31(6): the petitioner is heard by two officers and confirms each request; the record (F-10) is signed, or says why not.
 * @throws Problem `record-unsigned`, `two-officers-needed`, `not-the-officer`, `officer-recused`, `validation-failed`,
 *   `transition-not-allowed`.
 */
export function heard(file: HandlingFile, order: HearPetitioner, by: string, now: Date, desk: Desk): Ruled {
  lawful(file, 'hear-petitioner');
  refuseOneAlone(file, by, order.secondOfficerId);
  const takenAt = takenBefore(file, order.takenAt, now);
  if (!order.isSigned && order.unsignedBecause === undefined) throw new Problem('record-unsigned');
  const title = word('paper.handling.hearing', { manner: word(`paper.handling.manner.${order.manner}`) });
  const paper = desk.issue(
    file,
    'F-10',
    {
      values: {
        record: title,
        matter: matterNamed(file),
        place: order.place,
        startedAt: takenAt.toISOString(),
        endedAt: takenAt.toISOString(),
        rightsTold: word('paper.handling.rightsTold'),
        ...(order.unsignedBecause === undefined
          ? {}
          : { remarks: word('paper.handling.unsigned', { reason: order.unsignedBecause }) }),
      },
      lists: { persons: persons(file), dialogue: [...order.statements.map(said), ...order.requests.map(confirmed)] },
      signatories: [{ role: word('paper.handling.speaker.petitioner') }, ...officers(file)],
    },
    now,
  );
  const { manner, statements, requests, isSigned, unsignedBecause } = order;
  const content = {
    manner,
    statements,
    requests,
    isSigned,
    ...(unsignedBecause === undefined ? {} : { unsignedBecause }),
  };
  const record = recordOf(
    file,
    { kind: 'hearing', title, place: order.place, content },
    [by, order.secondOfficerId],
    takenAt,
  );
  const move = moved(file, {
    command: 'hear-petitioner',
    at: now,
    changes: { requests: [...requests] },
    papers: [paper.entry],
    values: { unit: file.unitName },
  });
  return { ...move, adds: [record, paper.add] };
}

/**
 * T24, SD38: evidence is taken by two officers.
 * @throws Problem `two-officers-needed`, `not-the-officer`, `officer-recused`, `validation-failed`, `transition-not-allowed`.
 */
export function evidenceRecorded(file: HandlingFile, order: RecordEvidence, by: string, now: Date): Ruled {
  lawful(file, 'record-evidence');
  refuseOneAlone(file, by, order.secondOfficerId);
  const takenAt = takenBefore(file, order.takenAt, now);
  const move = moved(file, {
    command: 'record-evidence',
    at: now,
    changes: { evidenceCount: file.evidenceCount + 1 },
    values: { unit: file.unitName },
  });
  const { title, place, evidenceKind, findings, statements } = order;
  const content = { evidenceKind, findings, statements };
  const officers = [by, order.secondOfficerId];
  return { ...move, adds: [recordOf(file, { kind: 'evidence', title, place, content }, officers, takenAt)] };
}

/** Milliseconds by which the clock of whoever writes the record may be ahead. */
const clocksDiffer = 60_000;

/** A record tells of what has happened since the unit has the matter. @throws Problem `validation-failed`. */
function takenBefore(file: HandlingFile, takenAt: string, now: Date): Date {
  const at = new Date(takenAt);
  if (at.getTime() > now.getTime() + clocksDiffer || at < file.receivedAt)
    throw new Problem('validation-failed', {}, [{ field: 'takenAt', rule: 'isDuringHandling' }]);
  return at;
}

function persons(file: HandlingFile) {
  const asked = { role: word('paper.handling.speaker.petitioner'), name: petitionerName };
  return [asked, ...officers(file).map(({ role, name }) => ({ role, name, post: file.unitName }))];
}

function officers({ officerName, secondOfficerName }: HandlingFile) {
  const role = word('paper.handling.speaker.officer');
  return [officerName, secondOfficerName].flatMap((name) => (name === null ? [] : [{ role, name }]));
}

function said({ speaker, text }: Statement) {
  const name = speaker === 'petitioner' ? petitionerName : word(`paper.handling.speaker.${speaker}`);
  return { speaker: name, text };
}

function confirmed(text: string, at: number) {
  return { speaker: petitionerName, text: word('paper.handling.requestLine', { number: at + 1, text }) };
}
