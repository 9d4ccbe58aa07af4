import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type AuthorityChanged,
  authority,
  deputise,
  directory,
  disableOfficial,
  endDeputising,
  endPost,
  type OfficialReplaced,
} from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { eventually } from '@huiyin/testing';
import { demoId } from '../src/demo/demo-id.js';
import {
  admin,
  aNewOfficial,
  aNewUnit,
  type County,
  eventsOf,
  official,
  officialOf,
  refusalOf,
  startCounty,
} from './county.js';

let county: County;
beforeAll(async () => (county = await startCounty()));
afterAll(async () => county.system.stop());

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const dutyOf = async (unitId: number) =>
  (await county.system.ask(directory, {}, anonymous)).units.find((unit) => unit.id === unitId)?.dutyOfficerId;
const postsOf = async (officialId: string) =>
  (await county.system.ask(authority, { officialId }, official('triage1'))).posts;
const aUnit = async () => {
  const unit = await aNewUnit(county.system);
  const deputy = await aNewOfficial(county.system);
  return { unitId: unit.id, holder: unit.officer!, deputy };
};

test('while deputising is in force the deputy is the duty officer and acts on behalf of the holder', async () => {
  const { unitId, holder, deputy } = await aUnit();
  const { delegationId } = await county.system.ask(
    deputise,
    { postId: holder.postId, deputyId: deputy.id, from: inSeconds(-5), until: inSeconds(3_600) },
    officialOf(holder.id),
  );
  expect(await dutyOf(unitId)).toBe(deputy.id);
  expect(await postsOf(deputy.id)).toEqual([
    { postId: holder.postId, role: 'dept_officer', unitId, subtree: [unitId], onBehalfOf: holder.id },
  ]);
  expect(await postsOf(holder.id)).toHaveLength(1);
  await county.system.ask(endDeputising, { delegationId }, officialOf(deputy.id));
  expect(await dutyOf(unitId)).toBe(holder.id);
  expect(await postsOf(deputy.id)).toEqual([]);
  const replaced = await eventsOf<OfficialReplaced>(county.system, 'organisation.official-replaced.v1');
  expect(replaced.at(-1)).toMatchObject({ unitId, officialId: deputy.id, replacementId: holder.id });
  const again = county.system.ask(endDeputising, { delegationId }, officialOf(deputy.id));
  expect(await refusalOf(again)).toBe('delegation-invalid');
});

test('deputising begins and ends by the clock, and the others are told', async () => {
  const { system } = county;
  const { unitId, holder, deputy } = await aUnit();
  const order = { postId: holder.postId, deputyId: deputy.id, from: inSeconds(1), until: inSeconds(3) };
  await system.ask(deputise, order, officialOf(holder.id));
  expect(await dutyOf(unitId)).toBe(holder.id);
  await eventually(async () => (await dutyOf(unitId)) === deputy.id, 4_000);
  await eventually(async () => (await dutyOf(unitId)) === holder.id, 4_000);
  expect(await postsOf(deputy.id)).toEqual([]);
  const { version } = await system.ask(directory, {}, anonymous);
  const told = await eventually(async () => {
    const rows = await eventsOf<OfficialReplaced>(system, 'organisation.official-replaced.v1');
    return rows.find((event) => event.officialId === deputy.id);
  });
  expect(told).toMatchObject({ unitId, replacementId: holder.id });
  const rights = await eventsOf<AuthorityChanged>(system, 'organisation.authority-changed.v1');
  expect(rights.filter((event) => event.officialId === deputy.id).at(-1)?.endsSessions).toBe(false);
  expect((await system.ask(directory, {}, anonymous)).version).toBeGreaterThanOrEqual(version);
  expect(
    await system.rows(
      `select 1 from organisation.delegation where deputy_id = $1 and is_start_noticed and is_end_noticed`,
      [deputy.id],
    ),
  ).toHaveLength(1);
});

test('a post has one deputy at a time, who is somebody else, for a stretch that is not over', async () => {
  const { holder, deputy } = await aUnit();
  const ask = (given: object) =>
    county.system.ask(
      deputise,
      { postId: holder.postId, deputyId: deputy.id, from: inSeconds(60), until: inSeconds(120), ...given },
      officialOf(holder.id),
    );
  expect(await refusalOf(ask({ until: inSeconds(30) }))).toBe('delegation-invalid');
  expect(await refusalOf(ask({ from: inSeconds(-60), until: inSeconds(-30) }))).toBe('delegation-invalid');
  expect(await refusalOf(ask({ deputyId: holder.id }))).toBe('delegation-invalid');
  expect(await refusalOf(ask({ deputyId: demoId('nobody') }))).toBe('official-not-found');
  expect(await refusalOf(ask({ deputyId: demoId('official admin1') }))).toBe('delegation-invalid');
  await ask({});
  expect(await refusalOf(ask({ from: inSeconds(90), until: inSeconds(180) }))).toBe('delegation-invalid');
  await expect(ask({ from: inSeconds(130), until: inSeconds(180) })).resolves.toBeDefined();
});

test('only the holder and an administrator lend a post, with a fresh second factor', async () => {
  const { holder, deputy } = await aUnit();
  const order = { postId: holder.postId, deputyId: deputy.id, from: inSeconds(0), until: inSeconds(60) };
  expect(await refusalOf(county.system.ask(deputise, order, official('hr1')))).toBe('act-not-allowed');
  const tired = { ...officialOf(holder.id), steppedUpAt: 0 };
  expect(await refusalOf(county.system.ask(deputise, order, tired))).toBe('step-up-required');
  const unknown = { ...order, postId: demoId('nothing') };
  expect(await refusalOf(county.system.ask(deputise, unknown, admin()))).toBe('post-not-found');
  await expect(county.system.ask(deputise, order, admin())).resolves.toBeDefined();
});

test('deputising ends with the post, and with the account of the deputy', async () => {
  const { system } = county;
  const one = await aUnit();
  const lend = (unit: typeof one) =>
    system.ask(
      deputise,
      { postId: unit.holder.postId, deputyId: unit.deputy.id, from: inSeconds(0), until: inSeconds(600) },
      officialOf(unit.holder.id),
    );
  await lend(one);
  const heir = await aNewOfficial(system);
  await system.ask(endPost, { postId: one.holder.postId, expectedVersion: 1, replacementId: heir.id }, admin());
  expect(await postsOf(one.deputy.id)).toEqual([]);
  expect(await dutyOf(one.unitId)).toBe(heir.id);
  const said = await eventsOf<OfficialReplaced>(system, 'organisation.official-replaced.v1');
  const leavers = said.filter((event) => event.unitId === one.unitId).map((event) => event.officialId);
  expect(leavers.sort()).toEqual([one.holder.id, one.deputy.id].sort());
  const other = await aUnit();
  await lend(other);
  await system.ask(disableOfficial, { officialId: other.deputy.id, expectedVersion: 1 }, admin());
  expect(await dutyOf(other.unitId)).toBe(other.holder.id);
});
