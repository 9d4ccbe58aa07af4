import { triagingKinds, type UnitEntry } from '@huiyin/contracts';

/** Steps up the units at most: a chain that is longer goes round. */
const mostSteps = 20;

/**
 * Regulations on Petition Work, Art. 22 and 23 ¶2: who answers for what a counter received is an office that may classify it. The counter
 * itself if it may; else step by step the unit above it or the bureau there; else the bureau of its division. Undefined where nobody may.
 */
export function triagingUnit(counter: UnitEntry, units: readonly UnitEntry[]): UnitEntry | undefined {
  const able = units.filter(mayClassify);
  const bureaus = able.filter(({ kind }) => kind === 'petition-bureau');
  let at: UnitEntry | undefined = counter;
  for (let steps = 0; at !== undefined && steps < mostSteps; steps++) {
    const { id, parentId }: UnitEntry = at;
    const found = able.find((unit) => unit.id === id) ?? bureaus.find((bureau) => bureau.parentId === id);
    if (found !== undefined) return found;
    at = units.find((unit) => unit.id === parentId);
  }
  return bureaus.find(({ divisionCode }) => divisionCode === counter.divisionCode);
}

function mayClassify({ kind, standing, dutyOfficerId }: UnitEntry): boolean {
  return triagingKinds.has(kind) && standing === 'open' && dutyOfficerId !== undefined;
}
