import { type Authority, Problem, type UnitEntry } from '@huiyin/contracts';
import { transferRefusal } from '@huiyin/statute';

export interface Exclusion {
  readonly units: readonly number[];
  readonly officials: readonly string[];
}

/**
 * Regulations on Petition Work, Art. 30: nothing of an accusation may reach the accused. Barred are the accused units with all below
 * them, the accused officials, and every unit in which one of these holds a post.
 */
export function exclusionOf(
  units: readonly UnitEntry[],
  accusedUnitIds: readonly number[],
  accused: readonly Authority[],
): Exclusion {
  const barred = new Set<number>();
  for (const id of accusedUnitIds) for (const below of subtreeOf(units, id)) barred.add(below);
  for (const official of accused) for (const post of official.posts) barred.add(post.unitId);
  return { units: [...barred], officials: accused.map((official) => official.officialId) };
}

/**
 * Regulations on Petition Work, Art. 22, and the discipline rules, Art. 15: goes to the discipline organ of the county, and where that
 * is itself accused, to the one above it. @throws Problem `prohibited-transfer` when nobody is left here.
 */
export function recipientOf(units: readonly UnitEntry[], receivingUnit: number, exclusion: Exclusion): UnitEntry {
  const barred = new Set(exclusion.units);
  const organs = units.filter(
    (unit) => unit.kind === 'discipline-organ' && unit.standing === 'open' && unit.dutyOfficerId !== undefined,
  );
  const nearestFirst = organs.sort((a, b) => tierRank(a) - tierRank(b));
  for (const organ of nearestFirst) {
    const facts = {
      kind: 'accusation',
      stage: 'first-handling',
      fromUnit: receivingUnit,
      toUnit: organ.id,
      accusedSubtree: barred,
      recipientCleared: true,
    } as const;
    const isOfficerBarred = organ.dutyOfficerId !== undefined && exclusion.officials.includes(organ.dutyOfficerId);
    if (
      !isOfficerBarred &&
      transferRefusal<number>({ ...facts, fromUnit: organ.id === receivingUnit ? 0 : receivingUnit }) === null
    )
      return organ;
  }
  throw new Problem('prohibited-transfer');
}

function tierRank(unit: UnitEntry): number {
  return ['village', 'township', 'county', 'city'].indexOf(unit.tier);
}

/** A unit and every unit below it. */
export function subtreeOf(units: readonly UnitEntry[], top: number): number[] {
  const below = units.filter((unit) => unit.parentId === top).map((unit) => unit.id);
  return [top, ...below.flatMap((id) => subtreeOf(units, id))];
}
