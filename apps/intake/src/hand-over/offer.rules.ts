import {
  type DisputeJurisdiction,
  handOverAnswered,
  type HandOverAnswered,
  type HandOverChanged,
  type ObjectToHandOver,
  Problem,
} from '@huiyin/contracts';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import { civilDate, shanghaiDayOf } from '@huiyin/statute';
import { type Officer } from './ruling.rules.js';
import { type Offer } from './offer.table.js';

export interface OfferDecision {
  readonly row: Partial<Offer>;
  readonly events: readonly Outgoing[];
  readonly answer: HandOverChanged;
  readonly reason?: string;
}

/** Who answers an offer, and who will answer for the matter in that office. */
export interface Answering {
  readonly officialId: string;
  readonly officer: Officer;
}

type Answer = HandOverAnswered['answer'];
const commandOf = { taken: 'take', objected: 'object', disputed: 'dispute-jurisdiction' } as const;

/** T14.1, SUG-01; R23 ¶3, SD37: the competent office takes what it is offered. @throws Problem `transition-not-allowed`. */
export function taken(offer: Offer, by: Answering, now: Date): OfferDecision {
  return answered(offer, 'taken', by, now, {});
}

/**
 * T14, SUG-05; Regulations on Petition Work, Art. 23 ¶3: an objection within five working days of the receipt, with detailed reasons and
 * the materials; `dueAt` is the first instant that is too late. An office that objected before and got the matter again has to take it (design).
 * @throws Problem `objected-before`, `objection-too-late` with the last day, `transition-not-allowed`.
 */
export function objected(offer: Offer, order: ObjectToHandOver, by: Answering, now: Date, dueAt: Date): OfferDecision {
  stillOpen(offer, 'objected');
  if (!offer.mayObject) throw new Problem('objected-before');
  if (now >= dueAt) throw new Problem('objection-too-late', { on: lastDayBefore(dueAt) });
  const { reasons, legalBasis, proposedUnitId } = order;
  const proposed = proposedUnitId === undefined ? {} : { otherUnitId: proposedUnitId };
  return answered(offer, 'objected', by, now, proposed, { reasons, legalBasis });
}

/** T17; Art. 24: two offices disagree about who is competent; their common superior decides. @throws Problem `transition-not-allowed`. */
export function disputed(
  offer: Offer,
  order: DisputeJurisdiction,
  decidingUnitId: number,
  by: Answering,
  now: Date,
): OfferDecision {
  // Art. 24 speaks of the claims' handling; who studies a suggestion is the sender's own choice.
  if (offer.kind === 'study')
    throw new Problem('transition-not-allowed', { state: offer.standing, command: commandOf.disputed });
  const { reasons, otherUnitId } = order;
  return answered(offer, 'disputed', by, now, { otherUnitId, decidingUnitId }, { reasons });
}

function answered(
  offer: Offer,
  answer: Answer,
  by: Answering,
  now: Date,
  more: Pick<HandOverAnswered, 'otherUnitId' | 'decidingUnitId'>,
  words: { readonly reasons?: string; readonly legalBasis?: string } = {},
): OfferDecision {
  stillOpen(offer, answer);
  const told: HandOverAnswered = {
    handOverId: offer.id,
    matterId: offer.matterId,
    toSite: offer.fromSite,
    answer,
    at: now.toISOString(),
    byOfficialId: by.officialId,
    officerId: by.officer.id,
    officerName: by.officer.name,
    ...more,
  };
  return {
    row: { standing: answer, answeredAt: now, ...words },
    events: [outgoing(handOverAnswered, told)],
    answer: {
      matterId: offer.matterId,
      handOverId: offer.id,
      version: offer.version + 1,
      state: answer,
      papers: [],
    },
    ...(words.reasons === undefined ? {} : { reason: words.reasons }),
  };
}

/** The last day on which it would have been in time, for the refusal's words. */
function lastDayBefore(firstTooLate: Date): string {
  return civilDate(shanghaiDayOf(new Date(firstTooLate.getTime() - 1)));
}

/** What was taken back or given to another office is not there any more for this one. */
function stillOpen(offer: Offer, answer: Answer): void {
  if (offer.standing === 'returned' || offer.standing === 'redirected') throw new Problem('not-found');
  if (offer.standing !== 'offered')
    throw new Problem('transition-not-allowed', { state: offer.standing, command: commandOf[answer] });
}
