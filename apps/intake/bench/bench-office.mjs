/** A small office for the figures of this folder: intake alone, with an organisation that answers at once. */
import { authority, directory } from '@huiyin/contracts';
import { TestSystem } from '@huiyin/testing';
import { intakeService } from '../dist/index.js';

export const official = (id) => `00000000-0000-4000-8000-00000000000${id}`;
const unitOf = (id, kind) => ({
  id,
  version: 1,
  name: `单位${id}`,
  kind,
  tier: 'county',
  divisionCode: '999901',
  phone: '0999-0000000',
  standing: 'open',
  profile: 'national',
  dutyOfficerId: official(2),
  dutyOfficerName: '经办',
});
const units = [unitOf(2, 'petition-bureau'), unitOf(3, 'department'), unitOf(13, 'township-office')];
const township = Array.from({ length: 20 }, (_, nth) => 131 + nth);
const posts = {
  [official(2)]: { role: 'bureau_triage', unitId: 2, subtree: [2] },
  [official(3)]: { role: 'dept_officer', unitId: 3, subtree: [3] },
  [official(4)]: { role: 'township_clerk', unitId: 13, subtree: [13, ...township] },
};

export const system = await TestSystem.start({
  services: [intakeService],
  neighbours: (as) => {
    as('organisation').serve(directory, async () => ({ version: 1, units }));
    as('organisation').serve(authority, async ({ officialId }) => ({
      officialId,
      name: '某人',
      isEnabled: true,
      authzVersion: 1,
      hasAccusationClearance: false,
      posts: [{ postId: officialId, ...posts[officialId] }],
    }));
  },
});
