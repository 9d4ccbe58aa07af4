import { demoOfficialId } from '@huiyin/organisation';
import { type Act } from '@huiyin/statute';
import { type Order } from './orders.js';
import { textWith } from './path-words.js';

const nobody = '00000000-0000-4000-8000-000000000000';
const long = textWith('按规定办理');
const atVersion = { 'if-match': '"1"' };

/** Asked for what is not there: whoever has the act is told so, whoever has not learns not even that. */
const ofNothing = (act: Act, path: string, body?: object): Order => ({
  act,
  finds: 'nothing',
  ask: (caller) => (body === undefined ? caller.get(path) : caller.post(path, body, atVersion)),
});
const onFile = (act: Act, order: string, body: object): [string, Order] => [
  `POST /matters/:matterId/handling/${order}`,
  ofNothing(act, `/matters/${nobody}/handling/${order}`, body),
];
const onOffer = (act: Act, body: object): [string, Order] => [
  `POST /hand-overs/:handOverId/${act}`,
  ofNothing(act, `/hand-overs/${nobody}/${act}`, body),
];
/** On the matter of the test, at whatever version: being told that it is stale, or in another state, is past the question of rights. */
const onMatter = (act: Act, body: object, order: string = act): [string, Order] => [
  `POST /matters/:matterId/${order}`,
  { act, ask: (caller, { matterId }) => caller.post(`/matters/${matterId}/${order}`, body, { 'if-match': '"999"' }) },
];
const ofMatter = (act: Act, what: string, finds?: Order['finds']): [string, Order] => [
  `GET /matters/:matterId/${what}`,
  { act, ...(finds && { finds }), ask: (caller, { matterId }) => caller.get(`/matters/${matterId}/${what}`) },
];

const [lead, second] = [demoOfficialId('hr1'), demoOfficialId('hr2')];
const record = {
  takenAt: '2026-11-20T09:00:00+08:00',
  place: '接待室',
  secondOfficerId: second,
  statements: [{ speaker: 'petitioner', text: '如实陈述' }],
};
const dispatch = { toUnitId: 6, note: long };
const template = (owner: 'intake' | 'assignment', kind: string): [string, Order][] => [
  [
    `GET /paper-templates/${owner}/:kind`,
    { act: 'manage-templates', ask: (caller) => caller.get(`/paper-templates/${owner}/${kind}`) },
  ],
  [
    `POST /paper-templates/${owner}/:kind`,
    {
      act: 'manage-templates',
      ask: (caller) => caller.post(`/paper-templates/${owner}/${kind}`, { body: {} }, { 'if-match': '"999"' }),
    },
  ],
];

