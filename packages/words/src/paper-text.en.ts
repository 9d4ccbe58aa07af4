import { type paperTextZh } from './paper-text.zh.js';
import { type InEnglish } from './word-keys.js';

const label: InEnglish<(typeof paperTextZh)['label']> = {
  matter: 'Matter',
  receivedOn: 'Received on',
  way: 'Passed on as',
  passedOn: 'Passed on on',
  receivingOffice: 'Receiving office',
  receivingAddress: 'Address',
  receivingContact: 'Contact',
  officer: 'Officer',
  officePhone: 'Telephone',
  registeredAt: 'Registered at',
  channel: 'Channel',
  petitioner: 'Petitioner',
  summary: 'Contents',
  request: 'Request',
  noticeDueOn: 'Notice to the petitioner by',
  objectionDueOn: 'Objection by',
  period: 'Period',
  reportDuty: 'Duty to report',
  reportDueOn: 'Report by',
  slipNumber: 'Transfer slip',
  reasons: 'Reasons',
  objectionBasis: 'Legal basis',
  proposedOwner: 'Proposed office',
  ruling: 'Ruling',
  rulingReasons: 'Reasons of the ruling',
  rulingOffice: 'Ruled by',
  ruledOn: 'Ruled on',
  transferredBy: 'Passed on by',
  received: 'Received',
  accepted: 'Accepted',
  acceptedOn: 'Accepted on',
  path: 'Path',
  procedure: 'Procedure',
  handlingUnit: 'Handled by',
  dueOn: 'To be finished by',
  decision: 'Decision',
  ground: 'Ground',
  article: 'Article',
  rightPlace: 'Where to go',
  rightPlaceContact: 'Contact there',
  remedy: 'Remedy',
  reason: 'Reason',
  oldDueOn: 'Was due on',
  newDueOn: 'Now due on',
  approvedBy: 'Approved by',
  authority: 'Authority',
  authorityAddress: 'Address',
  authorityPhone: 'Telephone',
  citizenTimeLimit: 'Your time limit',
  record: 'Kind of record',
  place: 'Place',
  startedAt: 'Began at',
  endedAt: 'Ended at',
  remarks: 'Remarks',
  assignedBy: 'Assigned by',
  assignmentNumber: 'Assignment',
  assignedOn: 'Assigned on',
  process: 'What was done',
  result: 'Result',
  serviceProof: 'Proof of service',
  petitionerView: 'View of the petitioner',
  document: 'Paper served',
  documentNumber: 'Number of the paper',
  recipient: 'Recipient',
  servedOn: 'Served on',
  manner: 'Manner',
  outcome: 'Signed or refused',
  outcomeReason: 'Reason of refusal',
  relation: 'Who received it for the recipient',
  witness: 'Witness',
  bureauValue: 'The petition bureau',
  authorityValue: 'The responsible unit',
  evaluationReason: 'Reason',
  evaluateByOn: 'Please evaluate by',
  evaluatedAt: 'Evaluated at',
  applicant: 'Applicant',
  appliedOn: 'Applied on',
  official: 'Official concerned',
  officialPost: 'Post',
  recusalGround: 'Ground',
  decisionReason: 'Reason of the decision',
  decidedBy: 'Decided by',
  decidedOn: 'Decided on',
  principal: 'Principal',
  principalContact: 'Contact of the principal',
  scope: 'Scope',
  validFromOn: 'Valid from',
  validUntilOn: 'Valid until',
  groupSize: 'Number of petitioners',
  chosenOn: 'Chosen on',
  who: 'Who processes',
  whoContact: 'Contact',
  purpose: 'Purpose',
  processingWay: 'Way',
  kinds: 'Kinds of data',
  retention: 'Kept for',
  recipients: 'Given to',
  acknowledgedBy: 'Acknowledged by',
};

const column: InEnglish<(typeof paperTextZh)['column']> = {
  no: 'No.',
  name: 'Name',
  pages: 'Pages',
  hint: 'Note',
  role: 'Part',
  person: 'Name',
  post: 'Unit and post',
  source: 'Source',
  proves: 'What it proves',
  relation: 'Relation',
  contact: 'Contact',
  signature: 'Signature',
};

