/** Every act that the policy table knows. The names are those of the requests and of the routes; they are stored, keep them. */
export const acts = [
  'register-submission',
  'read-own-status',
  'read-status-metadata',
  'read-matter',
  'read-queue',
  'read-ledger',
  'export-ledger',
  'read-accusation',
  'read-accusation-metadata',
  'transfer-sealed',
  'reveal-identity',
  'reveal-informant',
  'decide-proposal',
  'link-to-existing',
  'propose-classification',
  'classify',
  'object-to-classification',
  'read-classification',
  'escalate-urgent',
  'guide-to-path',
  'refuse-concluded',
  'refer-for-study',
  'keep-for-own-handling',
  'reopen-path-refused',
  'forward',
  'assign',
  'propose-assignment',
  'read-transfers',
  'read-objections',
  'object',
  'rule-on-objection',
  'dispute-jurisdiction',
  'decide-jurisdiction',
  'take',
  'accept',
  'decline',
  'open-handling',
  'request-recusal',
  'decide-recusal',
  'read-acceptance',
  'request-extension',
  'extend',
  'read-extension',
  'handle',
  'draft-opinion',
  'pre-review-opinion',
  'issue-opinion',
  'serve',
  'order-execution',
  'submit-closing-report',
  'study-suggestion',
  'read-opinion',
  'request-mediation',
  'answer-mediation',
  'mediate',
  'schedule-mediation',
  'read-mediation',
  'request-hearing',
  'order-hearing',
  'hold-hearing',
  'deliberate-hearing',
  'read-hearing',
  'request-review',
  'prepare-review',
  'respond-to-review',
  'decide-review',
  'read-review',
  'evaluate',
  'read-evaluation',
  'open-sponsorship',
  'fulfil-sponsorship',
  'read-sponsorship',
  'draft-supervision',
  'supervise',
  'reply-to-supervision',
  'know-of-supervision',
  'read-supervision',
  'draft-accountability',
  'propose-accountability',
  'decide-accountability',
  'read-accountability',
  'record-sanction',
  'read-sanction-metadata',
  'read-sanction',
  'request-payment',
  'approve-payment',
  'read-payment',
  'read-statistics',
  'read-audit',
  'read-audit-metadata',
  'archive',
  'manage-templates',
  'read-organisation',
  'propose-organisation-change',
  'manage-organisation',
] as const;

export type Act = (typeof acts)[number];

/** Narrows a received text to an act. */
export function isAct(text: string): text is Act {
  return (acts as readonly string[]).includes(text);
}

/**
 * How an actor stands to the thing acted on. The scope function turns a role's relations into unit ids and matter sets;
 * a query then names them with bound values.
 *
 * - `own`: the petitioner's own matter, or one in which the person acts as agent or representative.
 * - `party`: a party to the mediation, hearing or review at hand.
 * - `own-unit`: matters that the actor's unit registered, received, holds or dispatched, and no other unit's.
 * - `subtree`: those of the actor's unit and of every unit below it.
 * - `area`: every unit of the division that the actor's unit serves (a bureau stands under its county, beside the others).
 * - `assigned`: matters that are in the hands of the actor's unit or the actor.
 * - `sponsored`, `supervised`, `appealed`, `mediated`, `heard`, `sealed-recipient`, `accountability`: reached through that relation only.
 * - `all`: every unit of this installation.
 * - `published`: what anyone may see.
 */
export const relations = [
  'own',
  'party',
  'own-unit',
  'subtree',
  'area',
  'assigned',
  'sponsored',
  'supervised',
  'appealed',
  'mediated',
  'heard',
  'sealed-recipient',
  'accountability',
  'all',
  'published',
] as const;
export type Relation = (typeof relations)[number];
