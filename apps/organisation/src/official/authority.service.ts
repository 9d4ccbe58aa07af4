import { Inject, Injectable } from '@nestjs/common';
import { type Authority, type HeldPost, Problem, type Staff } from '@huiyin/contracts';
import { Database, ownScope, SETTINGS, type Settings } from '@huiyin/service';
import { policyRows } from '@huiyin/statute';
import { DirectoryService } from '../unit/directory.service.js';

interface AuthorityRow {
  id: string;
  name: string;
  isEnabled: boolean;
  authzVersion: number;
  hasAccusationClearance: boolean;
  organisationVersion: number;
  posts: Omit<HeldPost, 'subtree'>[];
}

/** Roles that act for an area, not for one unit: leaders, supervisors (part E). */
const areaRoles: ReadonlySet<string> = new Set(
  policyRows.filter(({ relation }) => relation === 'area').map(({ role }) => role),
);

const rightsOfOne = `select o.id, o.name, o.is_enabled and not (o.is_demo and $2) as "isEnabled", o.authz_version as "authzVersion",
    o.has_accusation_clearance as "hasAccusationClearance", v.version as "organisationVersion",
    (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('postId', h.post_id, 'role', h.role,
              'unitId', h.unit_id, 'onBehalfOf', h.on_behalf_of)) order by h.unit_id, h.role), '[]')
       from held_post h where h.official_id = o.id) as posts
  from official o, organisation_version v where o.id = $1`;

/** What an official may do now: the answer from which every service derives its scopes. */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A disabled official, and a demo account in production, hold nothing. @throws Problem `official-not-found`. */
  async of(officialId: string): Promise<Authority> {
    const values = [officialId, this.settings.mode === 'production'];
    const [row] = await this.database.read<AuthorityRow>(ownScope('authority'), rightsOfOne, values);
    if (row === undefined) throw new Problem('official-not-found');
    const { organisationVersion, posts, id, ...official } = row;
    const held: HeldPost[] = [];
    for (const post of official.isEnabled ? posts : []) {
      const subtree = await this.directory.subtree(organisationVersion, post.unitId);
      if (!areaRoles.has(post.role)) held.push({ ...post, subtree });
      else held.push({ ...post, subtree, area: await this.directory.area(organisationVersion, post.unitId) });
    }
    return {
      ...official,
      hasAccusationClearance: row.isEnabled && row.hasAccusationClearance,
      officialId: id,
      posts: held,
    };
  }

  /** @throws Problem `unit-not-found`. */
  async staffOf(unitId: number): Promise<Staff> {
    return this.database.inScope(ownScope('staff'), async (manager) => {
      await this.directory.entry(manager, unitId);
      const officials = (await manager.query(
        `select o.id as "officialId", o.name, o.is_enabled as "isEnabled", o.version,
                jsonb_agg(jsonb_build_object('postId', p.id, 'unitId', p.unit_id, 'role', p.role,
                  'isDutyOfficer', p.is_duty, 'version', p.version) order by p.role) as posts
           from post p join official o on o.id = p.official_id
          where p.unit_id = $1 and p.ended_at is null group by o.id order by o.name, o.id limit 1000`,
        [unitId],
      )) as Staff['officials'];
      return { officials };
    });
  }
}
