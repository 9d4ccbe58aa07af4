import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '@huiyin/gateway';
import { demoOfficialId } from '@huiyin/organisation';
import {
  type Act,
  isAct,
  petitionerRoles,
  relationsOf,
  type Role,
  roles,
  rolesExclude,
  separations,
} from '@huiyin/statute';
import { Caller, codeIn, type Heard, jsonIn } from './caller.js';
import { canaries } from './canaries.js';
import { OfficeProcess } from './office-process.js';
import { type Order, orders as firstOrders } from './orders.js';
import { mayReach, type Onlooker, type Post } from './onlookers.js';
import { pathOrders } from './path-orders.js';
import { appoint, demoAccountOf, newOfficial, placeOf, signInWithFactor } from './staff.js';
import { openMatter, type Target } from './target.js';

let office: OfficeProcess;
let admin: Caller;
const holders = new Map<Role, Onlooker>();
/** Two matters of one person and one text at each unit, so that the second has a proposal. */
const matters = new Map<number, Target>();

const orders: Readonly<Record<string, Order>> = { ...firstOrders, ...pathOrders };
const officialRoles = roles.filter((role) => !(petitionerRoles as readonly string[]).includes(role));
const foreignUnit = 5;

beforeAll(async () => {
  office = await OfficeProcess.start();
  admin = await Caller.signedIn(office.url, 'admin1');
  for (const role of officialRoles) holders.set(role, await holderOf(role));
  const units = new Set([foreignUnit, ...[...holders.values()].flatMap(({ posts }) => posts.map((p) => p.unitId))]);
  for (const unit of units) await placeMatters(unit);
  await office.quiet();
}, 120_000);
afterAll(() => office.stop());

async function holderOf(role: Role): Promise<Onlooker> {
  const caller = await callerIn(role);
  const { posts, officialId } = jsonIn<{ posts: Post[]; officialId: string }>(await caller.get('/me'));
  return { name: role, caller, posts, actor: { kind: 'official', id: officialId } };
}

async function callerIn(role: Role): Promise<Caller> {
  const demo = demoAccountOf[role];
  if (demo !== undefined) return Caller.signedIn(office.url, demo);
  const made = await newOfficial(admin);
  const refusal = await appoint(admin, made.officialId, placeOf[role] ?? 0, role);
  if (refusal !== undefined) throw new Error(`${role} was not appointed: ${refusal}`);
  return signInWithFactor(office.url, made);
}

/**
 * Not every office takes petitions: where it does not, nothing of it can be read either. What a village's counter receives is another
 * office's from the first moment, so that the village has no matter of its own here; that it still sees it is told in intake's tests.
 */
async function placeMatters(unit: number): Promise<void> {
  const words = canaries();
  try {
    await openMatter(office, `first of ${unit}`, unit, words);
    const second = await openMatter(office, `second of ${unit}`, unit, words);
    if (unit !== holders.get('village_clerk')?.posts[0]?.unitId) matters.set(unit, second);
  } catch (error) {
    if (!String(error).includes('receiving-unit-unfit')) throw error;
  }
}

const lists = new Set(['GET /matters', 'GET /matters/find']);
// What stands in a queue depends on what is owed: the leak matrix looks at that.
const aboutNoMatter = new Set<Act>(['register-submission', 'manage-organisation', 'manage-templates', 'read-queue']);

/** What the table says of a role and a matter: why it is refused, or that it is not. */
function verdict(who: Onlooker, { act, finds }: Order, matter: Target): string {
  const [post] = who.posts;
  if (post === undefined || relationsOf(post.role, act).length === 0) return 'act-not-allowed';
  const withReason = { ...who, reason: 'x' };
  const needs = !reachesAnything(who, act) && reachesAnything(withReason, act);
  if (needs) return 'reason-needed';
  if (finds !== undefined) return finds === 'list' ? 'allowed' : 'not-found';
  return aboutNoMatter.has(act) || mayReach(who, act, matter.unit) ? 'allowed' : 'not-found';
}
const reachesAnything = (who: Onlooker, act: Act) =>
  act === 'reveal-identity' ||
  relationsOf(who.posts[0]?.role ?? 'citizen', act).some((relation) => relation !== 'all') ||
  mayReach(who, act, foreignUnit);

const refusals = new Set(['act-not-allowed', 'reason-needed', 'not-found', 'step-up-required', 'not-signed-in']);
function outcome(route: string, heard: Heard, matter: Target): string {
  const code = codeIn(heard) ?? '';
  if (refusals.has(code)) return code;
  if (heard.status >= 500) return `${heard.status} ${code}`;
  return lists.has(route) && !heard.body.includes(matter.matterId) ? 'not-found' : 'allowed';
}

