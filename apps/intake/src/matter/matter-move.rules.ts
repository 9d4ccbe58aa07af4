import { type IssuedPaper, matterMoved, type MatterMove, Problem, type Task } from '@huiyin/contracts';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import { claimMachine, type Machine, suggestionMachine, transitionFor } from '@huiyin/statute';
import { type Matter } from './matter.table.js';

export interface Step {
  /** Id of the machine's row, such as `T11`. */
  readonly id: string;
  readonly command: string;
  readonly to: string;
}

/**
 * The machine's row for a command on a matter that intake still keeps.
 * @throws Problem `transition-not-allowed` with the state and the command.
 */
export function stepOf(matter: Pick<Matter, 'state' | 'kind' | 'keptBy'>, command: string): Step {
  const machine = (matter.kind === 'suggestion' ? suggestionMachine : claimMachine) as Machine;
  const transition = transitionFor(machine, matter.state, command);
  if (!transition.lawful || matter.keptBy !== 'intake')
    throw new Problem('transition-not-allowed', { state: matter.state, command });
  return { id: transition.row.id, command, to: transition.to };
}

/** Names of units for the events; the number itself where a unit is not known. */
export type UnitName = (unitId: number) => string;

interface Moving {
  readonly row?: Partial<Matter>;
  readonly at: Date;
  readonly tasks: readonly Task[];
  readonly papers?: readonly IssuedPaper[];
  readonly otherUnit?: number | undefined;
  readonly values?: MatterMove['values'];
  readonly days?: number | undefined;
}

export interface Moved {
  readonly row: Partial<Matter>;
  readonly event: Outgoing;
  readonly version: number;
  readonly state: string;
}

/** A matter after a step of the machine, and what is told of it. What waited for a second person falls with a change of state. */
export function moved(matter: Matter, step: Step, nameOf: UnitName, moving: Moving): Moved {
  const isElsewhere = step.to !== matter.state;
  const row: Partial<Matter> = { state: step.to, ...(isElsewhere ? { pending: null } : {}), ...moving.row };
  const after = { ...matter, ...row };
  const version = matter.version + 1;
  const { otherUnit, days } = moving;
  const event = outgoing(matterMoved, {
    matterId: matter.id,
    version,
    at: moving.at.toISOString(),
    transition: step.id,
    command: step.command,
    state: step.to,
    unitId: after.responsibleUnit,
    unitName: nameOf(after.responsibleUnit),
    officerId: after.officerId,
    officerName: after.officerName,
    ...(after.senderUnit === null ? {} : { senderUnitId: after.senderUnit }),
    ...(otherUnit === undefined ? {} : { otherUnitId: otherUnit, otherUnitName: nameOf(otherUnit) }),
    seenBy: after.seenBy,
    tasks: [...moving.tasks],
    papers: [...(moving.papers ?? [])],
    values: moving.values ?? {},
    ...(days === undefined ? {} : { days }),
    ...(after.owesUrgentReport ? { owesUrgentReport: true } : {}),
    ...(after.keptBy === 'intake' || after.accusedUnits.length === 0 ? {} : { accusedUnitIds: after.accusedUnits }),
  });
  return { row, event, version, state: step.to };
}

/** A task of the named officer of the unit that answers. */
export function ownTask(matter: Pick<Matter, 'responsibleUnit' | 'officerId'>, act: string, rule?: string): Task {
  return { act, unitId: matter.responsibleUnit, officerId: matter.officerId, ...(rule === undefined ? {} : { rule }) };
}
