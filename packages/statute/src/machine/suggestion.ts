import { anyOffice, competentAuthority, dispatchers, officers } from './commanders.js';
import { defineMachine } from './define-machine.js';
import type { TransitionRow } from './transition.js';

/** B.6: study, decide, reply, perhaps reward (R29; SD49-52). */
export const suggestionStates = [
  'received',
  'registered',
  'triaged',
  'referred',
  'under_study',
  'decided',
  'replied',
  'rewarded',
  'archived',
] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** States in which a reply is still owed. */
export const openSuggestionStates: readonly SuggestionState[] = suggestionStates.filter(
  (state) => !['replied', 'rewarded', 'archived'].includes(state),
);

/** In each of them an office reads it, and may have to stop (R30 ¶3). */
const registeredStates: readonly SuggestionState[] = suggestionStates.filter((state) => state !== 'received');

/** Outcomes of the study; each is replied to with reasons. */
export const suggestionDecisions = ['adopt', 'partly', 'not'] as const;
export type SuggestionDecision = (typeof suggestionDecisions)[number];

const law = { standing: 'law' } as const;

export const suggestionRows = [
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
    guards: ['receipt-issued'],
    deadlines: ['TL-01'],
    article: 'R21; R22; R23',
    ...law,
  },
  {
    id: 'T05',
    command: 'classify',
    from: ['registered'],
    to: 'triaged',
    who: ['bureau_triage', ...officers],
    guards: ['kind-category-location'],
    deadlines: ['TL-01'],
    article: 'R22; R29',
    ...law,
  },
  {
    id: 'T07',
    command: 'refer-for-study',
    from: ['triaged'],
    to: 'referred',
    who: ['bureau_triage', ...competentAuthority],
    guards: ['competent-authority-named', 'transfer-not-prohibited'],
    deadlines: ['TL-01'],
    article: 'R29',
    ...law,
  },
  {
    id: 'SUG-01',
    command: 'begin-study',
    from: ['referred'],
    to: 'under_study',
    who: [...competentAuthority, 'system'],
    guards: [],
    deadlines: [],
    article: 'R29; SD49',
    ...law,
  },
  {
    // The office that received it directly is the competent one: it studies it itself.
    id: 'SUG-07',
    command: 'keep-for-own-handling',
    from: ['triaged'],
    to: 'under_study',
    who: competentAuthority,
    guards: ['own-competence'],
    deadlines: ['TL-02', 'TL-46'],
    article: 'R29; R23 ¶2',
    standing: 'design',
  },
  {
    id: 'SUG-05',
    command: 'object',
    from: ['referred'],
    to: 'triaged',
    who: competentAuthority,
    guards: ['detailed-reasons'],
    deadlines: ['TL-04'],
    article: 'R23 ¶3; R29',
    standing: 'design',
  },
  {
    id: 'SUG-06',
    command: 'reassign',
    from: ['registered', 'triaged', 'referred', 'under_study', 'decided', 'replied', 'rewarded'],
    to: 'unchanged',
    who: ['system'],
    guards: ['unit-or-officer-succeeded'],
    deadlines: [],
    article: 'R24 ¶2',
    standing: 'design',
  },
  {
    // R25 knows no kinds: by whoever answers for it, the sender until another has taken it.
    id: 'SUG-11',
    command: 'escalate-urgent',
    from: ['triaged', 'referred', 'under_study', 'decided'],
    to: 'unchanged',
    who: anyOffice,
    guards: ['report-recipients-named'],
    deadlines: ['TL-11'],
    article: 'R25; R29',
    standing: 'design',
  },
  {
    id: 'SUG-08',
    command: 'withdraw-offer',
    from: ['referred'],
    to: 'triaged',
    who: ['system'],
    guards: ['recipient-succeeds-accused'],
    deadlines: ['TL-01'],
    article: 'R30 ¶3; R22 ¶2; R24 ¶2',
    standing: 'design',
  },
  {
    id: 'SUG-09',
    command: 'bar-unit',
    from: registeredStates,
    to: 'unchanged',
    who: ['system'],
    guards: ['unit-succeeds-accused'],
    deadlines: [],
    article: 'R30 ¶3; R46(5)',
    standing: 'design',
  },
  {
    id: 'SUG-10',
    command: 'hand-on',
    from: ['under_study', 'decided'],
    to: 'unchanged',
    who: dispatchers,
    guards: ['given-back', 'competent-authority-named', 'transfer-not-prohibited'],
    deadlines: [],
    article: 'R22 ¶2; R30 ¶3; R24 ¶2',
    standing: 'design',
  },
  {
    id: 'SUG-02',
    command: 'decide-suggestion',
    from: ['under_study'],
    to: 'decided',
    who: competentAuthority,
    guards: ['reasons-given'],
    deadlines: [],
    article: 'R29; SD49-50',
    ...law,
  },
  {
    id: 'T08',
    command: 'reply-suggestion',
    from: ['decided'],
    to: 'replied',
    who: competentAuthority,
    guards: ['reply-unless-contact-unclear'],
    deadlines: ['TL-46'],
    article: 'R29; SD49-50',
    ...law,
  },
  {
    id: 'SUG-03',
    command: 'reward-suggestion',
    from: ['replied'],
    to: 'rewarded',
    who: ['bureau_head', 'dept_head'],
    guards: [],
    deadlines: [],
    article: 'R29 ¶2; SD52',
    ...law,
  },
  {
    id: 'SUG-04',
    command: 'archive',
    from: ['replied', 'rewarded'],
    to: 'archived',
    who: ['archivist'],
    guards: ['file-complete'],
    deadlines: [],
    article: 'B.6',
    standing: 'design',
  },
] as const satisfies readonly TransitionRow<SuggestionState>[];

export const suggestionMachine = defineMachine<SuggestionState>({
  name: 'suggestion',
  states: suggestionStates,
  initial: 'received',
  finals: ['archived'],
  rows: suggestionRows,
});
