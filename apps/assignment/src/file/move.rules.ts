import { type DecisionTaken, handlingMoved, type IssuedPaper, Problem, type Task } from '@huiyin/contracts';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import { type HandlingAspect, type TransitionRow, transitionFor } from '@huiyin/statute';
import { type HandlingFile, type Pending } from './file.table.js';
import { machineOf } from './machine.rules.js';
import { tasksOf } from './task.rules.js';

export interface Move {
  /** Command of the machine's row, such as `accept`. */
  readonly command: string;
  readonly at: Date;
  /** Columns that change besides state, aspects and version. */
  readonly changes?: Partial<HandlingFile>;
  /** All that is owed afterwards, where the file's state does not say it. */
  readonly tasks?: readonly Task[];
  readonly papers?: readonly IssuedPaper[];
  readonly values?: Readonly<Record<string, string | number>>;
  readonly other?: { readonly unitId: number; readonly unitName: string };
  /** Days that the move sets or adds. */
  readonly days?: number;
  /** From when clocks that start here count, where it is not `at`. */
  readonly countsFrom?: Date;
  /** For the audit. */
  readonly reason?: string | undefined;
}

export interface Moved {
  readonly row: Partial<HandlingFile>;
  readonly events: readonly Outgoing[];
  readonly answer: DecisionTaken;
}

/**
 * Carries out one row of the statute's machine on a file: its state and aspects afterwards, the one event that says so, and the answer.
 * @throws Problem `transition-not-allowed` with state and command.
 */
export function moved(file: HandlingFile, move: Move): Moved {
  const { row: step, to } = lawful(file, move.command);
  const pending = to === file.state ? file.pending : pendingAfter(file, to, move.command);
  const changes = { pending, ...move.changes, state: to, aspects: aspectsAfter(file.aspects, step) };
  const after: HandlingFile = { ...file, ...changes, version: file.version + 1 };
  const papers = [...(move.papers ?? [])];
  const awaits = move.changes?.pending?.act;
  return {
    row: changes,
    events: [
      outgoing(handlingMoved, {
        ...standingOf(after),
        at: move.at.toISOString(),
        transition: step.id,
        command: move.command,
        tasks: [...(move.tasks ?? tasksOf(after))],
        papers,
        values: { ...move.values },
        ...(move.other === undefined ? {} : { otherUnitId: move.other.unitId, otherUnitName: move.other.unitName }),
        ...(move.countsFrom === undefined ? {} : { countsFrom: move.countsFrom.toISOString() }),
        ...(move.days === undefined ? {} : { days: move.days }),
      }),
    ],
    answer: {
      matterId: file.id,
      version: after.version,
      state: to,
      papers,
      ...(awaits === undefined ? {} : { awaits }),
    },
  };
}

/** The part of the event that is read off the file. */
export function standingOf(file: HandlingFile) {
  return {
    matterId: file.id,
    version: file.version,
    matterVersion: file.matterVersion,
    state: file.state,
    unitId: file.unitId,
    unitName: file.unitName,
    officerId: file.officerId,
    officerName: file.officerName,
    ...(file.senderUnit === null ? {} : { senderUnitId: file.senderUnit }),
    seenBy: [...file.seenBy],
  };
}

/**
 * What waited for a second person falls with a change of state, but not a question of recusal: it is decided before the file leaves the
 * states in which it can be. @throws Problem `transition-not-allowed` naming what waits.
 */
function pendingAfter(file: HandlingFile, to: string, command: string): Pending | null {
  if (file.pending?.act !== 'decide-recusal') return null;
  if (transitionFor(machineOf(file), to, 'decide-recusal').lawful) return file.pending;
  throw new Problem('transition-not-allowed', { state: file.state, command, awaits: 'decide-recusal' });
}

/** The row of the machine for a command, before anything else is examined. @throws Problem `transition-not-allowed`. */
export function lawful(file: HandlingFile, command: string): { row: TransitionRow; to: string } {
  const transition = transitionFor(machineOf(file), file.state, command);
  if (!transition.lawful) throw new Problem('transition-not-allowed', { state: file.state, command });
  return transition;
}

function aspectsAfter(before: readonly HandlingAspect[], { enters, leaves }: TransitionRow): HandlingAspect[] {
  const kept = before.filter((aspect) => aspect !== leaves);
  return enters === undefined || kept.includes(enters) ? kept : [...kept, enters];
}
