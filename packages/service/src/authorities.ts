import { type Authority, authority, type HeldPost, Problem, type RequestContract } from '@huiyin/contracts';
import { type Actor, type Bus, type Call, serviceActor } from '@huiyin/messaging';
import { type Act, isAct, isRole, permissionFor, type Relation, relationsOf } from '@huiyin/statute';
import { citizenScope, type Scope } from './scope.js';

/** Milliseconds that an official's rights are believed without asking again; acts that need a step-up always ask. */
const believedFor = 2_000;
/** Seconds within which the second factor must have been proved. */
const stepUpWindow = 300;

const stepUpActs: ReadonlySet<string> = new Set([
  'reveal-identity',
  'read-accusation',
  'issue-opinion',
  'manage-organisation',
  'export-ledger',
]);

/** Acts whose order carries its own reason code. */
const reasonInOrder: ReadonlySet<string> = new Set(['reveal-identity']);

/** A post from which an official may do an act, how it gives the act, and the units whose matters that reaches. */
export interface Standpoint {
  readonly unitId: number;
  readonly relation: Relation;
  readonly units: readonly number[];
}

/** Where what an act is owed by stands, and whose matters it may be about. */
export interface Places {
  readonly at: readonly number[];
  readonly about: readonly number[];
}

/** The one function that turns an actor and an act into a scope. Services never read roles themselves. */
export class Authorities {
  readonly #known = new Map<string, { at: number; authority: Promise<Authority> }>();

  constructor(
    private readonly service: string,
    private readonly bus: () => Bus,
  ) {}

  /** Refuses, before anything else is looked at, an official whom the policy table gives no relation at all for the act. */
  async admit(contract: RequestContract, call: Call): Promise<void> {
    if (contract.act === undefined || call.actor.kind !== 'official') return;
    await this.scopeOf(call, contract.act as Act);
  }

  /**
   * What the actor of a call may see or touch for an act.
   * @throws Problem `act-not-allowed` when the policy table gives nothing; `reason-needed` where it gives only against a reason; `step-up-required`; `not-signed-in` when the rights changed.
   */
  async scopeOf(call: Call, act: Act): Promise<Scope> {
    const { actor } = call;
    if (actor.kind === 'service')
      return { actor: `service:${actor.id}:${actor.rule ?? ''}`, units: [], isEverything: true };
    if (actor.kind === 'citizen') return citizenScope(actor.id);
    if (actor.kind === 'anonymous' || !isAct(act)) return { actor: 'anonymous', units: [], isEverything: false };
    const needsStepUp = stepUpActs.has(act);
    if (needsStepUp && (actor.steppedUpAt ?? 0) + stepUpWindow < Date.now() / 1000)
      throw new Problem('step-up-required');
    return this.#scope(await this.#presentRightsOf(actor, needsStepUp), act, call.reason);
  }

  /**
   * The posts from which an official may do an act, one for each relation that gives it, for rules that tell the office's own matters from
   * those of its area. Nobody else has any.
   * @throws Problem `not-signed-in` when the rights changed.
   */
  async standpointsOf(call: Call, act: Act): Promise<readonly Standpoint[]> {
    if (call.actor.kind !== 'official') return [];
    return standpointsIn(await this.#presentRightsOf(call.actor, false), act);
  }

  /**
   * The units where an official could do each of these acts, to show what there is to do: doing it is asked for anew, with a second factor
   * where it needs one. Acts that no post gives are absent. Who acts for an area finds what is put to the own office, about any unit of the
   * area: what is put to another office there is that one's to do.
   * @throws Problem `not-signed-in` when the rights changed.
   */
  async placesOf(call: Call, acts: readonly Act[]): Promise<ReadonlyMap<Act, Places>> {
    const rights = await this.#presentRightsOf(call.actor, false);
    const places = new Map<Act, Places>();
    for (const act of acts) {
      const from = standpointsIn(rights, act);
      if (from.length === 0) continue;
      const at = from.flatMap(({ relation, unitId, units }) => (relation === 'area' ? [unitId] : units));
      places.set(act, { at: numbered(at), about: numbered(from.flatMap(({ units }) => units)) });
    }
    return places;
  }

  /** The posts, name and clearance of an official. */
  async of(officialId: string): Promise<Authority> {
    return this.#rightsOf(officialId, false);
  }

  async #presentRightsOf(actor: Actor, isFresh: boolean): Promise<Authority> {
    const rights = await this.#rightsOf(actor.id, isFresh);
    if (!rights.isEnabled || (actor.authzVersion !== undefined && rights.authzVersion !== actor.authzVersion))
      throw new Problem('not-signed-in');
    return rights;
  }

  #scope(rights: Authority, act: Act, reason: string | undefined): Scope {
    const units = new Set<number>();
    let isEverything = false;
    let isAllowed = false;
    let isReasonMissing = false;
    for (const post of rights.posts) {
      if (!isRole(post.role)) continue;
      for (const relation of relationsOf(post.role, act)) {
        const permission = permissionFor(post.role, act, relation);
        if (permission?.needsReason === true && reason === undefined && !reasonInOrder.has(act)) {
          isReasonMissing = true;
          continue;
        }
        isAllowed = true;
        if (relation === 'all') isEverything = true;
        else unitsBy(relation, post).forEach((unit) => units.add(unit));
      }
    }
    if (!isAllowed) throw new Problem(isReasonMissing ? 'reason-needed' : 'act-not-allowed');
    return {
      actor: `official:${rights.officialId}`,
      units: numbered(units),
      isEverything,
      hasClearance: rights.hasAccusationClearance,
    };
  }

  #rightsOf(officialId: string, isFresh: boolean): Promise<Authority> {
    const known = this.#known.get(officialId);
    if (known !== undefined && !isFresh && Date.now() - known.at < believedFor) return known.authority;
    if (this.#known.size > 5_000) this.#known.clear();
    const asked = this.bus().ask(authority, { officialId }, { for: serviceActor(this.service, 'scope') });
    this.#known.set(officialId, { at: Date.now(), authority: asked });
    asked.catch(() => this.#known.delete(officialId));
    return asked;
  }
}

/** Units whose matters a post reaches by a relation of part E; none by those that go through one matter (sponsored, heard …). */
function unitsBy(relation: Relation, { unitId, subtree, area }: HeldPost): readonly number[] {
  switch (relation) {
    case 'own-unit':
    case 'assigned':
      return [unitId];
    case 'subtree':
      return subtree;
    case 'area':
      return area ?? [];
    default:
      return [];
  }
}

function standpointsIn({ posts }: Authority, act: Act): Standpoint[] {
  return posts.flatMap((post) =>
    isRole(post.role)
      ? relationsOf(post.role, act).map((relation) => ({
          unitId: post.unitId,
          relation,
          units: unitsBy(relation, post),
        }))
      : [],
  );
}

function numbered(units: Iterable<number>): number[] {
  return [...new Set(units)].sort((a, b) => a - b);
}
