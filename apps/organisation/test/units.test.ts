import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  authority,
  closeUnit,
  createUnit,
  directory,
  moveUnit,
  renameUnit,
  type UnitEntry,
  type UnitSucceeded,
} from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { demoOfficialId } from '../src/demo/demo-id.js';
import { admin, aNewOfficial, aNewUnit, type County, eventsOf, official, refusalOf, startCounty } from './county.js';

let county: County;
beforeAll(async () => (county = await startCounty()));
afterAll(async () => county.system.stop());

const units = async (): Promise<Map<number, UnitEntry>> => {
  const answer = await county.system.ask(directory, {}, anonymous);
  return new Map(answer.units.map((unit) => [unit.id, unit]));
};
const aDepartment = (name: string) => ({
  name,
  tier: 'county',
  kind: 'department',
  parentId: 1,
  divisionCode: '999901',
  phone: '0999-1',
});

test('creating a unit twice under one key makes one unit and the same answer', async () => {
  const key = randomUUID();
  const first = await county.system.ask(createUnit, aDepartment('青禾县教育局'), admin(), { key });
  const again = await county.system.ask(createUnit, aDepartment('青禾县教育局'), admin(), { key });
  expect(again).toEqual(first);
  expect(first.unit).toMatchObject({ parentId: 1, profile: 'fast_520_210', version: 1 });
  expect(await county.system.rows(`select 1 from organisation.unit where name = '青禾县教育局'`)).toHaveLength(1);
  const other = county.system.ask(createUnit, aDepartment('青禾县体育局'), admin(), { key });
  expect(await refusalOf(other)).toBe('idempotency-key-reused');
});

test('a new unit has no duty officer until the first appointment, which makes one unasked', async () => {
  const { id } = await aNewUnit(county.system, {}, false);
  expect((await units()).get(id)?.dutyOfficerId).toBeUndefined();
  const first = await aNewOfficial(county.system, { unitId: id, role: 'dept_officer' });
  expect((await units()).get(id)?.dutyOfficerId).toBe(first.id);
  await aNewOfficial(county.system, { unitId: id, role: 'dept_head' });
  expect((await units()).get(id)?.dutyOfficerId).toBe(first.id);
  const third = await aNewOfficial(county.system, { unitId: id, role: 'dept_officer', isDutyOfficer: true });
  expect((await units()).get(id)?.dutyOfficerId).toBe(third.id);
});

test('a change under an old version is refused with the present one and what was done since', async () => {
  const unit = await aNewUnit(county.system);
  const rename = (name: string) =>
    county.system.ask(renameUnit, { unitId: unit.id, expectedVersion: 1, name }, admin());
  await expect(rename('青禾县文化局')).resolves.toMatchObject({ unit: { name: '青禾县文化局', version: 2 } });
  await expect(rename('青禾县旅游局')).rejects.toMatchObject({
    code: 'stale-version',
    detail: { current: 2, acts: 'manage-organisation', at: expect.any(String) },
  });
});

test('each change raises the version of the organisation and says so', async () => {
  const before = (await county.system.ask(directory, {}, anonymous)).version;
  const { version } = await county.system.ask(createUnit, aDepartment(`局${randomUUID()}`), admin());
  expect(version).toBe(before + 1);
  expect((await eventsOf(county.system, 'organisation.directory-changed.v1')).at(-1)).toEqual({ version });
});

test('a unit cannot be moved below itself, nor into a foreign root of authority', async () => {
  const move = (unitId: number, parentId: number) =>
    refusalOf(county.system.ask(moveUnit, { unitId, expectedVersion: 1, parentId }, admin()));
  expect(await move(1, 13)).toBe('unit-cycle');
  expect(await move(13, 13)).toBe('unit-cycle');
  expect(await move(9, 1)).toBe('validation-failed');
  expect(await move(2, 26)).toBe('validation-failed');
  expect(await move(13, 16)).toBe('unit-cycle');
});

test('a unit is not given the name of one beside it', async () => {
  expect(await refusalOf(county.system.ask(createUnit, aDepartment('青禾县信访局'), admin()))).toBe('unit-name-taken');
  const unknown = { ...aDepartment('某局'), parentId: 9_999 };
  expect(await refusalOf(county.system.ask(createUnit, unknown, admin()))).toBe('unit-not-found');
});

test('a moved unit takes what is below it along, and scopes follow at once', async () => {
  await county.system.ask(moveUnit, { unitId: 22, expectedVersion: 1, parentId: 14 }, admin());
  const { posts } = await county.system.ask(
    authority,
    { officialId: demoOfficialId('township2') },
    official('triage1'),
  );
  expect(posts[0]?.subtree).toEqual([14, 19, 20, 22]);
});

test('a merged unit hands over its work, its children and its place, and nothing is orphaned', async () => {
  const { system, signedOut } = county;
  const closed = await system.ask(
    closeUnit,
    { unitId: 13, expectedVersion: 1, successorId: 14, reason: 'merged' },
    admin(),
  );
  expect(closed.unit).toMatchObject({ standing: 'closed', successorId: 14, parentId: 1 });
  expect(closed.unit.dutyOfficerId).toBeUndefined();
  expect(await eventsOf<UnitSucceeded>(system, 'organisation.unit-succeeded.v1')).toEqual([
    expect.objectContaining({ unitId: 13, successorId: 14, successorOfficerId: demoOfficialId('township2') }),
  ]);
  const now = await units();
  for (const village of [16, 17, 18]) expect(now.get(village)?.parentId).toBe(14);
  const all = [...now.values()];
  expect(all.filter((unit) => unit.parentId !== undefined && now.get(unit.parentId)?.standing !== 'open')).toEqual([]);
  const former = await system.ask(authority, { officialId: demoOfficialId('townhead1') }, official('triage1'));
  expect(former).toMatchObject({ isEnabled: true, posts: [], authzVersion: 2 });
  expect(signedOut).toEqual(expect.arrayContaining([demoOfficialId('townhead1'), demoOfficialId('township1')]));
});

test('a successor must be open, elsewhere, of the same root, and have somebody answerable', async () => {
  const unit = await aNewUnit(county.system);
  const empty = await aNewUnit(county.system, {}, false);
  const child = await aNewUnit(county.system, { parentId: unit.id });
  for (const successorId of [unit.id, child.id, empty.id, 13, 9, 9_999]) {
    const order = { unitId: unit.id, expectedVersion: 1, successorId, reason: 'closed' };
    expect(await refusalOf(county.system.ask(closeUnit, order, admin()))).toBe('successor-invalid');
  }
  const again = { unitId: 13, expectedVersion: 2, successorId: 14, reason: 'closed' };
  expect(await refusalOf(county.system.ask(closeUnit, again, admin()))).toBe('unit-closed');
  expect((await units()).get(unit.id)?.standing).toBe('open');
});

test('changes made at the same moment all count and leave a tree', async () => {
  const [a, b] = [await aNewUnit(county.system), await aNewUnit(county.system)];
  const move = (unitId: number, parentId: number) =>
    county.system.ask(moveUnit, { unitId, expectedVersion: 1, parentId }, admin()).then(
      () => 'moved',
      (problem: { code: string }) => problem.code,
    );
  const outcomes = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
  expect(outcomes.sort()).toEqual(['moved', 'unit-cycle']);
});
