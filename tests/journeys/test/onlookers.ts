import { type Task } from '@huiyin/contracts';
import { demoOfficialId } from '@huiyin/organisation';
import { type Actor, anonymous } from '@huiyin/messaging';
import { type Act, isAct, policyRows, relationsOf, type Role } from '@huiyin/statute';
import { Caller, jsonIn } from './caller.js';
import { type World } from './county-world.js';
import { type OfficeProcess } from './office-process.js';
import { noUnit, type Target } from './target.js';

export interface Post {
  readonly role: Role;
  readonly unitId: number;
  readonly subtree: readonly number[];
  readonly area?: readonly number[];
}

/** Somebody who looks: through the door, and as the same actor over the bus. */
export interface Onlooker {
  readonly name: string;
  readonly caller: Caller;
  readonly actor: Actor;
  readonly posts: readonly Post[];
  readonly reason?: string;
  /** Whose number and code this person holds. */
  readonly holds?: Target;
}

/** The demo accounts of the matrix; `land1` deputises in the post of the accused unit's clerk. */
const accounts: Readonly<Record<string, string>> = {
  hr1: 'accused clerk',
  hrhead1: 'accused head',
  land1: 'deputy of the accused',
  landhead1: 'head of an office that handles',
  housing1: 'sibling unit',
  agri1: 'officer of another office',
  intake1: 'uncleared county clerk',
  triage1: 'duty officer of the bureau',
  head1: 'head of the bureau',
  reviewer1: 'reader of drafts',
  archivist1: 'archivist',
  supervisor1: 'supervisor',
  township1: 'township clerk',
  village1: 'village clerk',
  village4: 'clerk of another village',
  court1: 'court',
  mediator1: 'mediator',
  leader1: 'leader',
  discipline1: 'cleared discipline officer',
  cityintake1: 'clerk of the upper bureau',
  admin1: 'admin',
  auditor1: 'auditor',
};

export async function onlookers(office: OfficeProcess, world: World): Promise<Onlooker[]> {
  await lendPost(office, 'hr1', 'land1');
  const officials = await Promise.all(
    Object.entries(accounts).map(([username, name]) => official(office.url, username, name)),
  );
  const auditor = officials.find((o) => o.name === 'auditor');
  const [first, , third] = world.open;
  const served = world.onPath.find(({ label }) => label === 'served');
  const citizen = (name: string, holds: Target): Onlooker => ({
    name,
    caller: Caller.anonymous(office.url),
    actor: { kind: 'citizen', id: holds.matterId },
    posts: [],
    holds,
  });
  if (auditor === undefined || first === undefined || third === undefined || served === undefined)
    throw new Error('the world is not whole');
  return [
    ...officials,
    { ...auditor, name: 'auditor with a reason', caller: auditor.caller.because('年度检查'), reason: '年度检查' },
    citizen('petitioner of the bureau’s matter', first),
    citizen('another citizen', third),
    citizen('petitioner who was answered', served),
    citizen('informant', world.sealed),
    { name: 'anonymous', caller: Caller.anonymous(office.url), actor: anonymous, posts: [] },
  ];
}

async function official(url: string, username: string, name: string): Promise<Onlooker> {
  const caller = await Caller.signedIn(url, username);
  const { posts } = jsonIn<{ posts: Post[] }>(await caller.get('/me'));
  const steppedUpAt = Math.floor(Date.now() / 1000);
  return { name, caller, posts, actor: { kind: 'official', id: demoOfficialId(username), steppedUpAt } };
}

/** The holder lends the post, through the API. */
async function lendPost(office: OfficeProcess, from: string, to: string): Promise<void> {
  const holder = await Caller.signedIn(office.url, from);
  const [post] = jsonIn<{ posts: { postId: string }[] }>(await holder.get('/me')).posts;
  const heard = await holder.post(`/posts/${post?.postId ?? ''}/deputise`, {
    deputyId: demoOfficialId(to),
    from: new Date(Date.now() - 1_000).toISOString(),
    until: new Date(Date.now() + 3_600_000).toISOString(),
  });
  if (heard.status !== 201) throw new Error(`not lent: ${heard.body}`);
  await office.quiet();
}

/** Acts whose order carries its own reason code, which the policy's demand for a reason means. */
const reasonInOrder: ReadonlySet<Act> = new Set<Act>(['reveal-identity']);

/** A unit where a post gives an act; what is put to another office of an area is that one's to do. */
interface Placed {
  readonly post: Post;
  readonly unit: number | 'all';
  readonly isArea?: true;
}

/**
 * Where part E lets this person do the act, read from the rows of the policy alone. Relations that no matter of this world has
 * (sponsored, heard, …) reach nothing.
 */
function placesOf(who: Onlooker, act: Act): Placed[] {
  return who.posts.flatMap((post) =>
    policyRows
      .filter((row) => row.role === post.role && row.act === act && row.sealed !== true)
      .filter((row) => row.needsReason !== true || who.reason !== undefined || reasonInOrder.has(act))
      .flatMap(({ relation }): Placed[] => {
        if (relation === 'all') return [{ post, unit: 'all' }];
        if (relation === 'subtree') return post.subtree.map((unit) => ({ post, unit }));
        if (relation === 'area') return (post.area ?? []).map((unit) => ({ post, unit, isArea: true }));
        return relation === 'own-unit' || relation === 'assigned' ? [{ post, unit: post.unitId }] : [];
      }),
  );
}

/** Whether part E lets this person do the act on an ordinary matter of any of these units. */
export function mayReach(who: Onlooker, act: Act, ...units: number[]): boolean {
  if (units.length === 0 || units.includes(noUnit)) return false;
  return placesOf(who, act).some(({ unit }) => unit === 'all' || units.includes(unit));
}

/** Whether a queue shows this person what is owed: what names the person, what may be done in the own unit, below it what names nobody. */
export function owes(who: Onlooker, { act, unitId, officerId }: Task): boolean {
  const mayReadQueue = who.posts.some(({ role }) => relationsOf(role, 'read-queue').length > 0);
  if (!mayReadQueue || !isAct(act)) return false;
  const isNamed = officerId === who.actor.id;
  const isInReach = placesOf(who, act).some(
    ({ post, unit, isArea }) =>
      unit === unitId && (post.unitId === unitId || (officerId === undefined && isArea !== true)),
  );
  return isNamed || isInReach;
}
