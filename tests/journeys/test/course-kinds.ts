import { bodies as b } from './order-bodies.js';

/** One order of a course: by which account, on which route below `/api/v1`. */
export interface Step {
  readonly route: string;
  readonly by: string;
  /** Given the id of the earlier matter of the same person, where the course has one. */
  readonly body: (earlierId: string) => object;
}
export interface Cast {
  readonly unit: number;
  readonly lead: string;
  readonly second: string;
  readonly head: string;
  /** Has the head's right too. */
  readonly deputy: string;
}
export const casts: readonly Cast[] = [
  { unit: 5, lead: 'land1', second: 'land2', head: 'landhead1', deputy: 'second head of 5' },
  { unit: 13, lead: 'township1', second: 'townclerk1', head: 'townhead1', deputy: 'second head of 13' },
  // Police officers have the rights of officer and head.
  { unit: 7, lead: 'police1', second: 'police2', head: 'police3', deputy: 'police2' },
];
/** Once by an officer, once by the head, where both may. */
export type Doing = 'officer' | 'head';
export const doings = ({ unit }: Cast): readonly Doing[] => (unit === 7 ? ['officer'] : ['officer', 'head']);

const step =
  (place: string) =>
  (order: string, by: string, body: Step['body'] | object = {}): Step => ({
    route: `POST ${place}/${order}`,
    by,
    body: typeof body === 'function' ? (body as Step['body']) : () => body,
  });
export const matter = step('/matters/:matterId');
export const file = step('/matters/:matterId/handling');
export const offer = step('/hand-overs/:handOverId');
export const citizen = step('/petitions');
export const letter = step('/supervision/:letterId');
export const letterDraft = step('/supervision/drafts/:draftId');
export const reveal = (by: string) => step('/submissions/:submissionId')('reveal-identity', by, b.identity);
export const proposal = (by: string) => step('/proposals/:proposalId')('decide', by, b.proposal);

/** To the served answer, what was carried out, and into the archive. */
function whole(cast: Cast, doing: Doing): Step[] {
  const { unit, lead, second, head } = cast;
  const isOfficer = doing === 'officer';
  const who = isOfficer ? lead : head;
  const other = isOfficer ? second : head;
  const takesRecord = isOfficer ? second : lead;
  const again = [
    file('return-draft', head, b.reason),
    file('draft-opinion', lead, b.draft),
    file('pre-review-opinion', 'reviewer1', b.reviewed),
  ];
  return [
    matter('classify', 'triage1', b.claim),
    matter('assign', isOfficer ? 'triage1' : 'head1', b.assign(unit)),
    offer('take', who),
    file('accept', who),
    step('/papers/:paperId')('correct', head, b.correction),
    file('open-handling', head, b.officers(lead, other)),
    file('hear-petitioner', who, () => b.heard(takesRecord)),
    file('record-evidence', who, () => b.evidence(takesRecord)),
    file('draft-opinion', lead, b.draft),
    file('pre-review-opinion', 'reviewer1', b.reviewed),
    ...(isOfficer ? again : []),
    file('issue-opinion', head, b.signed),
    file('serve', lead, b.served),
    citizen('evaluate', 'petitioner', b.evaluated('bureau')),
    citizen('evaluate', 'petitioner', b.evaluated('unit')),
    file('submit-closing-report', head, b.report),
    file('order-execution', head, b.execution(unit)),
    file('confirm-execution', who, b.executed),
    citizen('dispute-execution', 'petitioner', b.executionDispute),
    file('answer-dispute', head, b.disputeAnswer),
    file('archive', 'archivist1', b.shelf),
  ];
}

