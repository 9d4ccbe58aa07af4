import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import {
  appoint,
  type Appoint,
  endPost,
  type EndPost,
  type PostChanged,
  Problem,
  type UnitKind,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities } from '@huiyin/service';
import { isRole } from '@huiyin/statute';
import { type OpenChange, refuseStale, Revision } from '../revision/revision.service.js';
import { openUnit } from '../unit/unit.service.js';
import { enabledOfficial, refuseBeside, takePost } from './holding.service.js';
import { LeavingService } from './leaving.service.js';
import { isDutyRole, isRoleOfUnit } from './post.rules.js';
import { Post } from './post.table.js';

const act = 'manage-organisation';

/** Giving and taking posts. */
@Injectable()
export class PostService {
  constructor(
    private readonly revision: Revision,
    private readonly authorities: Authorities,
    private readonly leaving: LeavingService,
  ) {}

  /** The first post of a unit that can be answerable is its duty post, told or not. Nobody appoints themselves. */
  async appoint(input: Appoint, call: Call): Promise<PostChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    if (call.actor.id === input.officialId) throw new Problem('act-not-allowed');
    return this.revision.change({ contract: appoint, act, call, scope, input }, async (change) => {
      const { manager } = change;
      const unit = await openUnit(manager, input.unitId);
      await enabledOfficial(manager, input.officialId);
      const { role } = input;
      if (!isRole(role) || !isRoleOfUnit(role, unit.kind)) throw new Problem('role-not-fit-for-unit', { role });
      const isDuty = await this.#takesDuty(manager, input, unit.kind);
      await refuseBeside(manager, input.officialId, role, 'role-not-fit-for-unit');
      const post = await takePost(change, input.officialId, unit.id, role, isDuty);
      if (input.hasAccusationClearance !== undefined) await this.#clear(change, input);
      await change.raiseRights([input.officialId], false);
      change.note(
        `post:${post.postId}`,
        { order: 'appoint', official: input.officialId, unit: unit.id, role, isDuty },
        { version: post.version },
      );
      return post;
    });
  }

  async endPost(input: EndPost, call: Call): Promise<PostChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    return this.revision.change({ contract: endPost, act, call, scope, input }, async (change) => {
      const post = await change.manager.findOneBy(Post, { id: input.postId, endedAt: IsNull() });
      if (post === null) throw new Problem('post-not-found');
      await refuseStale(change.manager, `post:${post.id}`, input.expectedVersion, post.version);
      await this.leaving.leave(change, post.officialId, [post], input.replacementId);
      await change.raiseRights([post.officialId], true);
      change.note(
        `post:${post.id}`,
        {
          order: 'end-post',
          official: post.officialId,
          replacement: input.replacementId,
        },
        { version: post.version + 1 },
      );
      return { postId: post.id, version: post.version + 1 };
    });
  }

  async #takesDuty(manager: EntityManager, input: Appoint, kind: UnitKind): Promise<boolean> {
    if (input.isDutyOfficer === true && !isDutyRole(input.role, kind))
      throw new Problem('role-not-fit-for-unit', { role: input.role });
    if (input.isDutyOfficer === true) return true;
    const hasDuty = await manager.existsBy(Post, { unitId: input.unitId, isDuty: true, endedAt: IsNull() });
    return !hasDuty && isDutyRole(input.role, kind);
  }

  async #clear(change: OpenChange, input: Appoint): Promise<void> {
    const { officialId, hasAccusationClearance } = input;
    const [rows] = (await change.manager.query(
      `update official set has_accusation_clearance = $2, version = version + 1
        where id = $1 and has_accusation_clearance <> $2 returning version`,
      [officialId, hasAccusationClearance],
    )) as [{ version: number }[], number];
    change.note(`official:${officialId}`, { hasAccusationClearance }, { ...rows[0] });
  }
}
