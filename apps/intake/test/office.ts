import { type Authority, authority, directory, type UnitEntry } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { TestSystem, type TestSystemOptions } from '@huiyin/testing';
import { intakeService } from '../src/index.js';

export const people = {
  triage: '00000000-0000-4000-8000-000000000002',
  township: '00000000-0000-4000-8000-000000000013',
  discipline: '00000000-0000-4000-8000-000000000011',
  cityDiscipline: '00000000-0000-4000-8000-000000000027',
  hr: '00000000-0000-4000-8000-000000000003',
  auditor: '00000000-0000-4000-8000-000000000099',
  admin: '00000000-0000-4000-8000-000000000098',
} as const;

const unit = (
  id: number,
  name: string,
  kind: UnitEntry['kind'],
  tier: UnitEntry['tier'],
  officer: string,
  parentId?: number,
): UnitEntry => ({
  id,
  version: 1,
  name,
  kind,
  tier,
  divisionCode: '999901',
  phone: '0999-0000000',
  standing: 'open',
  profile: 'fast_520_210',
  dutyOfficerId: officer,
  dutyOfficerName: `经办${id}`,
  ...(parentId === undefined ? {} : { parentId }),
});

/** A small county answered by contract: what intake hears of the organisation. */
export const units: UnitEntry[] = [
  unit(2, '青禾县信访局', 'petition-bureau', 'county', people.triage),
  unit(3, '青禾县人社局', 'department', 'county', people.hr),
  unit(11, '青禾县纪委监委', 'discipline-organ', 'county', people.discipline),
  unit(27, '临江市纪委监委', 'discipline-organ', 'city', people.cityDiscipline),
  unit(13, '柳溪镇人民政府', 'township-office', 'township', people.township),
];

const posts: Record<string, { role: string; unitId: number; clearance?: boolean }> = {
  [people.triage]: { role: 'bureau_triage', unitId: 2 },
  [people.township]: { role: 'township_clerk', unitId: 13 },
  [people.hr]: { role: 'dept_officer', unitId: 3 },
  [people.discipline]: { role: 'discipline_officer', unitId: 11, clearance: true },
  [people.auditor]: { role: 'auditor', unitId: 1 },
  [people.admin]: { role: 'admin', unitId: 1 },
};

export function official(id: string, more: Partial<Actor> = {}): Actor {
  return { kind: 'official', id, session: 'test', authzVersion: 1, ...more };
}

function authorityOf(officialId: string): Authority {
  const post = posts[officialId];
  return {
    officialId,
    name: '某人',
    isEnabled: post !== undefined,
    authzVersion: 1,
    hasAccusationClearance: post?.clearance ?? false,
    posts:
      post === undefined ? [] : [{ postId: officialId, role: post.role, unitId: post.unitId, subtree: [post.unitId] }],
  };
}

export async function startIntake(options: Partial<TestSystemOptions> = {}): Promise<TestSystem> {
  const system = await TestSystem.start({
    services: [intakeService],
    neighbours: (as) => {
      as('organisation').serve(directory, async () => ({ version: 1, units }));
      as('organisation').serve(authority, async ({ officialId }) => authorityOf(officialId));
    },
    ...options,
  });
  return system;
}

/** An ordinary petition; a test says only what it is about. */
export function aPetition(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    channel: 'online',
    purpose: 'request_decision',
    title: '村口路灯坏了三个月',
    content: '东坡村村口的路灯坏了三个月,夜里行人看不见路,请修。',
    petitioner: { name: '李小禾', phone: '13900000001', address: '柳溪镇东坡村2组' },
    ...more,
  };
}
