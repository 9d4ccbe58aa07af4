import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { authority, commonSuperior, directory, nextHigher, signIn } from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { type TestSystem } from '@huiyin/testing';
import { demoOfficialId } from '../src/demo/demo-id.js';
import { official, refusalOf, startCounty } from './county.js';

let system: TestSystem;
beforeAll(async () => ({ system } = await startCounty()));
afterAll(async () => system.stop());

test('an empty installation is seeded with the demo county, and every open unit has one duty officer', async () => {
  const answer = await system.ask(directory, {}, anonymous);
  expect(answer.version).toBe(1);
  expect(answer.units).toHaveLength(28);
  expect(answer.units.filter((unit) => unit.dutyOfficerId === undefined)).toEqual([]);
  expect(answer.units.find((unit) => unit.id === 2)).toMatchObject({
    name: '青禾县信访局',
    parentId: 1,
    divisionCode: '999901',
    profile: 'fast_520_210',
    dutyOfficerId: demoOfficialId('triage1'),
  });
  expect(answer.units.find((unit) => unit.id === 9)).toMatchObject({ parentId: 26, profile: 'national' });
});

test('the next higher unit is the one above in the same root of authority', async () => {
  const asker = official('triage1');
  await expect(system.ask(nextHigher, { unitId: 16 }, asker)).resolves.toMatchObject({ id: 13 });
  await expect(system.ask(nextHigher, { unitId: 9 }, asker)).resolves.toMatchObject({ id: 26 });
  expect(await refusalOf(system.ask(nextHigher, { unitId: 26 }, asker))).toBe('no-common-superior');
  expect(await refusalOf(system.ask(nextHigher, { unitId: 999 }, asker))).toBe('unit-not-found');
});

test.each([
  [3, 4, 1],
  [16, 17, 13],
  [16, 21, 1],
  [2, 24, 25],
  [13, 16, 1],
])('units %i and %i have %i as their nearest common superior', async (unitId, otherUnitId, superior) => {
  await expect(system.ask(commonSuperior, { unitId, otherUnitId }, official('triage1'))).resolves.toMatchObject({
    id: superior,
  });
});

test('a court and a bureau have no common superior', async () => {
  const asked = system.ask(commonSuperior, { unitId: 9, otherUnitId: 2 }, official('triage1'));
  expect(await refusalOf(asked)).toBe('no-common-superior');
});

test('an authority names posts with every unit below them', async () => {
  const answer = await system.ask(authority, { officialId: demoOfficialId('townhead1') }, official('triage1'));
  expect(answer).toMatchObject({ isEnabled: true, authzVersion: 1, hasAccusationClearance: false });
  expect(answer.posts).toEqual([
    expect.objectContaining({ role: 'township_head', unitId: 13, subtree: [13, 16, 17, 18] }),
  ]);
  const cleared = await system.ask(authority, { officialId: demoOfficialId('discipline2') }, official('triage1'));
  expect(cleared.hasAccusationClearance).toBe(true);
});

test('part E: who acts for an area is told every unit of it, and nobody else is told any', async () => {
  const areaOf = async (username: string) =>
    (await system.ask(authority, { officialId: demoOfficialId(username) }, official('triage1'))).posts[0]?.area;
  const ofCounty = [1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23];
  expect(await areaOf('leader1')).toEqual(ofCounty);
  expect(await areaOf('supervisor1')).toEqual(ofCounty);
  expect(await areaOf('conference1')).toEqual(ofCounty);
  expect(await areaOf('cityleader1')).toEqual(expect.arrayContaining([24, 25, ...ofCounty]));
  expect(await areaOf('triage1')).toBeUndefined();
  expect(await areaOf('hrhead1')).toBeUndefined();
});

test('a demo account signs in with its password alone', async () => {
  const answer = await system.ask(signIn, { username: 'triage1', password: 'huiyin-demo-2026' }, anonymous);
  expect(answer).toMatchObject({
    officialId: demoOfficialId('triage1'),
    strength: 'password',
    isDemo: true,
    mustEnrol: false,
  });
});
