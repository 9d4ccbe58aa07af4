import { noneOfThese } from '../../../journeys/test/questions.js';
import { triagers } from '../acts-of-triage.js';
import { bureau } from '../county.js';
import { type Door, type DoorOf, type Giving, long, onFile, onMatter, onOffer, asCitizen } from './door.js';

/** Who rules and sends for the office that answers; an assignment stays with the head. */
const sender = (giving: Giving) => triagers(giving.m)[0] ?? '';
const basis = '《信访工作条例》第二十三条第三款';

const classify: DoorOf = (giving) => {
  const { isSuggestion, isGuided, isUrgent, accused } = giving.order;
  const answers = {
    ...noneOfThese,
    'suggestion-only': isSuggestion,
    'litigation-or-police-procedure': isGuided === true && isSuggestion !== true,
  };
  return onMatter(giving, 'classify', giving.m.officer, 'classify', {
    kind: isSuggestion === true ? 'suggestion' : 'claim',
    category: 'urban_rural_construction',
    answers,
    urgency: isUrgent === true ? 'major_urgent' : 'ordinary',
    reason: '按内容分类',
    accused: { unitIds: accused },
  });
};

const sending = (act: 'forward' | 'assign' | 'refer-for-study') => (giving: Giving) => {
  const { to, days } = giving.order;
  const body = { toUnitId: to, note: long, ...(act === 'assign' ? { periodDays: days } : {}) };
  return onMatter(giving, act, sender(giving), act, body);
};

const confirming: DoorOf = (giving) => {
  const { by, isAgreed } = giving.order;
  const body = { isAgreed, reason: '理由和依据清楚' };
  return onMatter(giving, 'rule-on-objection', by ?? '', 'confirm-decision', body);
};

const ruling = (given: 'upheld' | 'rejected') => (giving: Giving) => {
  const body = { ruling: given, reasons: long, legalBasis: basis };
  return onMatter(giving, 'rule-on-objection', giving.order.by ?? sender(giving), 'rule-on-objection', body);
};

const pathTaking: DoorOf = (giving) => {
  const body = { proof: long, isEnded: giving.order.isEnded };
  return onMatter(giving, 'guide-to-path', giving.m.officer, 'record-path-intake', body);
};

/** While nothing is in dispute nobody decides. */
const nowhere = 0;
const deciding: DoorOf = (giving): Door => {
  const body = { toUnitId: giving.order.to, decisionNo: '青信决〔2026〕1号', reasons: long };
  const door = onMatter(giving, 'decide-jurisdiction', 'head1', 'decide-jurisdiction', body);
  return { ...door, unit: giving.m.decidingUnit ?? nowhere };
};

/**
 * How orders up to the taking are given. Linking to an earlier matter and refusing a concluded one need a second matter of the same person
 * in a certain state: `whole-life.test.ts` and the services' own tests have them.
 */
export const doorsOfIntake: Readonly<Record<string, DoorOf>> = {
  classify,
  'escalate-urgent': (giving) =>
    (giving.m.isKeptByIntake ? onMatter : onFile)(giving, 'escalate-urgent', giving.m.officer, 'escalate-urgent', {
      reason: long,
      reportTo: [bureau],
    }),
  forward: sending('forward'),
  assign: sending('assign'),
  'refer-for-study': sending('refer-for-study'),
  'keep-for-own-handling': (giving) =>
    onMatter(giving, 'keep-for-own-handling', giving.m.officer, 'keep-for-own-handling', { note: long }),
  'guide-to-path': (giving) =>
    onMatter(giving, 'guide-to-path', giving.m.officer, 'guide-to-path', {
      authority: '青禾县人民法院',
      address: '长桥路一号',
      neededPapers: ['起诉状'],
      reason: long,
    }),
  'path-intake': pathTaking,
  'path-refused': (giving) => asCitizen(giving, 'reopen-path-refused', 'reopen-path', { proof: long }),
  'propose rule-on-objection': ruling('upheld'),
  'confirm in intake': confirming,
  'reject-objection': ruling('rejected'),
  take: (giving) => onOffer(giving, 'take', {}),
  object: (giving) => onOffer(giving, 'object', { reasons: long, legalBasis: basis }),
  'dispute-jurisdiction': (giving) => onOffer(giving, 'dispute-jurisdiction', { otherUnitId: 6, reasons: long }),
  'decide-jurisdiction': deciding,
};
