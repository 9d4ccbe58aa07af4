import { type DecisionTaken, handOverRuled, type IssuedPaper, type MatterChanged, Problem } from '@huiyin/contracts';
import { outgoing } from '@huiyin/messaging';
import { moved, stepOf } from '../matter/matter-move.rules.js';
import { tasksOf } from '../matter/matter-task.rules.js';
import { type Matter, type Pending } from '../matter/matter.table.js';
import { HandOverAnswer } from './hand-over.table.js';
import { type HandOverDecision, type Offices } from './hand-over.rules.js';

/** The offer that is open on a matter. */
export interface OpenOffer {
  readonly handOverId: string;
  readonly toUnit: number;
  readonly toSite: string;
}

/** The officer who answers for a unit from a taking on. */
export interface Officer {
  readonly id: string;
  readonly name: string;
}

export interface Ruling {
  readonly reasons: string;
  readonly legalBasis: string;
  readonly by: string;
}

/**
 * T15; R23 ¶3: the objection was right. The materials go back, the office that objected reads nothing more of them, and who received
 * the matter first goes on answering for it.
 */
export function upheld(
  matter: Matter,
  offer: OpenOffer,
  ruling: Ruling,
  offices: Offices,
  now: Date,
  papers: readonly IssuedPaper[],
): HandOverDecision<DecisionTaken> {
  const step = stepOf(matter, 'uphold-objection');
  const gone = new Set([offer.toUnit, ...matter.informedUnits]);
  const row: Partial<Matter> = {
    offeredTo: null,
    informedUnits: [],
    periodDays: null,
    returns: matter.returns + 1,
    seenBy: matter.seenBy.filter((unit) => !gone.has(unit)),
    pending: null,
  };
  const move = moved(matter, step, offices.nameOf, {
    row,
    at: now,
    tasks: tasksOf({ ...matter, ...row, state: step.to, pending: null }, offices),
    papers,
    otherUnit: offer.toUnit,
    values: { unit: offices.nameOf(offer.toUnit), returns: matter.returns + 1 },
  });
  return {
    row: move.row,
    events: [move.event, ruled(matter.id, offer, 'returned', now)],
    answer: { matterId: matter.id, version: move.version, state: move.state, papers: [...papers] },
    adds: [answerRow(offer.handOverId, 'returned', now, ruling)],
    reason: ruling.reasons,
  };
}

/** T16; R23 ¶3: the objection was not right; the office has the matter and may not object again. */
export function rejected(
  matter: Matter,
  offer: OpenOffer,
  officer: Officer,
  ruling: Ruling,
  offices: Offices,
  now: Date,
  papers: readonly IssuedPaper[],
): HandOverDecision<DecisionTaken> {
  const step = stepOf(matter, 'reject-objection');
  const move = moved(matter, step, offices.nameOf, {
    row: { ...takenBy(offer.toUnit, officer), pending: null },
    at: now,
    tasks: [],
    papers,
    otherUnit: offer.toUnit,
    values: { unit: offices.nameOf(offer.toUnit), officer: officer.name },
    days: matter.periodDays ?? undefined,
  });
  return {
    row: move.row,
    events: [move.event, ruled(matter.id, offer, 'taken', now)],
    answer: { matterId: matter.id, version: move.version, state: move.state, papers: [...papers] },
    adds: [answerRow(offer.handOverId, 'taken', now, ruling)],
    reason: ruling.reasons,
  };
}

/** Columns of a matter that the competent office has from now on. */
export function takenBy(unitId: number, officer: Officer): Partial<Matter> {
  return {
    keptBy: 'assignment',
    responsibleUnit: unitId,
    officerId: officer.id,
    officerName: officer.name,
    offeredTo: null,
    decidingUnit: null,
  };
}

export function ruled(matterId: string, offer: OpenOffer, standing: 'taken' | 'returned' | 'redirected', now: Date) {
  return outgoing(handOverRuled, {
    handOverId: offer.handOverId,
    matterId,
    toSite: offer.toSite,
    standing,
    at: now.toISOString(),
  });
}

export function answerRow(handOverId: string, standing: HandOverAnswer['standing'], at: Date, ruling: Ruling) {
  const row: HandOverAnswer = {
    handOverId,
    standing,
    at,
    byOfficial: ruling.by,
    reasons: ruling.reasons,
    legalBasis: ruling.legalBasis,
    otherUnit: null,
  };
  return { table: HandOverAnswer, row };
}

/** B.3 guard 2: the first person only proposes. @throws Problem `decision-pending`, `transition-not-allowed`. */
export function proposed(
  matter: Matter,
  pending: Pending,
  wanted: { readonly command: string; readonly reason: string },
  offices: Offices,
): HandOverDecision<DecisionTaken> {
  if (matter.pending !== null) throw new Problem('decision-pending');
  stepOf(matter, wanted.command);
  const move = moved(matter, stepOf(matter, 'propose-decision'), offices.nameOf, {
    row: { pending },
    at: new Date(pending.at),
    tasks: tasksOf({ ...matter, pending }, offices),
    values: { act: pending.act },
  });
  return {
    row: move.row,
    events: [move.event],
    answer: { ...changed(matter, move.version, move.state), awaits: pending.act, papers: [] },
    adds: [],
    reason: wanted.reason,
  };
}

/** The second person says no: everything stays as it was. @throws Problem `no-decision-pending`, `same-person`. */
export function withheld(
  matter: Matter,
  by: string,
  reason: string,
  offices: Offices,
  now: Date,
): HandOverDecision<DecisionTaken> {
  const { act } = secondPerson(matter, by);
  const move = moved(matter, stepOf(matter, 'withhold-decision'), offices.nameOf, {
    row: { pending: null },
    at: now,
    tasks: tasksOf({ ...matter, pending: null }, offices),
    values: { act },
  });
  return {
    row: move.row,
    events: [move.event],
    answer: { ...changed(matter, move.version, move.state), papers: [] },
    adds: [],
    reason,
  };
}

/** What waits, once it is sure that another person confirms it. @throws Problem `no-decision-pending`, `same-person`. */
export function secondPerson(matter: Pick<Matter, 'pending'>, by: string): Pending {
  if (matter.pending === null) throw new Problem('no-decision-pending');
  if (matter.pending.by === by) throw new Problem('same-person');
  return matter.pending;
}

function changed(matter: Matter, version: number, state: string): MatterChanged {
  return { matterId: matter.id, version, state };
}