test('every route that needs an act is asked here, with that act', () => {
  const needing = routes.flatMap(({ method, path, contracts }) => {
    const [main] = contracts;
    return main?.act === undefined ? [] : [[`${method} ${path}`, main.act] as const];
  });
  expect(Object.fromEntries(Object.entries(orders).map(([route, { act }]) => [route, act]))).toEqual(
    Object.fromEntries(needing),
  );
});

describe.each(officialRoles)('%s', (role) => {
  test('does through the door what part E allows, in its own place and nowhere else', async () => {
    const who = holders.get(role);
    if (who === undefined) throw new Error(`nobody is ${role}`);
    const own = matters.get(who.posts[0]?.unitId ?? 0);
    const foreign = matters.get(foreignUnit);
    if (foreign === undefined) throw new Error('unit 5 took nothing');
    for (const [route, order] of Object.entries(orders)) {
      for (const matter of own === undefined ? [foreign] : [own, foreign]) {
        const heard = await order.ask(who.caller, matter, office);
        expect([route, matter.unit, outcome(route, heard, matter)]).toEqual([
          route,
          matter.unit,
          verdict(who, order, matter),
        ]);
      }
    }
  });
});

test('the auditor reads everything against a reason, and changes nothing', async () => {
  const auditor = holders.get('auditor');
  const matter = matters.get(foreignUnit);
  if (auditor === undefined || matter === undefined) throw new Error('not there');
  const who = { ...auditor, caller: auditor.caller.because('年度检查'), reason: '年度检查' };
  for (const [route, order] of Object.entries(orders)) {
    const heard = await order.ask(who.caller, matter, office);
    expect([route, outcome(route, heard, matter)]).toEqual([route, verdict(who, order, matter)]);
  }
  const audited = await office.rows<{ n: number }>(
    `select count(*)::int as n from intake.audit where act = 'read-matter' and reason = '年度检查'`,
  );
  expect(audited[0]?.n).toBeGreaterThan(0);
});

test('admin reads no matter: not one of any unit, by no route', async () => {
  const who = holders.get('admin');
  for (const matter of matters.values()) {
    for (const [route, { act, ask }] of Object.entries(orders).filter(
      ([, order]) => order.act !== 'manage-organisation',
    )) {
      const heard = await ask(who?.caller ?? admin, matter, office);
      expect([route, act, codeIn(heard)]).toEqual([route, act, 'act-not-allowed']);
    }
  }
});

test('whoever runs the system is given no role that reads, and nobody who reads is given the system', async () => {
  const both = officialRoles.filter((role) => rolesExclude('admin', role));
  expect(both.length).toBe(officialRoles.length - 1);
  const one = await newOfficial(admin);
  expect(await appoint(admin, one.officialId, 2, 'admin')).toBeUndefined();
  for (const role of both)
    expect([role, await appoint(admin, one.officialId, 2, role)]).toEqual([role, 'role-not-fit-for-unit']);
  const reader = await newOfficial(admin);
  expect(await appoint(admin, reader.officialId, 2, 'bureau_intake')).toBeUndefined();
  expect(await appoint(admin, reader.officialId, 2, 'admin')).toBe('role-not-fit-for-unit');
  expect(await appoint(admin, demoOfficialId('admin1'), 2, 'bureau_triage')).toBe('act-not-allowed');
});

test('of acts that one person may not do both, those of drafts alone are open yet; one that opens needs its test', () => {
  const open = new Set(
    routes.flatMap(({ contracts }) => contracts.flatMap(({ act }) => (act !== undefined && isAct(act) ? [act] : []))),
  );
  const both = separations.filter(({ acts: [one, other] }) => open.has(one) && open.has(other));
  // Their tests are the services' own: a reviewer of opinions and a signer of letters who drafted is refused there.
  expect(both.map(({ id }) => id)).toEqual(['drafter-not-pre-reviewer', 'drafter-not-signer']);
});

test('a post is lent by its holder and by an administrator, by nobody else', async () => {
  const { posts } = jsonIn<{ posts: { postId: string }[] }>(
    (await holders.get('dept_officer')?.caller.get('/me')) ?? missing(),
  );
  const order = {
    deputyId: demoOfficialId('agri1'),
    from: new Date(Date.now() + 3_600_000).toISOString(),
    until: new Date(Date.now() + 7_200_000).toISOString(),
  };
  for (const role of officialRoles.filter((r) => r !== 'admin' && r !== 'dept_officer')) {
    const heard = await holders.get(role)?.caller.post(`/posts/${posts[0]?.postId ?? ''}/deputise`, order);
    expect([role, heard && codeIn(heard)]).toEqual([role, 'act-not-allowed']);
  }
  expect((await admin.post(`/posts/${posts[0]?.postId ?? ''}/deputise`, order)).status).toBe(201);
});

function missing(): never {
  throw new Error('nobody there');
}
