import { type DecideJurisdiction, type DecisionTaken, type IssuedPaper } from '@huiyin/contracts';
import { moved, stepOf } from '../matter/matter-move.rules.js';
import { type Matter } from '../matter/matter.table.js';
import { HandOver } from './hand-over.table.js';
import { type HandOverDecision, type Offices } from './hand-over.rules.js';
import { answerRow, type Officer, type OpenOffer, ruled, takenBy } from './ruling.rules.js';
import { type Recipient, refuseProhibitedKeeping } from './transfer.rules.js';

/** The office that the common superior names as competent. */
export interface Named {
  readonly recipient: Recipient;
  readonly officer: Officer;
  readonly site: string;
  /** Id of the hand-over that records it, where the office is another than the one it was offered to. */
  readonly handOverId: string;
}

/**
 * T18; Regulations on Petition Work, Art. 24: the common superior, or the joint conference, names the competent office inside the running
 * period. @throws Problem `transition-not-allowed`, `prohibited-transfer`.
 */
export function jurisdictionDecided(
  matter: Matter,
  offer: OpenOffer,
  named: Named,
  order: DecideJurisdiction,
  by: string,
  offices: Offices,
  now: Date,
  papers: readonly IssuedPaper[],
): HandOverDecision<DecisionTaken> {
  const step = stepOf(matter, 'decide-jurisdiction');
  refuseProhibitedKeeping(matter, named.recipient);
  const toUnit = named.recipient.unitId;
  const isRedirected = toUnit !== offer.toUnit;
  const seen = matter.seenBy.filter((unit) => !isRedirected || unit !== offer.toUnit);
  const ruling = { reasons: order.reasons, legalBasis: order.decisionNo, by };
  const row: Partial<Matter> = {
    ...takenBy(toUnit, named.officer),
    seenBy: [...new Set([...seen, toUnit])],
    ...(isRedirected ? { attempt: matter.attempt + 1, offerId: named.handOverId } : {}),
  };
  const move = moved(matter, step, offices.nameOf, {
    row,
    at: now,
    tasks: [],
    papers,
    otherUnit: offer.toUnit,
    values: { unit: offices.nameOf(toUnit), officer: named.officer.name, decisionNo: order.decisionNo },
    days: matter.periodDays ?? undefined,
  });
  return {
    row: move.row,
    events: [move.event, ruled(matter.id, offer, isRedirected ? 'redirected' : 'taken', now)],
    answer: { matterId: matter.id, version: move.version, state: move.state, papers: [...papers] },
    adds: [
      answerRow(offer.handOverId, isRedirected ? 'redirected' : 'taken', now, ruling),
      ...(isRedirected ? recorded(matter, named, ruling, now) : []),
    ],
    reason: `${order.decisionNo}: ${order.reasons}`,
  };
}

/** The named office stands in the conversation too, as one that has it: nothing is offered any more. */
function recorded(matter: Matter, named: Named, ruling: Parameters<typeof answerRow>[3], now: Date) {
  const row: HandOver = {
    id: named.handOverId,
    matterId: matter.id,
    kind: matter.periodDays === null ? 'forward' : 'assign',
    fromUnit: matter.responsibleUnit,
    toUnit: named.recipient.unitId,
    toSite: named.site,
    offeredAt: now,
    objectionDueAt: now,
    attempt: matter.attempt + 1,
    mayObject: false,
    isDirect: false,
    informedUnits: [],
    periodDays: matter.periodDays,
    note: null,
    offeredBy: ruling.by,
  };
  return [{ table: HandOver, row }, answerRow(named.handOverId, 'taken', now, ruling)];
}
