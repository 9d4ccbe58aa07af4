import { type MatterMove, type Task } from '@huiyin/contracts';

/** Whoever keeps the matter says what is owed on it. */
export type Keeper = 'intake' | 'assignment';

/** A task as a keeper told it; `of_line`: owed by whoever answers for the matter. */
export interface OwedTask {
  readonly act: string;
  readonly unit_id: number | null;
  readonly officer_id: string | null;
  readonly not_officers: readonly string[];
  readonly rule: string | null;
  readonly of_line: boolean;
}
/** All that is owed on each matter after a batch. */
export type Owed = Map<string, readonly OwedTask[]>;

/** A task of the unit and officer that answer for the matter. */
export function owedByAnswerable(act: string): OwedTask {
  return { act, unit_id: null, officer_id: null, not_officers: [], rule: null, of_line: true };
}

/** A task as its keeper told it. */
export function owedAs({ act, unitId, officerId, notOfficerIds, rule }: Task): OwedTask {
  const who = { unit_id: unitId, officer_id: officerId ?? null, not_officers: notOfficerIds ?? [] };
  return { act, ...who, rule: rule ?? null, of_line: false };
}

export function owedAfter(move: MatterMove): OwedTask[] {
  return move.tasks.map(owedAs);
}
