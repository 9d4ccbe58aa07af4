import { type Authority, authority, commonSuperior, directory, Problem, type UnitEntry } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { TestSystem, type TestSystemOptions } from '@huiyin/testing';
import { intakeService } from '../src/index.js';

export const people = {
  triage: '00000000-0000-4000-8000-000000000002',
  township: '00000000-0000-4000-8000-000000000013',
  village: '00000000-0000-4000-8000-000000000016',
  discipline: '00000000-0000-4000-8000-000000000011',
  cityDiscipline: '00000000-0000-4000-8000-000000000027',
  hr: '00000000-0000-4000-8000-000000000003',
  secondTriage: '00000000-0000-4000-8000-000000000021',
  bureauHead: '00000000-0000-4000-8000-000000000022',
  leader: '00000000-0000-4000-8000-000000000001',
  hrHead: '00000000-0000-4000-8000-000000000033',
  housing: '00000000-0000-4000-8000-000000000004',
  inspection: '00000000-0000-4000-8000-000000000031',
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
  unit(1, '青禾县人民政府', 'government', 'county', people.leader),
  unit(2, '青禾县信访局', 'petition-bureau', 'county', people.triage, 1),
  unit(3, '青禾县人社局', 'department', 'county', people.hr, 1),
  unit(4, '青禾县住建局', 'department', 'county', people.housing, 1),
  unit(31, '青禾县劳动监察大队', 'department', 'county', people.inspection, 3),
  { ...unit(5, '青禾县乡企局', 'department', 'county', people.housing, 1), standing: 'closed', successorId: 3 },
  unit(11, '青禾县纪委监委', 'discipline-organ', 'county', people.discipline),
  unit(27, '临江市纪委监委', 'discipline-organ', 'city', people.cityDiscipline),
  unit(13, '柳溪镇人民政府', 'township-office', 'township', people.township, 1),
  unit(16, '柳溪村', 'village-committee', 'village', people.village, 13),
];

const posts: Record<string, { role: string; unitId: number; clearance?: boolean }> = {
  [people.triage]: { role: 'bureau_triage', unitId: 2 },
  [people.township]: { role: 'township_clerk', unitId: 13 },
  [people.village]: { role: 'village_clerk', unitId: 16 },
  [people.hr]: { role: 'dept_officer', unitId: 3 },
  [people.secondTriage]: { role: 'bureau_triage', unitId: 2 },
  [people.bureauHead]: { role: 'bureau_head', unitId: 2 },
  [people.leader]: { role: 'leader', unitId: 1 },
  [people.hrHead]: { role: 'dept_head', unitId: 3 },
  [people.housing]: { role: 'dept_officer', unitId: 4 },
  [people.inspection]: { role: 'dept_officer', unitId: 31 },
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

/** The organisation's answer, by the parents above. */
function superiorOf(one: number, other: number): UnitEntry {
  const above = (id: number): number[] => {
    const parent = units.find((u) => u.id === id)?.parentId;
    return parent === undefined ? [] : [parent, ...above(parent)];
  };
  const shared = above(one).find((id) => above(other).includes(id));
  const found = units.find((u) => u.id === shared);
  if (found === undefined) throw new Problem('no-common-superior');
  return found;
}

export async function startIntake(options: Partial<TestSystemOptions> = {}): Promise<TestSystem> {
  const system = await TestSystem.start({
    services: [intakeService],
    neighbours: (as) => {
      as('organisation').serve(directory, async () => ({ version: 1, units }));
      as('organisation').serve(authority, async ({ officialId }) => authorityOf(officialId));
      as('organisation').serve(commonSuperior, async ({ unitId, otherUnitId }) => superiorOf(unitId, otherUnitId));
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
