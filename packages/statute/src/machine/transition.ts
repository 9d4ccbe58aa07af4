import type { TimeLimitId } from '../limits/time-limit.js';
import type { Role } from '../policy/role.js';
import type { Sourced } from '../standing.js';

/** Who gives a command: a role of part E, or the system itself where a clock or a stored fact decides. */
export type Commander = Role | 'system';

/** One row of B.3 or B.6. `from: []` starts a matter; `to: 'unchanged'` records something without moving it. */
export interface TransitionRow<State extends string = string> extends Sourced {
  readonly id: string;
  readonly command: string;
  readonly from: readonly State[];
  readonly to: State | 'unchanged';
  readonly who: readonly Commander[];
  /** Conditions that the deciding rule must prove; hard failures, named so that a refusal can say which. */
  readonly guards: readonly string[];
  readonly deadlines: readonly TimeLimitId[];
  /** Facts that stand beside the state while the matter is handled (B.2 substates). Several may hold at once. */
  readonly enters?: HandlingAspect;
  readonly leaves?: HandlingAspect;
}

export const handlingAspects = ['fact_finding', 'hearing', 'mediation', 'extended', 'simplified'] as const;
export type HandlingAspect = (typeof handlingAspects)[number];

/** A machine as data: states, where it starts and ends, its rows, and the moves that these rows make. */
export interface Machine<State extends string = string> {
  readonly name: string;
  readonly states: readonly State[];
  readonly initial: State;
  readonly finals: readonly State[];
  readonly rows: readonly TransitionRow<State>[];
  readonly moves: Readonly<Record<State, readonly State[]>>;
}

export type Transition<State extends string> =
  | { readonly lawful: true; readonly row: TransitionRow<State>; readonly to: State }
  | {
      readonly lawful: false;
      readonly from: State | null;
      readonly command: string;
      readonly instead: readonly string[];
    };

/**
 * The row that lets `command` act on a matter in state `from` (`null`: no matter yet), or a refusal that names the
 * commands that would be lawful there. Guards are not examined here: they need facts that only the caller has.
 */
export function transitionFor<State extends string>(
  machine: Machine<State>,
  from: State | null,
  command: string,
): Transition<State> {
  const here = machine.rows.filter((row) => (from === null ? row.from.length === 0 : row.from.includes(from)));
  const row = here.find((candidate) => candidate.command === command);
  if (row === undefined) return { lawful: false, from, command, instead: here.map((lawful) => lawful.command) };
  return { lawful: true, row, to: row.to === 'unchanged' ? (from ?? machine.initial) : row.to };
}
