import type { Machine, TransitionRow } from './transition.js';

/** Adds to a machine the moves that its rows make, so that both can never disagree. */
export function defineMachine<State extends string>(given: Omit<Machine<State>, 'moves'>): Machine<State> {
  const moves = Object.fromEntries(given.states.map((state) => [state, targetsOf(given.rows, state)]));
  return { ...given, moves: moves as Record<State, readonly State[]> };
}

function targetsOf<State extends string>(rows: readonly TransitionRow<State>[], from: State): readonly State[] {
  const targets = new Set<State>();
  for (const row of rows) {
    if (row.from.includes(from) && row.to !== 'unchanged' && row.to !== from) targets.add(row.to);
  }
  return [...targets];
}
