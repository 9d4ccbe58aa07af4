import { type handlingZh } from './handling.zh.js';
import { type InEnglish } from './word-keys.js';

export const handlingEn: InEnglish<typeof handlingZh> = {
  matter: 'petition matter no. {{submissionNo}}',
  petitioner: 'The petitioner',
  received: 'Received on {{on}}',
  accepted: 'Accepted',
  path: 'Petition procedure, handled by the competent office',
  ordinary: 'Ordinary procedure: facts are found, you are heard, every request is answered in writing',
  notAccepted: 'Not accepted',
  ended: 'With this notice the handling here ends',
  declineGround: {
    'not-competent': 'Outside the powers of this office',
    'belongs-to-statutory-path': 'To be dealt with on another statutory path',
    'concluded-before': 'Already decided according to law',
    'already-in-handling': 'Already being handled, within its time limit',
    'not-a-petition-matter': 'Not a petition matter',
  },
  declinePath: {
    'not-competent': 'Handled by the office that is competent',
    'belongs-to-statutory-path': 'Court, arbitration, administrative review or another statutory procedure',
    'concluded-before': 'Decided before: a review may be asked for as the earlier opinion says',
    'already-in-handling': 'In handling: the office that accepted it answers in writing',
    'not-a-petition-matter': 'A path outside the petition procedure',
  },
  ground: '{{ground}}. {{reasons}}',
  remedy: 'If you think that refusing was wrong, turn to the next higher office or to the petition bureau',
  hearing: 'Record of statement ({{manner}})',
  manner: { 'in-person': 'in person', 'by-phone': 'by phone', 'by-video': 'by video', 'at-home': 'at home' },
  speaker: { officer: 'Asker', petitioner: 'Petitioner', agent: 'Agent', witness: 'Witness', other: 'Other person' },
  rightsTold:
    'Told: the right to check, complete and correct the record, and to ask that an officer with an interest steps aside',
  requestLine: 'Request {{number}} (confirmed in person): {{text}}',
  unsigned: 'Not signed: {{reason}}',
  recusalGranted: 'The officer steps aside',
  recusalRefused: 'The officer does not step aside',
};
