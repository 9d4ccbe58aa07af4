import { demoOfficialId } from '@huiyin/organisation';
import { textWith } from './path-words.js';
import { noneOfThese } from './questions.js';

const long = textWith('按规定办理');
/** Today in Asia/Shanghai. */
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** An order to classify, with the questions of R Art. 31 that are answered yes. */
const classified = (kind: string, ...yes: string[]) => ({
  kind,
  category: 'urban_rural_construction',
  answers: { ...noneOfThese, ...Object.fromEntries(yes.map((question) => [question, true])) },
  urgency: 'ordinary',
  reason: '按内容分类',
});
const record = (second: string) => ({
  takenAt: new Date().toISOString(),
  place: '接待室',
  secondOfficerId: demoOfficialId(second),
  statements: [{ speaker: 'petitioner', text: '如实陈述' }],
});

/** Bodies of orders that are carried out where the matter stands for them. */
export const bodies = {
  claim: classified('claim'),
  pathClaim: classified('claim', 'litigation-or-police-procedure'),
  suggestion: classified('suggestion', 'suggestion-only'),
  dispatch: (toUnitId: number) => ({ toUnitId, note: long }),
  assign: (toUnitId: number) => ({ toUnitId, note: long, periodDays: 45 }),
  note: { note: long },
  reason: { reason: long },
  urgent: { reason: '情况紧急', reportTo: [1] },
  objection: { reasons: long, legalBasis: '第二十三条' },
  dispute: { otherUnitId: 6, reasons: long },
  ruling: (ruling: 'upheld' | 'rejected') => ({ ruling, reasons: long, legalBasis: '第二十三条' }),
  jurisdiction: (toUnitId: number) => ({ toUnitId, decisionNo: '青信决〔2026〕1号', reasons: long }),
  agreed: { isAgreed: true, reason: '理由和依据清楚' },
  guidance: { authority: '县法院', address: '长桥路一号', reason: long, neededPapers: ['起诉状'] },
  pathIntake: (isEnded: boolean) => ({ proof: long, isEnded }),
  pathRefused: { proof: long },
  concluded: (concludedMatterId: string) => ({
    reasonCode: 'same-facts-and-reasons',
    concludedMatterId,
    legalGround: '第三十六条',
    reasons: long,
    rightPlace: '县信访局',
  }),
  linked: (existingMatterId: string) => ({ existingMatterId, reason: '同一事项正在办理' }),
  proposal: { decision: 'rejected', reason: '不是同一件事' },
  identity: { fields: ['name'], reasonCode: 'legal-duty', note: '核对身份' },
  declined: {
    reasonCode: 'belongs-to-statutory-path',
    legalGround: '第三十一条',
    reasons: long,
    rightPlace: '县法院',
  },
  officers: (lead: string, second: string) => ({
    leadOfficerId: demoOfficialId(lead),
    secondOfficerId: demoOfficialId(second),
    hasNoInterest: true,
  }),
  heard: (second: string) => ({ ...record(second), manner: 'in-person', requests: ['书面答复'], isSigned: true }),
  evidence: (second: string) => ({ ...record(second), evidenceKind: 'document', title: '台账', findings: '情况属实' }),
  simplified: { ground: 'other-simple', reason: long },
  ordinary: { reason: long, isPetitionerTold: true },
  extension: { days: 20, reason: long },
  extended: { isApproved: true, reason: long },
  recusal: { ground: long },
  recusalOf: (officer: string) => ({ ground: long, officerId: demoOfficialId(officer) }),
  recusalRefused: { isGranted: false, reason: long },
  draft: {
    answers: [{ requestNo: 1, finding: 'supported', facts: long, law: '第三十二条', answer: long }],
    summary: long,
  },
  reviewed: {
    passed: ['requests-complete', 'facts-proven', 'law-right', 'procedure-lawful', 'remedy-stated', 'language-plain'],
    remark: '逐项核对',
  },
  signed: { signedAs: 'principal-head' },
  correction: { reason: '电话号码写错', values: { officePhone: '0999-7654321' } },
  served: () => ({
    manner: 'in-person',
    servedOn: today(),
    place: '接待室',
    receivedBy: 'petitioner',
    result: 'signed',
  }),
  evaluated: (subject: 'bureau' | 'unit') => ({ subject, value: 'satisfied' }),
  report: { process: long, result: long, petitionersView: 'agrees' },
  execution: (unitId: number) => ({ unitId, days: 15, demand: long }),
  executed: () => ({ performedOn: today(), evidence: long }),
  executionDispute: { reasons: long },
  disputeAnswer: { outcome: 'carried-out', findings: long },
  study: { decision: 'adopt', reasons: long },
  studyReply: { reply: long },
  shelf: { shelfMark: '甲一' },
  letter: { ground: 'other-ground', demand: long },
  letterReply: { reply: long },
  letterDraft: (signer: 'head' | 'leader') => ({ ground: 'other-ground', facts: long, demand: long, signer }),
} as const;