const signer: InEnglish<(typeof paperTextZh)['signer']> = {
  draftedBy: 'Officer in charge',
  unitHead: 'Head of the unit',
  speaker: 'Speaker',
  asker: 'Asked by',
  recorder: 'Recorded by',
  investigator: 'Investigator',
  recipient: 'Recipient',
  server: 'Served by',
  witness: 'Witness',
  petitioner: 'Petitioner',
  applicant: 'Applicant',
  decider: 'Decided by',
  principal: 'Principal',
  agent: 'Agent',
  representative: 'Representative',
  acknowledged: 'Petitioner',
};

const right: InEnglish<(typeof paperTextZh)['right']> = {
  follow:
    'With submission number and query code you may follow the matter, and ask for written notice of every step. If a notice or an answer does not come in time, you may turn to this office or to the next higher one.',
  safe: 'Petitions cost nothing. Nobody may retaliate against a petitioner; retaliation may be reported to the next higher petition bureau or to the discipline and supervision organ.',
  recusal:
    'If you think that the officer has an interest in the matter or ties to a party that may hinder a fair handling, you have the right to ask for recusal.',
  mediation:
    'You may choose mediation, refuse it or end it at any time; the matter is handled in time whether you do or not.',
  remedy:
    'If you do not agree with this opinion, you may ask {nextHigherOffice} in writing for a review within {remedyDays} from the day on which you receive it.',
  otherPaths:
    'Court, arbitration, administrative reconsideration and other paths of the law stay open to you whether you petition or not; each has a time limit of its own that you should not miss.',
  readBack:
    'The speaker has the right to check this record, and to have it read aloud where reading is difficult; to add and to correct; and to refuse to sign, in which case the recorder notes the reason.',
  receiptOnly:
    'A signature only says that the paper was received. It does not agree to what the paper says, and takes away no right to review or recheck.',
  freeEvaluation:
    'Whether you evaluate, and how, is your free choice and changes nothing in how the matter is handled. No evaluation is never counted as satisfied.',
  withdrawAgent:
    'The principal may change or end this power at any time by written notice to the handling office, and may still speak in person.',
  ownVoice:
    'Choosing representatives takes from nobody in the group the right to speak, to follow the matter, and to ask for review and recheck.',
  dataRights:
    'You may read, copy and correct your personal data, ask how it is processed, and see who has opened this file; where processing breaks the law, you may ask for deletion or complain to the authority.',
};

