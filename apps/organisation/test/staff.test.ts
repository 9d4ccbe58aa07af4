import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  appoint,
  authority,
  closeUnit,
  createOfficial,
  createUnit,
  disableOfficial,
  endPost,
  nextHigher,
  type OfficialReplaced,
  signIn,
  staffOf,
} from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { demoId, demoOfficialId } from '../src/demo/demo-id.js';
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

const replacements = () => eventsOf<OfficialReplaced>(county.system, 'organisation.official-replaced.v1');
const rightsOf = (officialId: string) => county.system.ask(authority, { officialId }, official('triage1'));

test('the duty officer does not leave without a replacement, who takes over the post and the work', async () => {
  const { system } = county;
  const unit = await aNewUnit(system);
  const leaver = unit.officer!;
  const leave = { postId: leaver.postId, expectedVersion: 1 };
  expect(await refusalOf(system.ask(endPost, leave, admin()))).toBe('last-officer');
  const heir = await aNewOfficial(system);
  await system.ask(endPost, { ...leave, replacementId: heir.id }, admin());
  expect((await rightsOf(heir.id)).posts).toEqual([expect.objectContaining({ unitId: unit.id, role: 'dept_officer' })]);
  expect((await rightsOf(leaver.id)).posts).toEqual([]);
  expect((await replacements()).at(-1)).toMatchObject({
    unitId: unit.id,
    officialId: leaver.id,
    replacementId: heir.id,
    replacementName: '新人',
  });
  expect(county.signedOut).toContain(leaver.id);
});

test('whoever leaves another post without a replacement is followed by the duty officer', async () => {
  const { system } = county;
  const unit = await aNewUnit(system);
  const head = await aNewOfficial(system, { unitId: unit.id, role: 'dept_head' });
  await system.ask(endPost, { postId: head.postId, expectedVersion: 1 }, admin());
  expect((await replacements()).at(-1)).toMatchObject({ officialId: head.id, replacementId: unit.officer!.id });
});

test('a disabled official holds nothing, cannot sign in, and is replaced in every unit', async () => {
  const { system } = county;
  const one = await aNewUnit(system);
  const other = await aNewUnit(system);
  const both = one.officer!;
  await system.ask(appoint, { officialId: both.id, unitId: other.id, role: 'dept_head' }, admin());
  const { version } = (await system.ask(staffOf, { unitId: one.id }, admin())).officials[0]!;
  const disable = { officialId: both.id, expectedVersion: version };
  expect(await refusalOf(system.ask(disableOfficial, disable, admin()))).toBe('last-officer');
  expect((await rightsOf(both.id)).isEnabled).toBe(true);
  const heir = await aNewOfficial(system);
  const key = randomUUID();
  const done = await system.ask(disableOfficial, { ...disable, replacementId: heir.id }, admin(), { key });
  expect(await system.ask(disableOfficial, { ...disable, replacementId: heir.id }, admin(), { key })).toEqual(done);
  expect(await rightsOf(both.id)).toMatchObject({ isEnabled: false, posts: [], authzVersion: done.authzVersion });
  const said = (await replacements()).filter((event) => event.officialId === both.id);
  expect(said.map((event) => [event.unitId, event.replacementId]).sort()).toEqual(
    [
      [one.id, heir.id],
      [other.id, other.officer!.id],
    ].sort(),
  );
  expect(county.signedOut).toContain(both.id);
  const back = system.ask(signIn, { username: both.username, password: both.password }, anonymous);
  expect(await refusalOf(back)).toBe('credentials-wrong');
});

test('a disabled official is refused at the door of every act', async () => {
  const { system } = county;
  const second = await aNewOfficial(system, { unitId: 1, role: 'admin' });
  const create = () =>
    system.ask(
      createUnit,
      { name: randomUUID(), tier: 'city', kind: 'government', divisionCode: '999900', phone: '0999-1' },
      officialOf(second.id),
    );
  await expect(create()).resolves.toMatchObject({ unit: { standing: 'open' } });
  await system.ask(disableOfficial, { officialId: second.id, expectedVersion: 1 }, admin());
  expect(await refusalOf(create())).toBe('not-signed-in');
});

test('rights rise with each change of them', async () => {
  const { id } = await aNewOfficial(county.system, { unitId: 3, role: 'dept_officer' });
  expect((await rightsOf(id)).authzVersion).toBe(2);
  await county.system.ask(
    appoint,
    { officialId: id, unitId: 11, role: 'discipline_officer', hasAccusationClearance: true },
    admin(),
  );
  expect(await rightsOf(id)).toMatchObject({ authzVersion: 3, hasAccusationClearance: true });
});

