import type { Sourced } from '../standing.js';

/** The three kinds have three different procedures; triage decides which (R29-R31). */
export const matterKinds = {
  claim: { zh: '申诉求决类', article: 'R31', standing: 'law' },
  suggestion: { zh: '建议意见类', article: 'R29', standing: 'law' },
  accusation: { zh: '检举控告类', article: 'R30', standing: 'law' },
} as const satisfies Record<string, Sourced & { zh: string }>;
export type MatterKind = keyof typeof matterKinds;

export const channels = {
  online: { zh: '网上', article: 'R17', standing: 'law' },
  letter: { zh: '来信', article: 'R17', standing: 'law' },
  phone: { zh: '电话', article: 'R17', standing: 'law' },
  fax: { zh: '传真', article: 'R17', standing: 'law' },
  visit: { zh: '走访', article: 'R17', standing: 'law' },
} as const satisfies Record<string, Sourced & { zh: string }>;
export type Channel = keyof typeof channels;

/** What the writer wants, as public statistics count it; the writer says it, triage decides the kind. */
export const purposes = {
  opinion: { zh: '意见建议', suggests: 'suggestion', article: 'PUB', standing: 'unconfirmed' },
  appeal: { zh: '申诉', suggests: 'claim', article: 'PUB', standing: 'unconfirmed' },
  request_decision: { zh: '求决', suggests: 'claim', article: 'PUB', standing: 'unconfirmed' },
  expose_accuse: { zh: '揭发控告', suggests: 'accusation', article: 'PUB', standing: 'unconfirmed' },
  enquiry: { zh: '咨询', suggests: 'claim', article: 'PUB', standing: 'unconfirmed' },
  other: { zh: '其他', suggests: 'claim', article: 'PUB', standing: 'unconfirmed' },
} as const satisfies Record<string, Sourced & { zh: string; suggests: MatterKind }>;
export type Purpose = keyof typeof purposes;

/** `major_urgent` starts TL-11 (report at once, R25). `daily_urgent` only opens the short track (D.5). */
export const urgencyLevels = {
  ordinary: { zh: '一般', reportAtOnce: false, article: 'R34', standing: 'law' },
  daily_urgent: { zh: '生活急需', reportAtOnce: false, article: 'SIMP22-4(3)', standing: 'law' },
  major_urgent: { zh: '重大、紧急', reportAtOnce: true, article: 'R25', standing: 'law' },
} as const satisfies Record<string, Sourced & { zh: string; reportAtOnce: boolean }>;
export type UrgencyLevel = keyof typeof urgencyLevels;

/** R20: a joint visit sends at most five representatives. */
export const maxRepresentatives = 5;

/** Counting parameter of G.1: a visit of so many people or more is counted as a group visit. Wording unconfirmed. */
export const groupVisitThreshold = 5;