const text: InEnglish<(typeof paperTextZh)['text']> = {
  toAddressee: 'To {addressee}:',
  rightsHeading: 'Your rights',
  contact: 'Contact: {officer}, telephone {officePhone}',
  'F-02': {
    title: 'Destination notice ({way})',
    opening:
      'We received your matter “{matter}” on {receivedOn}. Under Arts. 22 and 23 of the Regulations on Petition Work it was passed on ({way}) to the organ with power over it:',
    closing: 'The receiving office tells you in writing whether it accepts the matter.',
  },
  'F-03': {
    title: 'Transfer slip ({way})',
    opening:
      'The following matter is passed on to you ({way}). Please handle it under Arts. 22 and 23 of the Regulations on Petition Work.',
    attachments: 'Attachments',
    closing:
      'If it is outside your powers, object in writing within the time above, with reasons and legal basis. It may not be returned or passed on without our consent. Reports and accusations may not be passed to those whom they accuse.',
  },
  'F-04': {
    title: 'Objection',
    opening:
      'We received “{matter}” from you on {receivedOn}. We find it outside our powers and object under Art. 23(3) of the Regulations on Petition Work:',
    closing: 'Please verify and answer in writing. Until you agree, we stay in touch with the petitioner.',
    rulingHeading: 'Ruling',
  },
  'F-05': {
    title: 'Acceptance notice',
    opening:
      'We received your matter “{matter}” on {receivedOn} and have decided to accept it. Under Art. 23 of the Regulations on Petition Work we tell you:',
  },
  'F-06': {
    title: 'Notice: {decision}',
    opening:
      'We received your matter “{matter}” on {receivedOn}. Our decision: {decision}. Under the Regulations on Petition Work we tell you:',
  },
  'F-07': {
    title: 'Handling opinion',
    opening:
      'Your matter “{matter}” was received on {receivedOn} and accepted on {acceptedOn}. It has now been handled.',
    transferred: 'It was passed on to us by {transferredBy} on {transferredOn}.',
    hearing: 'How you were heard: {fairHearing}',
    requestsHeading: '1. Requests and answers',
    request: '({no}) Request: {request}\nFacts and reasons: {facts}\nFinding: {finding}\nLaw: {law}\nAnswer: {answer}',
    opinionHeading: '2. Opinion',
    opinion: '{opinionSummary}',
    basisHeading: '3. Legal basis',
    basis: '{opinionBasis}',
    remedyHeading: '4. Remedy',
    where: 'Contact of {nextHigherOffice}: {nextHigherContact}',
  },
  'F-08': {
    title: 'Extension notice',
    opening:
      'We accepted your matter “{matter}” on {acceptedOn}. It is complex and cannot be finished in time. With the approval of the head of this organ the period is extended under Art. 34 of the Regulations on Petition Work:',
  },
  'F-09': {
    title: 'Path guidance notice',
    opening:
      'We received your matter “{matter}” on {receivedOn}. Under Art. 31 of the Regulations on Petition Work it belongs to the following path of the law:',
    papersHeading: 'Papers that you need',
  },
  'F-10': {
    title: '{record}',
    personsHeading: 'Persons present',
    rightsHeading: 'Rights told',
    dialogueHeading: 'Questions and answers',
    closing: 'I have read this record of __ pages (it was read to me); it says what I said.',
  },
  'F-11': {
    title: 'Investigation report',
    opening: 'On “{matter}”, accepted on {acceptedOn}, we report:',
    processHeading: '1. What was done',
    factsHeading: '2. Facts found',
    disputed: 'Disputed and not settled: {disputed}',
    evidenceHeading: '3. Evidence',
    lawHeading: '4. Law and policy',
    conclusionHeading: '5. Conclusion and proposal',
  },
  'F-23': {
    title: 'Closing report',
    opening:
      'The matter “{matter}”, assigned by you on {assignedOn}, is finished. Under Art. 22 of the Regulations on Petition Work we report:',
  },
  'F-24': {
    title: 'Proof of service',
    manners: '□ in person   □ by post   □ other',
    outcomes: '□ signed   □ refused',
  },
  'F-36': {
    title: 'Evaluation form',
    opening:
      'Your matter “{matter}” was handled. Please evaluate the work of {bureau} (petition bureau) and of {authority} (responsible unit), each apart.',
    values: '□ satisfied   □ fairly satisfied   □ not satisfied',
  },
  'F-41': {
    title: 'Recusal: request and decision',
    opening: 'Under Art. 28 of the Regulations on Petition Work and related rules the applicant asks for recusal of:',
    decisionHeading: 'Decision',
  },
  'F-42': {
    title: 'Power of attorney',
    opening: 'The principal appoints one or two agents to act in “{matter}”:',
    agentsHeading: 'Agents',
  },
  'F-43': {
    title: 'Choice of representatives',
    opening: 'In “{matter}” we choose the following representatives, at most five, to visit and speak for us:',
    representativesHeading: 'Representatives',
    supportersHeading: 'Chosen by',
  },
  'F-44': {
    title: 'Notice of personal data processing',
    opening:
      'Under Arts. 17 and 35 of the Personal Information Protection Law we tell you how your personal data is processed:',
    acknowledged: 'I have read this notice (it was read to me).',
  },
};

const frame: InEnglish<(typeof paperTextZh)['frame']> = {
  corrected: '{{title}} (corrected)',
  replacesOriginal: 'This is the 1st correction. It replaces the original under the same number.',
  replacesCorrection: 'This is correction no. {{number}}. It replaces correction no. {{before}} under the same number.',
  page: 'Page {{page}} of {{pages}}',
  proof: 'Template version {{version}}, check code {{hash}}',
  scan: 'Scan to follow the matter',
  submissionNos: 'Submission: {{numbers}}',
  seal: '(seal)',
  colon: ': ',
  join: ', ',
  signatureLine: '{{role}}: {{name}} {{at}}',
  dateLine: '____-__-__',
};

export const paperTextEn: InEnglish<typeof paperTextZh> = { label, column, signer, right, text, frame };
