import { type HandOverAnswered } from '@huiyin/contracts';
import { type Outgoing } from '@huiyin/messaging';
import { moved, stepOf } from '../matter/matter-move.rules.js';
import { tasksOf } from '../matter/matter-task.rules.js';
import { type Matter } from '../matter/matter.table.js';
import { type HandOver, HandOverAnswer } from './hand-over.table.js';
import { type Offices } from './hand-over.rules.js';
import { type Officer, type OpenOffer, ruled, takenBy } from './ruling.rules.js';

/** What an answer changes in the sender's book. */
export interface Applied {
  readonly row: Partial<Matter>;
  readonly version: number;
  readonly events: readonly Outgoing[];
  readonly answers: readonly HandOverAnswer[];
  readonly command: string;
}

/** What the recipient wrote with its answer; nothing with a taking. */
export type AnswerWords = Pick<HandOverAnswer, 'reasons' | 'legalBasis'>;
type Answer = HandOverAnswered & Partial<AnswerWords>;

/** True while the matter waits for an answer to this very offer: what comes later, or for another, changes nothing. */
export function isAwaited(matter: Matter, handOverId: string): boolean {
  return matter.keptBy === 'intake' && matter.offeredTo !== null && matter.offerId === handOverId;
}

/**
 * Whether a lapsed period of objection, over since `at`, is that of this offer. Who objected before may not again: the days that this
 * office had run on from its first receipt (D.9(5)), and the offer's own date, counted anew, says nothing.
 */
export function isLapsed(offer: Pick<HandOver, 'mayObject' | 'objectionDueAt'>, at: Date): boolean {
  return !offer.mayObject || offer.objectionDueAt <= at;
}

/** When it counts as taken: at the end of the period, though not before it was offered. */
export function lapsedAt({ offeredAt }: Pick<HandOver, 'offeredAt'>, at: Date): Date {
  return offeredAt > at ? offeredAt : at;
}

/** T14.1, T14, T17, SUG-01, SUG-05: the recipient's answer in the sender's book. */
export function answerApplied(matter: Matter, offer: OpenOffer, answer: Answer, offices: Offices): Applied {
  const at = new Date(answer.at);
  const row = answerRowOf(answer, at);
  if (answer.answer === 'taken')
    return taken(matter, offer, { id: answer.officerId, name: answer.officerName }, at, offices, row);
  if (answer.answer === 'objected') return objected(matter, offer, at, offices, row);
  const { decidingUnitId } = answer;
  const change: Partial<Matter> = {
    decidingUnit: decidingUnitId ?? null,
    // Who decides has to read what the dispute is about.
    seenBy: decidingUnitId === undefined ? matter.seenBy : [...new Set([...matter.seenBy, decidingUnitId])],
  };
  return told(matter, 'dispute-jurisdiction', change, at, offer.toUnit, offices, { answers: [row] });
}

/** T14.2; R23 ¶3 (effect of the lapse is design): no objection in time, so the office has the matter. For a suggestion the study begins. */
export function deemedTaken(matter: Matter, offer: OpenOffer, officer: Officer, offices: Offices, now: Date): Applied {
  const row: HandOverAnswer = {
    handOverId: offer.handOverId,
    standing: 'taken',
    at: now,
    byOfficial: 'service:TL-04',
    reasons: null,
    legalBasis: null,
    otherUnit: null,
  };
  const command = matter.kind === 'suggestion' ? 'begin-study' : 'deem-taken';
  return told(matter, command, takenBy(offer.toUnit, officer), now, offer.toUnit, offices, {
    answers: [row],
    officer,
    events: [ruled(matter.id, offer, 'taken', now)],
  });
}

function taken(
  matter: Matter,
  offer: OpenOffer,
  officer: Officer,
  at: Date,
  offices: Offices,
  row: HandOverAnswer,
): Applied {
  const command = matter.kind === 'suggestion' ? 'begin-study' : 'take';
  return told(matter, command, takenBy(offer.toUnit, officer), at, offer.toUnit, offices, { answers: [row], officer });
}

/** A claim waits for the ruling; a suggestion goes straight back (SUG-05): nobody rules on who studies it. */
function objected(matter: Matter, offer: OpenOffer, at: Date, offices: Offices, row: HandOverAnswer): Applied {
  const objectedUnits = [...new Set([...matter.objectedUnits, offer.toUnit])];
  if (matter.kind !== 'suggestion')
    return told(matter, 'object', { objectedUnits }, at, offer.toUnit, offices, { answers: [row] });
  const gone = new Set([offer.toUnit, ...matter.informedUnits]);
  const change: Partial<Matter> = {
    objectedUnits,
    offeredTo: null,
    informedUnits: [],
    returns: matter.returns + 1,
    seenBy: matter.seenBy.filter((unit) => !gone.has(unit)),
  };
  return told(matter, 'object', change, at, offer.toUnit, offices, {
    answers: [row, { ...row, standing: 'returned', byOfficial: 'service:SUG-05' }],
    events: [ruled(matter.id, offer, 'returned', at)],
  });
}

/** SYS-01, SUG-06; R24 ¶2: the unit that it was offered to was merged or closed; its heir has the offer, and no clock begins anew. */
export function offeredToHeir(matter: Matter, unitId: number, heirId: number, offices: Offices, now: Date): Applied {
  const change: Partial<Matter> = {
    offeredTo: heirId,
    seenBy: [...new Set([...matter.seenBy.filter((unit) => unit !== unitId), heirId])],
  };
  return told(matter, 'reassign', change, now, heirId, offices, { answers: [] });
}

interface Told {
  readonly answers: readonly HandOverAnswer[];
  readonly officer?: Officer;
  readonly events?: readonly Outgoing[];
}

function told(
  matter: Matter,
  command: string,
  row: Partial<Matter>,
  at: Date,
  otherUnit: number,
  offices: Offices,
  { answers, officer, events = [] }: Told,
): Applied {
  const step = stepOf(matter, command);
  const move = moved(matter, step, offices.nameOf, {
    row,
    at,
    tasks: tasksOf({ ...matter, ...row, state: step.to, pending: null }, offices),
    otherUnit,
    values: {
      unit: offices.nameOf(otherUnit),
      ...(officer === undefined ? {} : { officer: officer.name }),
      ...(row.returns === undefined ? {} : { returns: row.returns }),
    },
    days: officer === undefined ? undefined : (matter.periodDays ?? undefined),
  });
  return { row: move.row, version: move.version, events: [move.event, ...events], answers, command };
}

function answerRowOf(answer: Answer, at: Date): HandOverAnswer {
  return {
    handOverId: answer.handOverId,
    standing: answer.answer,
    at,
    byOfficial: answer.byOfficialId,
    reasons: answer.reasons ?? null,
    legalBasis: answer.legalBasis ?? null,
    otherUnit: answer.otherUnitId ?? null,
  };
}