/** Orders of the path from the bureau to the answer; the walks in `life.ts` show that whoever may does get through. */
export const pathOrders: Readonly<Record<string, Order>> = Object.fromEntries<Order>([
  [
    'GET /matters/find',
    { act: 'read-matter', ask: (caller, m) => caller.get(`/matters/find?words=${encodeURIComponent(m.words.title)}`) },
  ],
  ofMatter('read-matter', 'hand-overs'),
  ofMatter('read-matter', 'papers'),
  ofMatter('read-matter', 'handling', 'nothing'),
  ofMatter('read-supervision', 'supervision', 'list'),
  ['GET /papers/:paperId', ofNothing('read-matter', `/papers/${nobody}`)],
  [
    'POST /papers/:paperId/correct',
    ofNothing('issue-opinion', `/papers/${nobody}/correct`, { reason: long, values: {} }),
  ],
  ...template('intake', 'F-02'),
  ...template('assignment', 'F-07'),
  onMatter('forward', dispatch),
  onMatter('assign', { ...dispatch, periodDays: 30 }),
  onMatter('refer-for-study', dispatch),
  onMatter('keep-for-own-handling', { note: long }),
  onMatter('rule-on-objection', { ruling: 'rejected', reasons: long, legalBasis: '第二十三条' }),
  [
    'POST /matters/:matterId/decide-jurisdiction',
    ofNothing('decide-jurisdiction', `/matters/${nobody}/decide-jurisdiction`, {
      toUnitId: 6,
      decisionNo: '青信决〔2026〕1号',
      reasons: long,
    }),
  ],
  onMatter('guide-to-path', { authority: '县法院', address: '长桥路一号', reason: long, neededPapers: [] }),
  onMatter('guide-to-path', { proof: long, isEnded: false }, 'record-path-intake'),
  [
    'POST /matters/:matterId/reopen-path-refused',
    {
      act: 'reopen-path-refused',
      ask: (caller, { matterId }) => caller.post(`/matters/${matterId}/reopen-path-refused`, { proof: long }),
    },
  ],
  onMatter('refuse-concluded', {
    reasonCode: 'same-facts-and-reasons',
    concludedMatterId: nobody,
    legalGround: '第三十六条',
    reasons: long,
    rightPlace: '县信访局',
  }),
  [
    'POST /matters/:matterId/supervise',
    {
      act: 'supervise',
      ask: (caller, { matterId }) =>
        caller.post(`/matters/${matterId}/supervise`, { ground: 'other-ground', demand: long }),
    },
  ],
  [
    'POST /matters/:matterId/draft-supervision',
    {
      act: 'draft-supervision',
      ask: (caller, { matterId }) =>
        caller.post(`/matters/${matterId}/draft-supervision`, { ground: 'other-ground', facts: long, demand: long }),
    },
  ],
  ['POST /supervision/drafts/:draftId/issue', ofNothing('supervise', `/supervision/drafts/${nobody}/issue`, {})],
  [
    'POST /supervision/drafts/:draftId/return',
    ofNothing('supervise', `/supervision/drafts/${nobody}/return`, { reason: long }),
  ],
  [
    'POST /supervision/:letterId/reply',
    ofNothing('reply-to-supervision', `/supervision/${nobody}/reply`, { reply: long }),
  ],
  onOffer('take', {}),
  onOffer('object', { reasons: long, legalBasis: '第二十三条' }),
  onOffer('dispute-jurisdiction', { otherUnitId: 6, reasons: long }),
  onFile('accept', 'accept', {}),
  onFile('decline', 'decline', {
    reasonCode: 'not-competent',
    legalGround: '第二十三条',
    reasons: long,
    rightPlace: '县信访局',
  }),
  onFile('forward', 'hand-on', { toUnitId: 5, note: long }),
  onFile('open-handling', 'open-handling', { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true }),
  onFile('handle', 'hear-petitioner', { ...record, manner: 'in-person', requests: ['书面答复'], isSigned: true }),
  onFile('handle', 'record-evidence', { ...record, evidenceKind: 'document', title: '台账', findings: '相符' }),
  onFile('handle', 'apply-simplified', { ground: 'other-simple', reason: long }),
  onFile('handle', 'convert-to-ordinary', { reason: long, isPetitionerTold: true }),
  onFile('request-extension', 'request-extension', { days: 20, reason: long }),
  onFile('extend', 'decide-extension', { isApproved: true, reason: long }),
  onFile('request-recusal', 'request-recusal', { ground: long }),
  onFile('decide-recusal', 'decide-recusal', { isGranted: false, reason: long }),
  onFile('draft-opinion', 'draft-opinion', {
    answers: [{ requestNo: 1, finding: 'supported', facts: long, law: '第三十二条', answer: long }],
    summary: long,
  }),
  onFile('pre-review-opinion', 'pre-review-opinion', { passed: [], remark: long }),
  onFile('issue-opinion', 'return-draft', { reason: long }),
  onFile('issue-opinion', 'issue-opinion', { signedAs: 'principal-head' }),
  onFile('serve', 'serve', {
    manner: 'in-person',
    servedOn: '2026-11-20',
    place: '接待室',
    receivedBy: 'petitioner',
    result: 'signed',
  }),
  onFile('order-execution', 'order-execution', { unitId: 6, days: 15, demand: long }),
  onFile('handle', 'confirm-execution', { performedOn: '2026-11-20', evidence: long }),
  onFile('answer-dispute', 'answer-dispute', { outcome: 'carried-out', findings: long }),
  onFile('escalate-urgent', 'escalate-urgent', { reason: long, reportTo: [1] }),
  onFile('submit-closing-report', 'submit-closing-report', { process: long, result: long, petitionersView: 'agrees' }),
  onFile('study-suggestion', 'decide-suggestion', { decision: 'adopt', reasons: long }),
  onFile('study-suggestion', 'reply-suggestion', { reply: long }),
  onFile('archive', 'archive', { shelfMark: '甲一' }),
]);
