import { type UnitEntry } from '@huiyin/contracts';

/** Deepest tree of units that is walked. */
const mostTiers = 20;

/** A unit and every unit above it. */
export function lineageOf(units: readonly UnitEntry[], unitId: number): number[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const line: number[] = [];
  for (let at: number | undefined = unitId; at !== undefined && line.length < mostTiers; at = parents.get(at))
    line.push(at);
  return line;
}

/** A unit and every unit below it. */
export function unitsBelow(units: readonly UnitEntry[], unitId: number): number[] {
  return units.filter(({ id }) => lineageOf(units, id).includes(unitId)).map(({ id }) => id);
}