/** The office that disputes its competence is named as competent, and decides to go the short way. */
function disputed({ unit, lead, second, head }: Cast, doing: Doing): Step[] {
  const isOfficer = doing === 'officer';
  const who = isOfficer ? lead : head;
  const meanwhile = [
    file('request-extension', lead, b.extension),
    file('decide-extension', head, b.extended),
    file('request-recusal', lead, b.recusal),
    file('decide-recusal', head, b.recusalRefused),
    citizen('request-recusal', 'petitioner', b.recusal),
    file('decide-recusal', head, b.recusalRefused),
  ];
  return [
    matter('classify', 'triage1', b.claim),
    matter('forward', isOfficer ? 'triage1' : 'head1', b.dispatch(unit)),
    offer('dispute-jurisdiction', who, b.dispute),
    matter('decide-jurisdiction', isOfficer ? 'head1' : 'leader1', b.jurisdiction(unit)),
    file('accept', who),
    file('escalate-urgent', who, b.urgent),
    matter('supervise', 'head1', b.letter),
    letter('reply', head, b.letterReply),
    file('open-handling', head, b.officers(lead, second)),
    file('apply-simplified', who, b.simplified),
    file('convert-to-ordinary', who, b.ordinary),
    // The head's question is about an officer, and another head would hear it.
    ...(isOfficer ? meanwhile : [file('request-recusal', who, b.recusalOf(lead))]),
  ];
}

function objected({ unit, lead, head }: Cast, doing: Doing): Step[] {
  const isOfficer = doing === 'officer';
  const [ruler, confirmer] = isOfficer ? ['triage1', 'head1'] : ['head1', 'triage1'];
  return [
    matter('classify', 'triage1', b.claim),
    matter('forward', 'triage1', b.dispatch(unit)),
    offer('object', isOfficer ? lead : head, b.objection),
    matter('rule-on-objection', ruler, b.ruling('upheld')),
    matter('confirm-decision', confirmer, b.agreed),
  ];
}

function declined({ lead, head }: Cast, doing: Doing): Step[] {
  const [who, other] = doing === 'officer' ? [lead, head] : [head, lead];
  return [
    matter('classify', lead, b.claim),
    matter('keep-for-own-handling', who, b.note),
    file('decline', who, b.declined),
    file('confirm-decision', other, b.agreed),
  ];
}

function guided({ lead, head }: Cast, doing: Doing): Step[] {
  const who = doing === 'officer' ? lead : head;
  return [
    matter('classify', lead, b.pathClaim),
    matter('guide-to-path', who, b.guidance),
    matter('record-path-intake', who, b.pathIntake(false)),
    matter('record-path-intake', who, b.pathIntake(true)),
  ];
}

function studied({ lead, head }: Cast, doing: Doing): Step[] {
  const who = doing === 'officer' ? lead : head;
  return [
    matter('classify', lead, b.suggestion),
    matter('keep-for-own-handling', who, b.note),
    file('decide-suggestion', who, b.study),
    file('reply-suggestion', who, b.studyReply),
    file('archive', 'archivist1', b.shelf),
  ];
}

/** A suggestion that an office received itself goes on to another. */
function referred({ lead, head }: Cast, doing: Doing): Step[] {
  return [
    matter('classify', lead, b.suggestion),
    matter('refer-for-study', doing === 'officer' ? lead : head, b.dispatch(6)),
  ];
}

/** An office that received a petition itself sends it on, rules on the objection and sends it again. */
export function sentOn({ lead, head, deputy }: Cast): Step[] {
  return [
    matter('escalate-urgent', lead, b.urgent),
    matter('classify', lead, b.claim),
    matter('escalate-urgent', head, b.urgent),
    reveal(lead),
    reveal(head),
    matter('forward', head, b.dispatch(6)),
    offer('object', 'agri1', b.objection),
    matter('rule-on-objection', head, b.ruling('upheld')),
    matter('confirm-decision', deputy, b.agreed),
    matter('assign', head, b.assign(6)),
  ];
}

export const kinds = { whole, disputed, objected, declined, guided, studied, referred } as const;
/** Of these kinds the office receives the petition itself. */
export const received = new Set(['declined', 'guided', 'studied', 'referred']);
