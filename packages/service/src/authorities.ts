import { type Authority, authority, Problem, type RequestContract } from '@huiyin/contracts';
import { type Actor, type Bus, type Call, serviceActor } from '@huiyin/messaging';
import { type Act, isAct, isRole, permissionFor, relationsOf } from '@huiyin/statute';
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
   * The units where an official could do each of these acts, to show what there is to do: doing it is asked for anew, with a second factor
   * where it needs one. Acts that no post gives are absent.
   * @throws Problem `not-signed-in` when the rights changed.
   */
  async placesOf(call: Call, acts: readonly Act[]): Promise<ReadonlyMap<Act, readonly number[]>> {
    const rights = await this.#presentRightsOf(call.actor, false);
    const places = new Map<Act, readonly number[]>();
    for (const act of acts) {
      if (!rights.posts.some((post) => isRole(post.role) && relationsOf(post.role, act).length > 0)) continue;
      places.set(act, this.#scope(rights, act, call.reason).units);
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
        else if (relation === 'subtree') post.subtree.forEach((unit) => units.add(unit));
        else if (relation === 'own-unit' || relation === 'assigned') units.add(post.unitId);
      }
    }
    if (!isAllowed) throw new Problem(isReasonMissing ? 'reason-needed' : 'act-not-allowed');
    return {
      actor: `official:${rights.officialId}`,
      units: [...units].sort((a, b) => a - b),
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
