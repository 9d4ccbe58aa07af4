import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signIn } from '@huiyin/contracts';
import { anonymous, LocalLine } from '@huiyin/messaging';
import { startService } from '@huiyin/service';
import { type Act, acts, relationsOf } from '@huiyin/statute';
import { organisationService } from '../src/index.js';
import { admin, type County, refusalOf, startCounty } from './county.js';

let county: County;
beforeAll(async () => (county = await startCounty()));
afterAll(async () => county.system.stop());

test('the role of the service owns nothing and has no table that it may truncate or define', async () => {
  const owned = await county.system.rows(
    `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'hy_organisation'`,
  );
  expect(owned).toEqual([]);
  const wide = await county.system.rows(
    `select table_name from information_schema.table_privileges
      where grantee = 'hy_organisation' and privilege_type in ('TRUNCATE','REFERENCES','TRIGGER')`,
  );
  expect(wide).toEqual([]);
});

test('officials, units, posts and delegations can be changed and never deleted', async () => {
  const { database } = county.system.service('organisation');
  for (const table of ['unit', 'official', 'post', 'delegation', 'credential', 'audit', 'organisation_version'])
    await expect(database.query(`delete from organisation.${table}`)).rejects.toThrow(/permission denied|append-only/);
});

test('an administrator has no act that reads a matter, a person or an accusation', () => {
  const mine: readonly Act[] = acts.filter((act) => relationsOf('admin', act).length > 0);
  expect([...mine].sort()).toEqual(['manage-organisation', 'read-audit-metadata', 'read-organisation']);
});

test('the scope function refuses an administrator who wants to read matters', async () => {
  const { Authorities } = await import('@huiyin/service');
  const authorities = county.system.service('organisation').app.get(Authorities, { strict: false });
  const call = { actor: admin(), token: '', requestId: 'test', deadlineAt: Date.now() + 1_000 };
  expect(await refusalOf(authorities.scopeOf(call, 'read-matter'))).toBe('act-not-allowed');
  await expect(authorities.scopeOf(call, 'manage-organisation')).resolves.toMatchObject({ isEverything: true });
});

test('in production a demo account neither signs in nor holds anything', async () => {
  await county.system.service('organisation').stop();
  const settings = { ...county.system.settings('organisation'), mode: 'production' as const };
  const local = new LocalLine();
  const running = await startService(organisationService, settings, local);
  try {
    const { SignInService } = await import('../src/credential/sign-in.service.js');
    const { AuthorityService } = await import('../src/official/authority.service.js');
    const { demoOfficialId } = await import('../src/demo/demo-id.js');
    const call = { actor: anonymous, token: '', requestId: 'test', deadlineAt: Date.now() + 5_000 };
    const ask = (password: string) =>
      running.app.get(SignInService, { strict: false }).signIn({ username: 'triage1', password }, call);
    expect(await refusalOf(ask('huiyin-demo-2026'))).toBe('demo-account-refused');
    expect(await refusalOf(ask('wrong'))).toBe('credentials-wrong');
    const rights = await running.app.get(AuthorityService, { strict: false }).of(demoOfficialId('triage1'));
    expect(rights).toMatchObject({ isEnabled: false, posts: [] });
    expect(signIn.actors).toEqual(['anonymous']);
  } finally {
    await running.stop();
  }
});
