import { type HandOverChanged, handOverOffered, type IssuedPaper } from '@huiyin/contracts';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import { moved, stepOf, type UnitName } from '../matter/matter-move.rules.js';
import { type Desks, tasksOf } from '../matter/matter-task.rules.js';
import { type Matter } from '../matter/matter.table.js';
import { HandOver, type HandOverKind } from './hand-over.table.js';
import { type Recipient, refuseProhibited } from './transfer.rules.js';

/** What the office looks up for a rule: names, duty officers, kinds. */
export interface Offices extends Desks {
  readonly nameOf: UnitName;
}

/** A hand-over as it was ordered, with what must be known of the office that it goes to. */
export interface Dispatch {
  readonly id: string;
  readonly kind: HandOverKind;
  readonly recipient: Recipient;
  /** The installation on which the recipient works, and ours. */
  readonly toSite: string;
  readonly fromSite: string;
  readonly note: string;
  readonly isDirect: boolean;
  readonly informed: readonly number[];
  readonly periodDays?: number | undefined;
  readonly by: string;
}

/** A changed matter with what is added beside it. */
export interface HandOverDecision<Answer extends object> {
  readonly row: Partial<Matter>;
  readonly events: readonly Outgoing[];
  readonly answer: Answer;
  readonly adds: readonly { readonly table: Function; readonly row: object }[];
  readonly reason: string;
}

const commands = { forward: 'forward', assign: 'assign', study: 'refer-for-study' } as const;

/**
 * T11, T12, T07; Regulations on Petition Work, Arts. 22, 23 and 29: the matter is offered to the competent office. Who received it first
 * stays answerable until it is taken. @throws Problem `transition-not-allowed`, `prohibited-transfer`.
 */
export function offered(
  matter: Matter,
  dispatch: Dispatch,
  offices: Offices,
  times: { readonly now: Date; readonly objectionDueAt: Date },
  papers: readonly IssuedPaper[],
): HandOverDecision<HandOverChanged> {
  const step = stepOf(matter, commands[dispatch.kind]);
  refuseProhibited(matter, dispatch.recipient);
  const { now, objectionDueAt } = times;
  const { id, kind, toSite, fromSite, note, informed, periodDays } = dispatch;
  const toUnit = dispatch.recipient.unitId;
  const attempt = matter.attempt + 1;
  const mayObject = !matter.objectedUnits.includes(toUnit);
  const row: Partial<Matter> = {
    senderUnit: matter.responsibleUnit,
    offeredTo: toUnit,
    offerId: id,
    attempt,
    seenBy: [...new Set([...matter.seenBy, toUnit, ...informed])],
    informedUnits: informed.filter((unit) => !matter.seenBy.includes(unit)),
    periodDays: periodDays ?? null,
    dispatchedAt: now,
  };
  const recipientName = offices.nameOf(toUnit);
  const move = moved(matter, step, offices.nameOf, {
    row,
    at: now,
    tasks: tasksOf({ ...matter, ...row, state: step.to, pending: null }, offices),
    papers,
    otherUnit: toUnit,
    values: {
      unit: recipientName,
      from: offices.nameOf(matter.responsibleUnit),
      attempt,
      ...(periodDays === undefined ? {} : { days: periodDays }),
      ...(dispatch.isDirect ? { direct: 1 } : {}),
      ...(informed.length === 0 ? {} : { informed: informed.map(offices.nameOf).join('、') }),
    },
    days: periodDays,
  });
  const offer = outgoing(handOverOffered, {
    handOverId: id,
    matterId: matter.id,
    kind,
    fromUnitId: matter.responsibleUnit,
    fromSite,
    toUnitId: toUnit,
    toSite,
    offeredAt: now.toISOString(),
    objectionDueAt: objectionDueAt.toISOString(),
    attempt,
    mayObject,
    ...(periodDays === undefined ? {} : { periodDays }),
  });
  const handOver: HandOver = {
    id,
    matterId: matter.id,
    kind,
    fromUnit: matter.responsibleUnit,
    toUnit,
    toSite,
    offeredAt: now,
    objectionDueAt,
    attempt,
    mayObject,
    isDirect: dispatch.isDirect,
    informedUnits: [...informed],
    periodDays: periodDays ?? null,
    note,
    offeredBy: dispatch.by,
  };
  return {
    row: move.row,
    events: [move.event, offer],
    answer: { matterId: matter.id, handOverId: id, version: move.version, state: move.state, papers: [...papers] },
    adds: [{ table: HandOver, row: handOver }],
    reason: note,
  };
}