test('roles belong to kinds of units, and duty to roles that receive work', async () => {
  const { id } = await aNewOfficial(county.system);
  const refused = (post: object) => refusalOf(county.system.ask(appoint, { officialId: id, ...post }, admin()));
  expect(await refused({ unitId: 16, role: 'bureau_triage' })).toBe('role-not-fit-for-unit');
  expect(await refused({ unitId: 16, role: 'citizen' })).toBe('role-not-fit-for-unit');
  expect(await refused({ unitId: 16, role: 'emperor' })).toBe('role-not-fit-for-unit');
  expect(await refused({ unitId: 1, role: 'auditor', isDutyOfficer: true })).toBe('role-not-fit-for-unit');
  expect(await refused({ unitId: 3, role: 'dept_head', isDutyOfficer: true })).toBe('role-not-fit-for-unit');
  expect(await refused({ unitId: 9_999, role: 'leader' })).toBe('unit-not-found');
});

test('an administrator is never also somebody who reads matters, and appoints nobody to themselves', async () => {
  const { system } = county;
  const second = await aNewOfficial(system, { unitId: 1, role: 'admin' });
  const asReader = { officialId: second.id, unitId: 2, role: 'bureau_triage' };
  expect(await refusalOf(system.ask(appoint, asReader, admin()))).toBe('role-not-fit-for-unit');
  expect(await refusalOf(system.ask(appoint, asReader, officialOf(second.id)))).toBe('act-not-allowed');
  const clerk = { officialId: demoOfficialId('hr1'), unitId: 1, role: 'admin' };
  expect(await refusalOf(system.ask(appoint, clerk, admin()))).toBe('role-not-fit-for-unit');
  await system.ask(disableOfficial, { officialId: second.id, expectedVersion: 1 }, admin());
});

test('the last administrator stays', async () => {
  const post = { postId: demoId('post admin1'), expectedVersion: 1 };
  expect(await refusalOf(county.system.ask(endPost, post, admin()))).toBe('last-officer');
  const close = { unitId: 1, expectedVersion: 1, successorId: 25, reason: 'closed' };
  expect(await refusalOf(county.system.ask(closeUnit, close, admin()))).toBe('last-officer');
});

test('only an administrator with a fresh second factor changes the organisation', async () => {
  const order = { name: '新人', username: `n${randomUUID().slice(0, 8)}`, password: 'Lantern-Orchard 77 Zebra' };
  const stale = { ...admin(), steppedUpAt: Math.floor(Date.now() / 1000) - 3_600 };
  expect(await refusalOf(county.system.ask(createOfficial, order, stale))).toBe('step-up-required');
  expect(await refusalOf(county.system.ask(createOfficial, order, official('head1')))).toBe('act-not-allowed');
  expect(await refusalOf(county.system.ask(createOfficial, order, anonymous))).toBe('not-signed-in');
  expect(await refusalOf(county.system.ask(nextHigher, { unitId: 16 }, anonymous))).toBe('not-signed-in');
  const refused = await county.system.rows(
    `select 1 from organisation.audit where act = 'manage-organisation' and outcome = 'refused:act-not-allowed' and actor = $1`,
    [`official:${demoOfficialId('head1')}`],
  );
  expect(refused.length).toBeGreaterThan(0);
});

test('a username is given once, and no trace of a password is kept under the idempotency key', async () => {
  const { system } = county;
  const order = { name: '新人', username: 'given.once', password: 'Lantern-Orchard 77 Zebra' };
  await system.ask(createOfficial, order, admin());
  expect(await refusalOf(system.ask(createOfficial, order, admin()))).toBe('username-taken');
  const weak = { ...order, username: 'given.twice' };
  for (const password of ['password1', 'given.twice-2026-x', 'huiyin-Lantern-9', 'qwertyuiop'])
    expect(await refusalOf(system.ask(createOfficial, { ...weak, password }, admin()))).toBe('password-unfit');
});

test('staff lists who holds which post', async () => {
  const { officials } = await county.system.ask(staffOf, { unitId: 2 }, official('triage1'));
  expect(officials.map((entry) => entry.posts[0]?.role).sort()).toEqual([
    'archivist',
    'bureau_head',
    'bureau_intake',
    'bureau_reviewer_prep',
    'bureau_supervisor',
    'bureau_triage',
  ]);
  expect(officials.flatMap((entry) => entry.posts).filter((post) => post.isDutyOfficer)).toHaveLength(1);
});
