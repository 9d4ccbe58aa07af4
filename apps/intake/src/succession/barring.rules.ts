import { type Applied } from '../hand-over/answer.rules.js';
import { type Offices } from '../hand-over/hand-over.rules.js';
import { type HandOverAnswer } from '../hand-over/hand-over.table.js';
import { type Officer, type OpenOffer, ruled } from '../hand-over/ruling.rules.js';
import { moved, stepOf } from '../matter/matter-move.rules.js';
import { tasksOf } from '../matter/matter-task.rules.js';
import { type Matter } from '../matter/matter.table.js';

/** An office, with the officer who answers there. */
export interface Answerable {
  readonly unitId: number;
  readonly officer: Officer;
}

/** Who must not read a matter, and who answers instead. */
export interface Barring {
  /** True for an accused unit, whatever is below one, and a unit that ended and whose heir is such a unit. */
  readonly isBarred: (unitId: number) => boolean;
  /** The nearest bureau above a barred unit that is not barred itself; undefined where every one is. */
  readonly bureauAbove: (unitId: number) => Answerable | undefined;
}

/**
 * SYS-01 to SYS-03, SUG-06, SUG-08, SUG-09; R30 ¶3, R22 ¶2, R46(5): the heir of an accused unit, or an accused unit that became an heir,
 * keeps nothing of the matter. What it was offered goes back to the office that sent it; what it received itself goes to the bureau above;
 * what it only read it reads no more. The first clock goes on. @returns undefined where nothing of the matter is there, or nobody else
 * is left to answer.
 */
export function barred(
  matter: Matter,
  offer: OpenOffer | undefined,
  { isBarred, bureauAbove }: Barring,
  offices: Offices,
  now: Date,
): Applied | undefined {
  const holder = isBarred(matter.responsibleUnit) ? bureauAbove(matter.responsibleUnit) : undefined;
  const withdrawn = offer !== undefined && isBarred(offer.toUnit) ? offer : undefined;
  const row = { ...standing(matter, isBarred, bureauAbove, holder), ...(withdrawn === undefined ? {} : noOffer) };
  if (withdrawn === undefined && !isChanged(matter, row)) return undefined;
  const command = withdrawn !== undefined ? 'withdraw-offer' : holder === undefined ? 'bar-unit' : 'reassign';
  const step = stepOf(matter, command);
  const move = moved(matter, step, offices.nameOf, {
    row,
    at: now,
    tasks: tasksOf({ ...matter, ...row, state: step.to, pending: pendingAfter(matter, row, step.to) }, offices),
  });
  const events = withdrawn === undefined ? [] : [ruled(matter.id, withdrawn, 'returned', now)];
  return {
    row: move.row,
    version: move.version,
    events: [move.event, ...events],
    answers: withdrawn === undefined ? [] : [takenBack(withdrawn, step.id, now)],
    command,
  };
}

const noOffer = { offeredTo: null, decidingUnit: null, periodDays: null } satisfies Partial<Matter>;

function standing(
  matter: Matter,
  isBarred: Barring['isBarred'],
  bureauAbove: Barring['bureauAbove'],
  holder: Answerable | undefined,
): Partial<Matter> {
  const unitId = holder?.unitId ?? matter.responsibleUnit;
  const decider = matter.decidingUnit;
  const decidingUnit = decider !== null && isBarred(decider) ? (bureauAbove(decider)?.unitId ?? unitId) : decider;
  const readers = matter.seenBy.filter((unit) => !isBarred(unit));
  return {
    ...(holder === undefined
      ? {}
      : { responsibleUnit: unitId, officerId: holder.officer.id, officerName: holder.officer.name, pending: null }),
    senderUnit: matter.senderUnit !== null && isBarred(matter.senderUnit) ? unitId : matter.senderUnit,
    decidingUnit,
    informedUnits: matter.informedUnits.filter((unit) => !isBarred(unit)),
    // Somebody answers at every moment, even where all above are accused.
    seenBy: [...new Set([...readers, unitId, ...(decidingUnit === null ? [] : [decidingUnit])])],
  };
}

function isChanged(matter: Matter, row: Partial<Matter>): boolean {
  const { seenBy = [] } = row;
  const reads = (units: readonly number[], unit: number) => units.includes(unit);
  const isSame =
    matter.seenBy.every((unit) => reads(seenBy, unit)) && seenBy.every((unit) => reads(matter.seenBy, unit));
  return !isSame || row.senderUnit !== matter.senderUnit || row.decidingUnit !== matter.decidingUnit;
}

function pendingAfter(matter: Matter, row: Partial<Matter>, state: string): Matter['pending'] {
  return state === matter.state && row.pending === undefined ? matter.pending : null;
}

function takenBack(offer: OpenOffer, rule: string, at: Date): HandOverAnswer {
  return {
    handOverId: offer.handOverId,
    standing: 'returned',
    at,
    byOfficial: `service:${rule}`,
    reasons: null,
    legalBasis: null,
    otherUnit: null,
  };
}
