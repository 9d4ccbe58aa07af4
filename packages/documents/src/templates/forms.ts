import { type PaperBlock } from '../paper.template.js';
import { type Blocks } from './blocks.js';

/** Records and forms that people sign; most are also handed out to be filled in by hand. */
export const forms = {
  'F-10': (b: Blocks): PaperBlock[] => [
    b.fields('matter', 'place', 'startedAt', 'endedAt'),
    b.heading('F-10.personsHeading'),
    b.table(
      'persons',
      [
        ['role', 'role', 2],
        ['name', 'person', 2],
        ['post', 'post', 4],
      ],
      4,
    ),
    b.heading('F-10.rightsHeading'),
    b.saying('rightsTold'),
    ...b.rights('readBack'),
    b.heading('F-10.dialogueHeading'),
    { type: 'dialogue', list: 'dialogue', speaker: '{speaker}', text: '{text}' },
    b.saying('remarks'),
    b.paragraph('F-10.closing'),
    b.signed('speaker', 'asker', 'asker', 'recorder'),
  ],
  'F-24': (b: Blocks): PaperBlock[] => [
    b.fields(
      'document',
      'documentNumber',
      'recipient',
      b.row('place', 'place', ''),
      b.row('servedOn', 'servedOn', ''),
      b.row('manner', 'manner', b.text('F-24.manners')),
      b.row('outcome', 'outcome', b.text('F-24.outcomes')),
      b.row('outcomeReason', 'outcomeReason', ''),
      b.row('relation', 'relation', ''),
      b.row('witness', 'witness', ''),
      b.row('remarks', 'remarks', ''),
    ),
    ...b.rights('receiptOnly'),
    b.signed('recipient', 'server', 'server', 'witness'),
  ],
  'F-36': (b: Blocks): PaperBlock[] => [
    b.salutation(),
    b.paragraph('F-36.opening'),
    b.fields(
      b.row('bureauValue', 'bureauValue', b.text('F-36.values')),
      b.row('bureauReason', 'evaluationReason', ''),
      b.row('authorityValue', 'authorityValue', b.text('F-36.values')),
      b.row('authorityReason', 'evaluationReason', ''),
      'evaluateByOn',
      'evaluatedAt',
    ),
    ...b.rights('freeEvaluation', 'safe'),
    b.signed('petitioner'),
  ],
  'F-41': (b: Blocks): PaperBlock[] => [
    b.paragraph('F-41.opening'),
    b.fields('matter', 'applicant', 'official', 'officialPost', b.row('ground', 'recusalGround'), 'appliedOn'),
    b.heading('F-41.decisionHeading'),
    b.fields(
      b.row('decision', 'decision', ''),
      b.row('decisionReason', 'decisionReason', ''),
      b.row('decidedBy', 'decidedBy', ''),
      b.row('decidedOn', 'decidedOn', ''),
    ),
    ...b.rights('safe'),
    b.signed('applicant', 'decider'),
  ],
  'F-42': (b: Blocks): PaperBlock[] => [
    b.fields('principal', 'principalContact'),
    b.paragraph('F-42.opening'),
    b.table(
      'agents',
      [
        ['name', 'person', 2],
        ['relation', 'relation', 3],
        ['contact', 'contact', 4],
      ],
      2,
    ),
    b.fields('scope', 'validFromOn', 'validUntilOn'),
    ...b.rights('withdrawAgent'),
    b.signed('principal', 'agent', 'agent'),
  ],
  'F-43': (b: Blocks): PaperBlock[] => [
    b.paragraph('F-43.opening'),
    b.heading('F-43.representativesHeading'),
    b.table(
      'representatives',
      [
        ['no', 'no', 1],
        ['name', 'person', 3],
        ['contact', 'contact', 4],
        ['', 'signature', 3],
      ],
      5,
    ),
    b.fields('groupSize', 'chosenOn'),
    b.heading('F-43.supportersHeading'),
    b.table(
      'supporters',
      [
        ['no', 'no', 1],
        ['name', 'person', 5],
        ['', 'signature', 5],
      ],
      12,
    ),
    ...b.rights('ownVoice', 'safe'),
    b.signed('representative'),
  ],
  'F-44': (b: Blocks): PaperBlock[] => [
    b.paragraph('F-44.opening'),
    b.fields('who', 'whoContact', 'purpose', b.row('way', 'processingWay'), 'kinds', 'retention', 'recipients'),
    ...b.rights('dataRights'),
    b.seal(),
    b.paragraph('F-44.acknowledged'),
    b.fields(b.row('acknowledgedBy', 'acknowledgedBy', '')),
    b.signed('acknowledged'),
  ],
} as const;
