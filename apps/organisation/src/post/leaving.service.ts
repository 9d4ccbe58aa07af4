import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { officialReplaced, Problem } from '@huiyin/contracts';
import { Official } from '../official/official.table.js';
import { type OpenChange } from '../revision/revision.service.js';
import { enabledOfficial, takePost } from './holding.service.js';
import { Unit } from '../unit/unit.table.js';
import { isDutyRole, isHoldableBeside } from './post.rules.js';
import { Post } from './post.table.js';

/** Nobody leaves without somebody who takes over: open work names an official, and that official must be there. */
@Injectable()
export class LeavingService {
  /**
   * Ends posts of one official. Where one is the duty post, `replacementId` is needed and takes it over, in the same role if the
   * replacement has no post there that can be answerable.
   * @throws Problem `last-officer`, `successor-invalid`.
   */
  async leave(change: OpenChange, officialId: string, posts: readonly Post[], replacementId?: string): Promise<void> {
    await this.#checkReplacement(change, replacementId);
    const deputies = await this.#end(change, posts);
    for (const unitId of new Set(posts.map((post) => post.unitId))) {
      const duty = posts.find((post) => post.unitId === unitId && post.isDuty);
      if (duty !== undefined) await this.#takeOver(change, duty, replacementId);
      const heir = (await this.#heirOf(change, unitId, replacementId)) ?? (await this.#dutyOfficerOf(change, unitId));
      const leavers = [officialId, ...deputies.filter((d) => d.unitId === unitId).map((d) => d.deputyId)];
      for (const leaver of new Set(leavers)) await this.replace(change, unitId, leaver, heir);
    }
    await change.raiseRights(
      deputies.map((d) => d.deputyId),
      false,
    );
    await this.#refuseWithoutAdmin(change, posts);
  }

  /** Ends every post of a unit that closes; its work goes to the successor by another event. @returns how many. */
  async endPostsOf(change: OpenChange, unitId: number): Promise<number> {
    const posts = await change.manager.findBy(Post, { unitId, endedAt: IsNull() });
    const deputies = await this.#end(change, posts);
    await change.raiseRights(
      posts.map((post) => post.officialId),
      true,
    );
    await change.raiseRights(
      deputies.map((d) => d.deputyId),
      false,
    );
    await this.#refuseWithoutAdmin(change, posts);
    return posts.length;
  }

  /** Says that the work which named `leaver` in a unit is another's now, unless the leaver still holds or deputises a post there. */
  async replace(change: OpenChange, unitId: number, leaver: string, heirId: string | undefined): Promise<void> {
    if (heirId === undefined || heirId === leaver) return;
    const held = (await change.manager.query(`select 1 from held_post where official_id = $1 and unit_id = $2`, [
      leaver,
      unitId,
    ])) as unknown[];
    if (held.length > 0) return;
    const heir = await enabledOfficial(change.manager, heirId);
    change.say(officialReplaced, {
      unitId,
      officialId: leaver,
      replacementId: heir.id,
      replacementName: heir.name,
      at: change.now.toISOString(),
    });
  }

  async #dutyOfficerOf(change: OpenChange, unitId: number): Promise<string | undefined> {
    const rows = (await change.manager.query(`select official_id from duty_officer where unit_id = $1`, [unitId])) as {
      official_id: string;
    }[];
    return rows[0]?.official_id;
  }

  async #checkReplacement(change: OpenChange, replacementId: string | undefined): Promise<void> {
    if (replacementId === undefined) return;
    const isThere = await change.manager.existsBy(Official, { id: replacementId, isEnabled: true });
    if (!isThere) throw new Problem('successor-invalid');
  }

  /** Ends posts and the deputising in them. @returns who was deputising just now, and where. */
  async #end(change: OpenChange, posts: readonly Post[]): Promise<{ deputyId: string; unitId: number }[]> {
    const ids = posts.map((post) => post.id);
    const deputies = (await change.manager.query(
      `select d.deputy_id as "deputyId", p.unit_id as "unitId"
         from delegation_in_force d join post p on p.id = d.post_id where d.post_id = any($1)`,
      [ids],
    )) as { deputyId: string; unitId: number }[];
    await change.manager.query(
      `update delegation set ended_at = $2, is_start_noticed = true, is_end_noticed = true
        where post_id = any($1) and ended_at is null and until_at > $2`,
      [ids, change.now],
    );
    await change.manager.query(`update post set ended_at = $2, version = version + 1 where id = any($1)`, [
      ids,
      change.now,
    ]);
    return deputies;
  }

  async #takeOver(change: OpenChange, duty: Post, replacementId: string | undefined): Promise<void> {
    if (replacementId === undefined) throw new Problem('last-officer', { unitId: duty.unitId });
    const held = await change.manager.findBy(Post, { officialId: replacementId, endedAt: IsNull() });
    const { kind } = await change.manager.findOneByOrFail(Unit, { id: duty.unitId });
    const here = held.find((post) => post.unitId === duty.unitId && isDutyRole(post.role, kind));
    // Whoever leaves may only be replaced by themselves in another post that they keep.
    if (here === undefined && replacementId === duty.officialId) throw new Problem('successor-invalid');
    const role = here?.role ?? duty.role;
    if (
      !isHoldableBeside(
        role,
        held.map((post) => post.role),
      )
    )
      throw new Problem('successor-invalid');
    const { postId, version } = await takePost(change, replacementId, duty.unitId, role, true);
    change.note(`post:${postId}`, { order: 'take-over', official: replacementId, role }, { version });
    if (here === undefined) await change.raiseRights([replacementId], false);
  }

  async #heirOf(change: OpenChange, unitId: number, replacementId: string | undefined): Promise<string | undefined> {
    if (replacementId === undefined) return undefined;
    const isHere = await change.manager.existsBy(Post, { unitId, officialId: replacementId, endedAt: IsNull() });
    return isHere ? replacementId : undefined;
  }

  /** An organisation that nobody can manage could never be put right again. */
  async #refuseWithoutAdmin(change: OpenChange, ended: readonly Post[]): Promise<void> {
    if (!ended.some((post) => post.role === 'admin')) return;
    const rows = (await change.manager.query(
      `select 1 from post p join official o on o.id = p.official_id and o.is_enabled
        where p.role = 'admin' and p.ended_at is null limit 1`,
    )) as unknown[];
    if (rows.length === 0) throw new Problem('last-officer');
  }
}
