import { bureau } from '../county.js';
import { fit, headsOf } from '../file-people.js';
import { asCitizen, type Door, type DoorOf, type Giving, long, onFile } from './door.js';

const checks = [
  'requests-complete',
  'facts-proven',
  'law-right',
  'procedure-lawful',
  'remedy-stated',
  'language-plain',
];
const by = ({ order, m }: Giving) => order.by ?? m.officer;
const head = ({ m }: Giving) => fit(headsOf(m), m)[0] ?? '';

function record(giving: Giving) {
  const { second, ago } = giving.order;
  const takenAt = new Date(giving.m.now - (ago ?? 0) * 60_000).toISOString();
  const statements = [{ speaker: 'petitioner', text: '如实陈述' }];
  return { takenAt, place: '接待室', secondOfficerId: giving.people.idOf(second ?? ''), statements };
}

const hearing: DoorOf = (giving) => {
  const { requests, isSigned } = giving.order;
  const asked = Array.from({ length: requests ?? 0 }, (_, no) => `第${no + 1}项请求`);
  const body = { ...record(giving), manner: 'in-person', requests: asked, isSigned };
  return onFile(giving, 'handle', by(giving), 'hear-petitioner', body);
};

const drafting: DoorOf = (giving) => {
  const { findings = [], isMajor } = giving.order;
  const answers = findings.map((finding, at) => ({
    requestNo: at + 1,
    finding,
    facts: '经核对材料,事实清楚。',
    law: '第三十二条',
    answer: long,
  }));
  const door = onFile(giving, 'draft-opinion', by(giving), 'draft-opinion', { answers, summary: long, isMajor });
  return findings.length === 0 ? { ...door, also: ['validation-failed'] } : door;
};

const reviewing: DoorOf = (giving) => {
  const passed = giving.order.isReturned === true ? [] : checks;
  const door = onFile(giving, 'pre-review-opinion', by(giving), 'pre-review-opinion', { passed, remark: long });
  return { ...door, unit: bureau };
};

const serving: DoorOf = (giving) =>
  onFile(giving, 'serve', by(giving), 'serve', {
    manner: 'in-person',
    servedOn: giving.order.servedOn,
    place: '接待室',
    receivedBy: 'petitioner',
    result: 'signed',
  });

/** The petitioner can ask it of the officer alone, and does not name whom. */
const recusing: DoorOf = (giving) => {
  const { about = '', by: asker = '' } = giving.order;
  const door = onFile(giving, 'request-recusal', asker, 'request-recusal', {
    ground: '与本事项有利害关系',
    officerId: giving.people.idOf(about),
  });
  if (asker !== 'citizen') return door;
  if (about !== giving.m.officer) return undefined;
  return asCitizen(giving, 'request-recusal', 'request-recusal', { ground: '与本事项有利害关系' });
};

const recusalDeciding: DoorOf = (giving) => {
  const { isGranted, instead = '' } = giving.order;
  const body = { isGranted, reason: long, replacementOfficerId: giving.people.idOf(instead) };
  return onFile(giving, 'decide-recusal', by(giving), 'decide-recusal', body);
};

const evaluating: DoorOf = (giving) => {
  const door = asCitizen(giving, 'evaluate', 'evaluate', { subject: giving.order.subject, value: 'satisfied' });
  return { ...door, also: ['evaluation-not-open'] };
};

/** No order takes papers away: an incomplete file is for the pure lives. */
const archiving: DoorOf = (giving): Door | undefined => {
  if (giving.order.hasAllPapers === false) return undefined;
  return { ...onFile(giving, 'archive', 'archivist1', 'archive', { shelfMark: '甲一' }), unit: bureau };
};

/** How orders of the competent office are given. */
export const doorsOfOffice: Readonly<Record<string, DoorOf>> = {
  accept: (giving) => onFile(giving, 'accept', by(giving), 'accept', { note: long }),
  'propose decline': (giving) =>
    onFile(giving, 'decline', by(giving), 'decline', {
      reasonCode: 'not-competent',
      legalGround: '第二十三条',
      reasons: long,
      rightPlace: '县信访局',
    }),
  'confirm decline': (giving) =>
    onFile(giving, 'decline', by(giving), 'confirm-decision', {
      isAgreed: giving.order.isAgreed,
      reason: '理由和依据清楚',
    }),
  'open-handling': (giving) =>
    onFile(giving, 'open-handling', head(giving), 'open-handling', {
      leadOfficerId: giving.people.idOf(giving.order.lead ?? ''),
      secondOfficerId: giving.people.idOf(giving.order.second ?? ''),
      hasNoInterest: true,
    }),
  'hear-petitioner': hearing,
  'record-evidence': (giving) =>
    onFile(giving, 'handle', by(giving), 'record-evidence', {
      ...record(giving),
      evidenceKind: 'document',
      title: '台账',
      findings: '相符',
    }),
  'apply-simplified': (giving) =>
    onFile(giving, 'handle', by(giving), 'apply-simplified', { ground: 'other-simple', reason: long }),
  'convert-to-ordinary': (giving) =>
    onFile(giving, 'handle', by(giving), 'convert-to-ordinary', { reason: long, isPetitionerTold: true }),
  'request-extension': (giving) =>
    onFile(giving, 'request-extension', by(giving), 'request-extension', { days: giving.order.days, reason: long }),
  'decide-extension': (giving) =>
    onFile(giving, 'extend', by(giving), 'decide-extension', { isApproved: giving.order.isApproved, reason: long }),
  'request-recusal': recusing,
  'decide-recusal': recusalDeciding,
  'decide-suggestion': (giving) =>
    onFile(giving, 'study-suggestion', by(giving), 'decide-suggestion', { decision: 'adopt', reasons: long }),
  'reply-suggestion': (giving) => onFile(giving, 'study-suggestion', by(giving), 'reply-suggestion', { reply: long }),
  'draft-opinion': drafting,
  'pre-review-opinion': reviewing,
  'return-draft': (giving) => onFile(giving, 'issue-opinion', head(giving), 'return-draft', { reason: long }),
  'issue-opinion': (giving) =>
    onFile(giving, 'issue-opinion', by(giving), 'issue-opinion', { signedAs: giving.order.signedAs }),
  serve: serving,
  'order-execution': (giving) =>
    onFile(giving, 'order-execution', head(giving), 'order-execution', {
      unitId: giving.order.to,
      days: giving.order.days,
      demand: long,
    }),
  'confirm-execution': (giving) =>
    onFile(giving, 'handle', by(giving), 'confirm-execution', {
      performedOn: giving.order.performedOn,
      evidence: long,
    }),
  'submit-closing-report': (giving) =>
    onFile(giving, 'submit-closing-report', head(giving), 'submit-closing-report', {
      process: long,
      result: long,
      petitionersView: 'agrees',
    }),
  evaluate: evaluating,
  archive: archiving,
};
