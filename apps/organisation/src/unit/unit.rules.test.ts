import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demoUnits } from '../demo/demo.county.js';
import { type UnitFacts, ancestorsOf, commonSuperiorOf, headOfArea, isCycle, misfitUnder } from './unit.rules.js';

/** Any forest: each unit stands under an earlier one or is a root. */
const forests = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }).map((choices) => {
  const facts = choices.map((choice, nth): UnitFacts => {
    const above = Math.min(nth, Math.floor(choice * (nth + 1)));
    return { id: nth + 1, parentId: above === 0 ? null : above, tier: 'county', kind: 'department' };
  });
  return new Map(facts.map((unit) => [unit.id, unit]));
});

test('a common superior is above both, and no unit below it is', () => {
  fc.assert(
    fc.property(forests, fc.nat(), fc.nat(), (units, a, b) => {
      const [one, other] = [(a % units.size) + 1, (b % units.size) + 1];
      const superior = commonSuperiorOf(one, other, units);
      expect(commonSuperiorOf(other, one, units)).toBe(superior);
      const both = ancestorsOf(one, units).filter((id) => ancestorsOf(other, units).includes(id));
      if (superior === undefined) expect(both).toEqual([]);
      else {
        expect(both).toContain(superior);
        for (const id of both) expect(id === superior || ancestorsOf(superior, units).includes(id)).toBe(true);
      }
    }),
  );
});

test('a move that is no cycle leaves every unit under a root', () => {
  fc.assert(
    fc.property(forests, fc.nat(), fc.nat(), (units, a, b) => {
      const [unitId, parentId] = [(a % units.size) + 1, (b % units.size) + 1];
      const moved = new Map(units).set(unitId, { ...units.get(unitId)!, parentId });
      const goesRound = [...moved.keys()].some((id) => ancestorsOf(id, moved).includes(id));
      expect(goesRound).toBe(isCycle(unitId, parentId, units));
    }),
  );
});

test.each([
  ['court', 'county', 'court', 'city', undefined],
  ['court', 'county', 'government', 'county', 'own-root-of-authority'],
  ['department', 'county', 'discipline-organ', 'city', 'own-root-of-authority'],
  ['department', 'county', 'township-office', 'township', 'tier-below-parent'],
  ['village-committee', 'village', 'township-office', 'township', undefined],
] as const)('a %s of a %s under a %s of a %s: %s', (kind, tier, above, aboveTier, misfit) => {
  expect(misfitUnder({ kind, tier }, { kind: above, tier: aboveTier })).toBe(misfit);
});

const county = new Map(demoUnits.map((unit) => [unit.id, { ...unit, parentId: unit.parentId ?? null }]));

test.each([
  [1, 1, 'the county’s government its county'],
  [2, 1, 'the county’s bureau the county, beside the others'],
  [12, 1, 'the office of the joint conference the county'],
  [24, 25, 'the city’s bureau the city'],
  [13, 13, 'a township its township'],
  [9, 9, 'a court, over which nothing governs, itself'],
])('part E: of unit %i the head of the area is %i: %s', (unitId, head) => {
  expect(headOfArea(unitId, county)).toBe(head);
});

test('a unit’s area holds the unit, and its head governs or is the unit itself', () => {
  for (const { id } of demoUnits) {
    const head = headOfArea(id, county);
    expect([id, ...ancestorsOf(id, county)]).toContain(head);
    expect(head === id || ['government', 'township-office'].includes(county.get(head)!.kind)).toBe(true);
  }
});
