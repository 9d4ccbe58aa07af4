import { moved, type Moved } from '../file/move.rules.js';
import { type HandlingFile } from '../file/file.table.js';
import { type Heir, movableStates } from './succession.rules.js';

/** Who must not read a file, and which office has it instead. */
export interface Barring {
  /** True for an accused unit, whatever is below one, and a unit that ended and whose heir is such a unit. */
  readonly isBarred: (unitId: number) => boolean;
  /** An open unit with its duty officer; undefined where it names none. */
  readonly answeringFor: (unitId: number) => Heir | undefined;
  /** The nearest bureau above a barred unit that is not barred itself. */
  readonly bureauAbove: (unitId: number) => Heir | undefined;
}

export interface Barred extends Moved {
  readonly command: 'reassign' | 'bar-unit';
}

/** What an office still does on a file; afterwards only its report and the archive are left. */
const inHandling: ReadonlySet<string> = new Set([
  'acceptance_pending',
  'accepted',
  'in_handling',
  'opinion_drafted',
  'opinion_pre_reviewed',
  'opinion_issued',
  'opinion_served',
  'in_execution',
  'under_study',
  'decided',
]);

/**
 * SYS-01, SYS-03, SUG-06, SUG-09; R30 ¶3, R22 ¶2, R46(5): a file does not stay with the heir of an accused unit, nor with an accused unit
 * that became an heir. The office that sent it answers again, or the bureau above where it was received directly, and hands it on (T18.1);
 * the clocks go on. @returns undefined where nothing of the file is there, or nobody else is left to answer.
 */
export function barred(file: HandlingFile, barring: Barring, now: Date): Barred | undefined {
  const { isBarred, bureauAbove } = barring;
  const isTaken = isBarred(file.unitId) && movableStates.includes(file.state);
  const holder = isTaken ? senderOr(file, barring) : undefined;
  const unitId = holder?.unitId ?? file.unitId;
  const after = <T extends number | null>(unit: T) =>
    unit !== null && isBarred(unit) ? (bureauAbove(unit)?.unitId ?? unitId) : unit;
  const [reviewUnit, senderUnit] = [after(file.reviewUnit), after(file.senderUnit)];
  const executionUnit = file.executionUnit !== null && isBarred(file.executionUnit) ? unitId : file.executionUnit;
  const seenBy = [...new Set([...file.seenBy.filter((unit) => !isBarred(unit)), unitId, reviewUnit])];
  const isSame = seenBy.length === file.seenBy.length && seenBy.every((unit) => file.seenBy.includes(unit));
  if (holder === undefined && isSame) return undefined;
  const command = holder === undefined ? 'bar-unit' : 'reassign';
  const changes: Partial<HandlingFile> = {
    ...(holder === undefined ? {} : { ...holder, secondOfficerId: null, secondOfficerName: null, pending: null }),
    ...(holder !== undefined && inHandling.has(file.state) ? { givenBackAt: now } : {}),
    reviewUnit,
    senderUnit,
    executionUnit,
    seenBy,
  };
  return { command, ...moved(file, { command, at: now, changes, values: {} }) };
}

function senderOr(file: HandlingFile, { isBarred, answeringFor, bureauAbove }: Barring): Heir | undefined {
  const { senderUnit, unitId } = file;
  const sender = senderUnit === null || isBarred(senderUnit) ? undefined : answeringFor(senderUnit);
  return sender ?? bureauAbove(unitId);
}
