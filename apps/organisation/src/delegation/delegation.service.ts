import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { deputise, type Deputise, type Deputised, endDeputising, type EndDeputising, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Database, ownScope, type Scope } from '@huiyin/service';
import { enabledOfficial, refuseBeside } from '../post/holding.service.js';
import { Post } from '../post/post.table.js';
import { type OpenChange, Revision } from '../revision/revision.service.js';
import { beginOf, isStretchFree, type Stretch } from './delegation.rules.js';
import { Delegation } from './delegation.table.js';
import { DeputisingService } from './deputising.service.js';

/** Seconds within which the second factor must have been proved, as for every act that gives rights. */
const stepUpWindow = 300;

/** Lending a post to a deputy for a time: by its holder, or by an administrator. */
@Injectable()
export class DelegationService {
  constructor(
    private readonly database: Database,
    private readonly revision: Revision,
    private readonly authorities: Authorities,
    private readonly deputising: DeputisingService,
  ) {}

  async deputise(input: Deputise, call: Call): Promise<Deputised> {
    const holderId = await this.#holderOf(input.postId);
    if (holderId === undefined) throw new Problem('post-not-found');
    const scope = await this.#scopeFor(call, [holderId]);
    const order = { contract: deputise, act: 'deputise', call, scope, input };
    return this.revision.change(order, async (change) => {
      const post = await change.manager.findOneBy(Post, { id: input.postId, endedAt: IsNull() });
      if (post === null) throw new Problem('post-not-found');
      const deputy = await enabledOfficial(change.manager, input.deputyId);
      if (deputy.id === post.officialId) throw new Problem('delegation-invalid');
      await refuseBeside(change.manager, deputy.id, post.role, 'delegation-invalid');
      const row = await this.#insert(change, input, call);
      if (row.fromAt <= change.now) await this.deputising.begin(change, [row.id]);
      change.note(`post:${post.id}`, { order: 'deputise', deputy: deputy.id, from: row.fromAt, until: row.untilAt });
      return { delegationId: row.id };
    });
  }

  /** By the holder, the deputy, or an administrator. */
  async end(input: EndDeputising, call: Call): Promise<Deputised> {
    const people = await this.#peopleOf(input.delegationId);
    if (people === undefined) throw new Problem('delegation-invalid');
    const scope = await this.#scopeFor(call, people);
    const order = { contract: endDeputising, act: 'end-deputising', call, scope, input };
    return this.revision.change(order, async (change) => {
      const row = await change.manager.findOneBy(Delegation, { id: input.delegationId, isEndNoticed: false });
      if (row === null || row.untilAt <= change.now) throw new Problem('delegation-invalid');
      await this.deputising.end(change, [row.id]);
      change.note(`post:${row.postId}`, { order: 'end-deputising', deputy: row.deputyId });
      return { delegationId: row.id };
    });
  }

  async #insert(change: OpenChange, input: Deputise, call: Call): Promise<Delegation> {
    const wanted: Stretch = { from: beginOf(new Date(input.from), change.now), until: new Date(input.until) };
    const others = await change.manager.findBy(Delegation, { postId: input.postId, endedAt: IsNull() });
    const stretches = others.map((other) => ({ from: other.fromAt, until: other.untilAt }));
    if (!isStretchFree(wanted, stretches, change.now)) throw new Problem('delegation-invalid');
    const row: Delegation = {
      id: randomUUID(),
      postId: input.postId,
      deputyId: input.deputyId,
      fromAt: wanted.from,
      untilAt: wanted.until,
      endedAt: null,
      createdBy: call.actor.id,
      isStartNoticed: false,
      isEndNoticed: false,
    };
    await change.manager.insert(Delegation, row);
    return row;
  }

  /** Whose own it is needs no right but a fresh second factor; anybody else must manage the organisation. */
  async #scopeFor(call: Call, owners: readonly string[]): Promise<Scope> {
    if (!owners.includes(call.actor.id)) return this.authorities.scopeOf(call, 'manage-organisation');
    if ((call.actor.steppedUpAt ?? 0) + stepUpWindow < Date.now() / 1000) throw new Problem('step-up-required');
    const rights = await this.authorities.of(call.actor.id);
    if (!rights.isEnabled || rights.authzVersion !== (call.actor.authzVersion ?? rights.authzVersion))
      throw new Problem('not-signed-in');
    return { ...ownScope('deputise'), actor: `official:${call.actor.id}` };
  }

  async #holderOf(postId: string): Promise<string | undefined> {
    return this.database.inScope(ownScope('deputise'), async (manager) => {
      const post = await manager.findOneBy(Post, { id: postId, endedAt: IsNull() });
      return post?.officialId;
    });
  }

  async #peopleOf(delegationId: string): Promise<string[] | undefined> {
    return this.database.inScope(ownScope('deputise'), async (manager) => {
      const row = await manager.findOneBy(Delegation, { id: delegationId });
      const post = row === null ? null : await manager.findOneBy(Post, { id: row.postId });
      return row === null || post === null ? undefined : [row.deputyId, post.officialId];
    });
  }
}
