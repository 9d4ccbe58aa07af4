import { type problemPathZh } from './problem-path.zh.js';

/** Refusals on the way from triage to the served answer. */
export const problemPathEn = {
  'objection-too-late': {
    title: 'The time for an objection is over',
    detail:
      'An office may object within five working days of receipt. After that the matter counts as taken: handle it.',
  },
  'objected-before': {
    title: 'This office has objected before',
    detail: 'An office objects to the same hand-over once. Handle the matter as it was ruled.',
  },
  'decision-pending': {
    title: 'A decision already waits for a second person',
    detail: 'Another person with that power must first confirm or withhold it.',
  },
  'no-decision-pending': {
    title: 'No decision waits for a second person',
    detail: 'Somebody may just have confirmed it. Read the newest state.',
  },
  'same-person': {
    title: 'Another person must do this',
    detail: 'Whoever proposes does not confirm. Ask another colleague with that power.',
  },
  'path-has-no-guidance': {
    title: 'This matter takes no other lawful path',
    detail: 'It was classified for the petition procedure: forward it to the competent office, or classify it again.',
  },
  'not-concluded': {
    title: 'Further acceptance cannot be refused yet',
    detail: 'Only where the same petitioner brings the same facts and reasons and the recheck opinion was served.',
  },
  'officers-unfit': {
    title: 'These two cannot handle the matter together',
    detail: 'Lead and second officer are two different people of this office with that power. Choose again.',
  },
  'officer-recused': {
    title: 'This officer has stepped aside',
    detail:
      'Whoever stepped aside does not act on this matter again. The replacement does; for a head, another head or whoever deputises.',
  },
  'not-the-officer': {
    title: 'You are not the officer of this matter',
    detail: 'Its lead or second officer must do this; the head may name others.',
  },
  'two-officers-needed': {
    title: 'A record needs two officers',
    detail: 'Name the other officer who was present. Nothing was saved; what you wrote is still there.',
  },
  'record-unsigned': {
    title: 'The record is not signed and does not say why',
    detail: 'Let the person read and sign it, or write down the refusal and the witness.',
  },
  'simplified-unfit': {
    title: 'This matter is not for the simplified procedure',
    detail: 'It is for first and simple matters; assigned, shared, major or complex ones take the ordinary procedure.',
  },
  'simplified-refusal': {
    title: 'The simplified procedure cannot refuse a request',
    detail: 'To explain or not to support a request, convert the matter to the ordinary procedure first.',
  },
  'extension-not-lawful': {
    title: 'The period cannot be extended like this',
    detail:
      'Once, by at most thirty days, by the head of the office before it ends, and with notice to the petitioner.',
  },
  'petitioner-not-heard': {
    title: 'The petitioner has not been heard yet',
    detail: 'Before an opinion the petitioner must be heard and the record made. Arrange that first.',
  },
  'evidence-missing': {
    title: 'There is no evidence yet',
    detail: 'Two officers record the evidence, or the proof of performance is attached, before this step.',
  },
  'requests-unanswered': {
    title: 'Not every request is answered',
    detail: 'Each request that the petitioner confirmed gets exactly one answer. Complete the marked numbers.',
  },
  'separation-of-duties': {
    title: 'One person cannot do both of these',
    detail: 'Drafting, pre-review, signing and investigation are for different people. Ask another colleague.',
  },
  'principal-head-needed': {
    title: 'A major matter is signed by the principal head',
    detail: 'Let the principal head of the office sign this opinion.',
  },
  'proof-of-service-incomplete': {
    title: 'The proof of service is incomplete',
    detail: 'A refusal needs a witness, electronic service a consent; the day lies between issue and today.',
  },
  'opinion-does-not-support': {
    title: 'The opinion supports no request',
    detail: 'Only what was supported is carried out. Check the opinion.',
  },
  'review-window-open': {
    title: 'The time to ask for a review is not over',
    detail: 'Not every request was supported, so a review may still be asked for; the matter cannot be closed now.',
  },
  'not-assigned': {
    title: 'This matter was not assigned',
    detail: 'Only assigned matters need a closing report.',
  },
  'evaluation-not-open': {
    title: 'This cannot be evaluated now',
    detail: 'It opens when the answer is served and ends with its period. Silence never counts as satisfied.',
  },
  'evaluated-before': {
    title: 'This was evaluated before',
    detail: 'The bureau and the handling office are evaluated once each. Thank you.',
  },
  'execution-dispute-not-open': {
    title: 'This cannot be disputed now',
    detail:
      'You can say so within the time after the office confirmed that it was carried out, or when its last day is over and nothing was confirmed.',
  },
  'execution-disputed-before': {
    title: 'You said so before',
    detail: 'It can be said once of each confirmation. The answer of the office will stand among the steps.',
  },
  'file-incomplete': {
    title: 'The file is not complete',
    detail: 'Add the missing papers, the proof of service and the closing reason before archiving.',
  },
  'paper-superseded': {
    title: 'There is a corrected version of this paper',
    detail: 'Correct the newest version.',
  },
  'paper-not-ready': {
    title: 'This paper is still being made',
    detail: 'Open it again in a moment; nothing needs to be done again.',
  },
} as const satisfies Record<keyof typeof problemPathZh, { title: string; detail: string }>;
