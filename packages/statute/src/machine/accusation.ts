import { defineMachine } from './define-machine.js';
import type { TransitionRow } from './transition.js';

/**
 * B.6: the platform only keeps number, dates, receiving organ and these confirmations. The content leaves with
 * `transfer-sealed`. A named accuser gets two notices from the discipline organ; an anonymous one gets none.
 */
export const accusationStates = [
  'received',
  'registered',
  'sealed',
  'transferred_sealed',
  'receipt_confirmed',
  'acceptance_noticed',
  'feedback_given',
  'closed_confirmed',
] as const;
export type AccusationState = (typeof accusationStates)[number];

const discipline = ['discipline_officer'] as const;
const law = { standing: 'law' } as const;

export const accusationRows = [
  {
    id: 'T01',
    command: 'receive-submission',
    from: [],
    to: 'received',
    who: ['citizen', 'agent', 'bureau_intake', 'system'],
    guards: ['channel-and-content'],
    deadlines: [],
    article: 'R17; R19',
    ...law,
  },
  {
    id: 'T02',
    command: 'register',
    from: ['received'],
    to: 'registered',
    who: ['bureau_intake', 'system'],
    guards: ['receipt-where-contact-known'],
    deadlines: ['TL-01'],
    article: 'R21; R22; R23',
    ...law,
  },
  {
    id: 'ACC-01',
    command: 'seal',
    from: ['registered'],
    to: 'sealed',
    who: ['bureau_triage', 'system'],
    guards: ['cleared-actor'],
    deadlines: ['TL-01'],
    article: 'R30 ¶3',
    ...law,
  },
  {
    id: 'T06',
    command: 'transfer-sealed',
    from: ['sealed'],
    to: 'transferred_sealed',
    who: ['bureau_triage'],
    guards: ['cleared-actor', 'recipient-not-accused', 'recipient-not-under-accused'],
    deadlines: ['TL-01'],
    article: 'R22 ¶2; R30 ¶3; R46(5)',
    ...law,
  },
  {
    id: 'ACC-02',
    command: 'confirm-sealed-receipt',
    from: ['transferred_sealed'],
    to: 'receipt_confirmed',
    who: discipline,
    guards: ['cleared-actor'],
    deadlines: ['TL-38'],
    article: 'DISC20-15; DISC20-16',
    ...law,
  },
  {
    id: 'ACC-03',
    command: 'record-acceptance-notice',
    from: ['receipt_confirmed'],
    to: 'acceptance_noticed',
    who: discipline,
    guards: ['cleared-actor', 'named-accuser'],
    deadlines: ['TL-36'],
    article: 'DISC20',
    ...law,
  },
  {
    id: 'ACC-04',
    command: 'record-feedback',
    from: ['acceptance_noticed'],
    to: 'feedback_given',
    who: discipline,
    guards: ['cleared-actor', 'named-accuser'],
    deadlines: ['TL-37'],
    article: 'DISC20',
    ...law,
  },
  {
    id: 'ACC-05',
    command: 'confirm-sealed-closing',
    from: ['receipt_confirmed', 'feedback_given'],
    to: 'closed_confirmed',
    who: discipline,
    guards: ['cleared-actor', 'notices-given-to-named-accuser'],
    deadlines: [],
    article: 'B.6',
    standing: 'design',
  },
] as const satisfies readonly TransitionRow<AccusationState>[];

export const accusationMachine = defineMachine<AccusationState>({
  name: 'accusation',
  states: accusationStates,
  initial: 'received',
  finals: ['closed_confirmed'],
  rows: accusationRows,
});
