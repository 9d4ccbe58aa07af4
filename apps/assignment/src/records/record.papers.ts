import { type HearPetitioner, type Statement } from '@huiyin/contracts';
import { petitionerName } from '@huiyin/papers';
import { words } from '@huiyin/words';
import { type HandlingFile } from '../file/file.table.js';
import { type Desk, type MadePaper, matterNamed } from '../papers/handling-papers.js';

const word = words('zh-CN');

/** What the record of a hearing is called. */
export function hearingTitle({ manner }: HearPetitioner): string {
  return word('paper.handling.hearing', { manner: word(`paper.handling.manner.${manner}`) });
}

/** F-10 (SD38): place, time, persons, questions and answers, and each request as it was confirmed; signed by hand. */
export function hearingRecord(file: HandlingFile, order: HearPetitioner, now: Date, desk: Desk): MadePaper {
  const { place, takenAt, statements, requests, unsignedBecause: reason } = order;
  const at = new Date(takenAt).toISOString();
  const remarks = reason === undefined ? {} : { remarks: word('paper.handling.unsigned', { reason }) };
  return desk.issue(
    file,
    'F-10',
    {
      values: {
        record: hearingTitle(order),
        matter: matterNamed(file),
        place,
        startedAt: at,
        endedAt: at,
        rightsTold: word('paper.handling.rightsTold'),
        ...remarks,
      },
      lists: { persons: personsOf(file), dialogue: [...statements.map(said), ...requests.map(confirmed)] },
      signatories: [{ role: word('paper.handling.speaker.petitioner') }, ...officersOf(file)],
    },
    now,
  );
}

function personsOf(file: HandlingFile) {
  const heard = { role: word('paper.handling.speaker.petitioner'), name: petitionerName };
  return [heard, ...officersOf(file).map((officer) => ({ ...officer, post: file.unitName }))];
}

function officersOf({ officerName, secondOfficerName }: HandlingFile) {
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
