import { governingKinds, type Tier, tiers, type UnitKind } from '@huiyin/contracts';

/** What a rule needs to know of a unit. */
export interface UnitFacts {
  readonly id: number;
  readonly parentId: number | null;
  readonly tier: Tier;
  readonly kind: UnitKind;
}

/** Kinds with a root of authority of their own: a court stands under a court, never under a county bureau. */
const ownRoots: ReadonlySet<UnitKind> = new Set<UnitKind>(['court', 'procuratorate', 'discipline-organ']);

/** Why a unit may not stand under another, or undefined where it may: another root of authority, or a higher tier below a lower one. */
export function misfitUnder(
  child: Pick<UnitFacts, 'kind' | 'tier'>,
  parent: Pick<UnitFacts, 'kind' | 'tier'>,
): 'own-root-of-authority' | 'tier-below-parent' | undefined {
  if ((ownRoots.has(child.kind) || ownRoots.has(parent.kind)) && child.kind !== parent.kind)
    return 'own-root-of-authority';
  if (tiers.indexOf(child.tier) < tiers.indexOf(parent.tier)) return 'tier-below-parent';
  return undefined;
}

/** The units above `unitId`, nearest first, not itself. Stops where it would go round. */
export function ancestorsOf(unitId: number, units: ReadonlyMap<number, UnitFacts>): number[] {
  const above: number[] = [];
  let next = units.get(unitId)?.parentId ?? null;
  while (next !== null && !above.includes(next)) {
    above.push(next);
    next = units.get(next)?.parentId ?? null;
  }
  return above;
}

/**
 * The nearest unit above both, who decides between them; a unit is not its own superior, so for a unit and one below it that is the
 * unit above the higher of the two. Undefined where the roots of authority differ.
 */
export function commonSuperiorOf(
  one: number,
  other: number,
  units: ReadonlyMap<number, UnitFacts>,
): number | undefined {
  const aboveOther = new Set(ancestorsOf(other, units));
  return ancestorsOf(one, units).find((id) => aboveOther.has(id));
}

/**
 * The head of the area that a unit serves (part E): the nearest unit at or above it that governs a division, for a bureau stands under its
 * county, beside the others. Where nothing governs, the unit itself.
 */
export function headOfArea(unitId: number, units: ReadonlyMap<number, UnitFacts>): number {
  const governs = (id: number) => governingKinds.has(units.get(id)?.kind ?? '');
  return [unitId, ...ancestorsOf(unitId, units)].find(governs) ?? unitId;
}

/** Whether a unit would stand under itself. */
export function isCycle(unitId: number, parentId: number, units: ReadonlyMap<number, UnitFacts>): boolean {
  return unitId === parentId || ancestorsOf(parentId, units).includes(unitId);
}
