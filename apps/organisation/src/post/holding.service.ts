import { randomUUID } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { type PostChanged, Problem } from '@huiyin/contracts';
import { Official } from '../official/official.table.js';
import { type OpenChange } from '../revision/revision.service.js';
import { isHoldableBeside } from './post.rules.js';

/** @throws Problem `official-not-found`, also for a disabled one. */
export async function enabledOfficial(manager: EntityManager, officialId: string): Promise<Official> {
  const official = await manager.findOneBy(Official, { id: officialId, isEnabled: true });
  if (official === null) throw new Problem('official-not-found');
  return official;
}

/** @throws Problem `code` where `admin` would meet a role that reads. */
export async function refuseBeside(
  manager: EntityManager,
  officialId: string,
  role: string,
  code: 'role-not-fit-for-unit' | 'delegation-invalid',
): Promise<void> {
  const held = (await manager.query(`select role from held_post where official_id = $1`, [officialId])) as {
    role: string;
  }[];
  if (
    !isHoldableBeside(
      role,
      held.map((row) => row.role),
    )
  )
    throw new Problem(code, { role });
}

interface PostRow {
  readonly id: string;
  readonly version: number;
}

/** Puts an official in a post, or marks the post already held; a new duty post takes the duty from the one before. */
export async function takePost(
  change: OpenChange,
  officialId: string,
  unitId: number,
  role: string,
  isDuty: boolean,
): Promise<PostChanged> {
  const { manager } = change;
  if (isDuty) {
    const [before] = (await manager.query(
      `update post set is_duty = false, version = version + 1
        where unit_id = $1 and is_duty and ended_at is null and not (official_id = $2 and role = $3) returning id, version`,
      [unitId, officialId, role],
    )) as [PostRow[], number];
    for (const { id, version } of before) change.note(`post:${id}`, { isDuty: false }, { version });
  }
  const rows = (await manager.query(
    `insert into post (id, version, official_id, unit_id, role, is_duty, began_at) values ($1, 1, $2, $3, $4, $5, $6)
     on conflict (official_id, unit_id, role) where ended_at is null
       do update set is_duty = post.is_duty or excluded.is_duty, version = post.version + 1
     returning id as "postId", version`,
    [randomUUID(), officialId, unitId, role, isDuty, change.now],
  )) as [PostChanged];
  return rows[0];
}
