import { type HandOn, Problem, type UnitEntry } from '@huiyin/contracts';
import { transferRefusal } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';
import { reviewUnitOf } from '../file/opening.rules.js';
import { lineageOf } from '../file/unit-tree.rules.js';

/** An open office with the officer who answers there. */
export type Recipient = Pick<UnitEntry, 'id' | 'name'> & {
  readonly dutyOfficerId: string;
  readonly dutyOfficerName: string;
};

/** An office that can be given a file. @throws Problem `unit-not-found`, `unit-closed`. */
export function recipientOf(unit: UnitEntry | undefined): Recipient {
  if (unit?.dutyOfficerId === undefined) throw new Problem('unit-not-found');
  if (unit.standing !== 'open') throw new Problem('unit-closed');
  const { id, name, dutyOfficerId, dutyOfficerName = '' } = unit;
  return { id, name, dutyOfficerId, dutyOfficerName };
}

/**
 * T18.1, T18.2, SUG-10; R22 ¶2, R30 ¶3: the office that has a file back sends it to another, which goes on where it stands, inside the days
 * that run (D.9(5)); only a draft of the opinion falls.
 * @throws Problem `transition-not-allowed` for a file that did not come back, `prohibited-transfer` with the rule of D.9.
 */
export function handedOn(
  file: HandlingFile,
  order: HandOn,
  to: Recipient,
  units: readonly UnitEntry[],
  now: Date,
): Move {
  const command = 'hand-on';
  lawful(file, command);
  if (file.givenBackAt === null) throw new Problem('transition-not-allowed', { state: file.state, command });
  const accused = new Set(file.accusedUnits);
  const rule = transferRefusal({
    kind: file.matterKind,
    stage: 'first-handling',
    fromUnit: file.unitId,
    toUnit: to.id,
    accusedUnits: accused,
    accusedSubtree: new Set(lineageOf(units, to.id).some((unit) => accused.has(unit)) ? [to.id] : []),
    officerHasInterest: file.recused.includes(to.dutyOfficerId),
  });
  if (rule !== null) throw new Problem('prohibited-transfer', { rule });
  const reviewUnit = reviewUnitOf(to.id, file.unitId, units);
  const changes = {
    unitId: to.id,
    unitName: to.name,
    officerId: to.dutyOfficerId,
    officerName: to.dutyOfficerName,
    secondOfficerId: null,
    secondOfficerName: null,
    senderUnit: file.unitId,
    reviewUnit,
    seenBy: [...new Set([...file.seenBy, to.id, reviewUnit])],
    givenBackAt: null,
  };
  return { command, at: now, changes, values: { unit: to.name, officer: to.dutyOfficerName }, reason: order.note };
}
