import { type PaperBlock } from '../paper.template.js';
import { type Blocks } from './blocks.js';

/** Papers from one office to another, and the report for the casefile. */
export const betweenOffices = {
  'F-03': (b: Blocks): PaperBlock[] => [
    b.salutation(),
    b.paragraph('F-03.opening'),
    b.fields(
      'matter',
      'registeredAt',
      'channel',
      'petitioner',
      'summary',
      'request',
      'noticeDueOn',
      'objectionDueOn',
      'period',
      'reportDuty',
      'reportDueOn',
    ),
    b.heading('F-03.attachments'),
    b.table(
      'attachments',
      [
        ['no', 'no', 1],
        ['name', 'name', 7],
        ['pages', 'pages', 2],
      ],
      0,
    ),
    b.paragraph('F-03.closing'),
    b.paragraph('contact'),
    b.seal(),
  ],
  'F-04': (b: Blocks): PaperBlock[] => [
    b.salutation(),
    b.paragraph('F-04.opening'),
    b.fields('slipNumber', 'reasons', 'objectionBasis', 'proposedOwner'),
    b.paragraph('F-04.closing'),
    b.paragraph('contact'),
    b.seal(),
    b.heading('F-04.rulingHeading'),
    b.fields(
      b.row('ruling', 'ruling', ''),
      b.row('rulingReasons', 'rulingReasons', ''),
      b.row('rulingOffice', 'rulingOffice', ''),
      b.row('ruledOn', 'ruledOn', ''),
    ),
  ],
  'F-11': (b: Blocks): PaperBlock[] => [
    b.paragraph('F-11.opening'),
    b.heading('F-11.processHeading'),
    b.saying('process'),
    b.heading('F-11.factsHeading'),
    b.saying('facts'),
    b.paragraph('F-11.disputed'),
    b.heading('F-11.evidenceHeading'),
    b.table(
      'evidence',
      [
        ['no', 'no', 1],
        ['name', 'name', 3],
        ['source', 'source', 2],
        ['proves', 'proves', 4],
      ],
      0,
    ),
    b.heading('F-11.lawHeading'),
    b.saying('law'),
    b.heading('F-11.conclusionHeading'),
    b.saying('conclusion'),
    b.signed('investigator', 'investigator'),
  ],
  'F-23': (b: Blocks): PaperBlock[] => [
    b.salutation(),
    b.paragraph('F-23.opening'),
    b.fields('petitioner', 'assignedBy', 'assignmentNumber', 'process', 'result', 'serviceProof', 'petitionerView'),
    b.paragraph('contact'),
    b.seal(),
  ],
} as const;
