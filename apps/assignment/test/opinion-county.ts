import { type Authority, type UnitEntry } from '@huiyin/contracts';
import { head, lead, reviewer, second } from './opinion-file.js';

export const government = 1;
export const bureau = 2;
export const department = 3;
export const other = 4;
export const otherHead = '00000000-0000-4000-8000-00000000a005';
export const otherLead = '00000000-0000-4000-8000-00000000a007';
export const otherReviewer = '00000000-0000-4000-8000-00000000a006';
export const spare = '00000000-0000-4000-8000-00000000a011';
export const archivist = '00000000-0000-4000-8000-00000000a012';
export const triage = '00000000-0000-4000-8000-00000000a013';

const unit = (id: number, name: string, kind: UnitEntry['kind'], parentId?: number): UnitEntry => ({
  id,
  version: 1,
  name,
  kind,
  tier: 'county',
  divisionCode: '999901',
  phone: `0999-000000${id}`,
  standing: 'open',
  profile: 'national',
  dutyOfficerId: lead,
  dutyOfficerName: '陈安',
  ...(parentId === undefined ? {} : { parentId }),
});
/** Deputises for the head. */
export const deputy = '00000000-0000-4000-8000-00000000a014';
export const units = [
  unit(government, '青禾县人民政府', 'government'),
  unit(bureau, '青禾县信访局', 'petition-bureau', government),
  unit(department, '青禾县人社局', 'department', government),
  unit(other, '青禾县住建局', 'department', government),
];
const posts: Record<string, { name: string; role: string; unitId: number }> = {
  [lead]: { name: '陈安', role: 'dept_officer', unitId: department },
  [second]: { name: '林静', role: 'dept_officer', unitId: department },
  [head]: { name: '周正', role: 'dept_head', unitId: department },
  [deputy]: { name: '代行', role: 'dept_head', unitId: department },
  [reviewer]: { name: '何审', role: 'bureau_reviewer_prep', unitId: bureau },
  [spare]: { name: '孙候', role: 'dept_officer', unitId: department },
  [archivist]: { name: '卫书', role: 'archivist', unitId: bureau },
  [triage]: { name: '陈分', role: 'bureau_triage', unitId: bureau },
  [otherHead]: { name: '吴外', role: 'dept_head', unitId: other },
  [otherLead]: { name: '钱外', role: 'dept_officer', unitId: other },
  [otherReviewer]: { name: '郑外', role: 'bureau_reviewer_prep', unitId: other },
};

/** What organisation tells of somebody. */
export function authorityOf(officialId: string): Authority {
  const post = posts[officialId];
  return {
    officialId,
    name: post?.name ?? '某人',
    isEnabled: post !== undefined,
    authzVersion: 1,
    hasAccusationClearance: false,
    posts:
      post === undefined ? [] : [{ postId: officialId, role: post.role, unitId: post.unitId, subtree: [post.unitId] }],
  };
}
