import { type DecideRecusal } from '@huiyin/contracts';
import { petitionerName } from '@huiyin/papers';
import { words } from '@huiyin/words';
import { dayOf } from '../acceptance/notice.rules.js';
import { type HandlingFile } from '../file/file.table.js';
import { type Desk, type MadePaper, matterNamed } from '../papers/handling-papers.js';
import { type RecusalAsked } from './recusal.rules.js';

const word = words('zh-CN');

/** F-41 (SD12(4), SD17): the request and what was decided. What an officer says of the own ties is not the petitioner's paper. */
export function recusalDecision(
  file: HandlingFile,
  asked: RecusalAsked,
  { isGranted, reason }: DecideRecusal,
  decidedBy: string,
  now: Date,
  desk: Desk,
): MadePaper {
  const values = {
    matter: matterNamed(file),
    applicant: asked.isByPetitioner ? petitionerName : asked.byName,
    appliedOn: dayOf(asked.askedAt),
    official: asked.officerName,
    officialPost: file.unitName,
    ground: asked.ground,
    decision: word(isGranted ? 'paper.handling.recusalGranted' : 'paper.handling.recusalRefused'),
    decisionReason: reason,
    decidedBy,
    decidedOn: dayOf(now),
  };
  return desk.issue(file, 'F-41', { values, lists: {}, isInternal: !asked.isByPetitioner }, now);
}
