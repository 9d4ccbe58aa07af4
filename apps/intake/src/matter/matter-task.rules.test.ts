import { type Act, mayAct, type Role } from '@huiyin/statute';
import { tasksOf } from './matter-task.rules.js';
import { Matter } from './matter.table.js';

const [bureau, office] = [2, 3];
const relations = ['own-unit', 'assigned'] as const;
const desks = { dutyOfficer: () => 'duty', isBureau: (unit: number) => unit === bureau };
const triaged = (more: Partial<Matter> = {}): Matter =>
  Object.assign(new Matter(), {
    state: 'triaged',
    kind: 'claim',
    path: 'P_PET',
    keptBy: 'intake',
    responsibleUnit: office,
    officerId: 'officer',
    attempt: 0,
    pending: null,
    accusedUnits: [],
    accusedOfficials: [],
    ...more,
  });
const actOf = (more: Partial<Matter>) => tasksOf(triaged(more), desks).map(({ act, officerId }) => [act, officerId]);

describe('what is owed once a matter is sorted', () => {
  it.each<[string, Partial<Matter>, string]>([
    ['R22: a bureau sends a claim on', { responsibleUnit: bureau }, 'forward'],
    ['R29: a bureau refers a suggestion', { responsibleUnit: bureau, kind: 'suggestion' }, 'refer-for-study'],
    ['R23 ¶2: an office says whether a claim is its own', {}, 'keep-for-own-handling'],
    ['R23 ¶2, R29: and so of a suggestion', { kind: 'suggestion' }, 'keep-for-own-handling'],
    ['SD37: what came back is sent on again', { attempt: 1 }, 'forward'],
    ['SD37: a suggestion that came back too', { attempt: 1, kind: 'suggestion' }, 'refer-for-study'],
    ['R30 ¶3: what accuses an office goes on', { accusedUnits: [office] }, 'forward'],
    ['R28: what accuses somebody goes on', { accusedOfficials: ['somebody'] }, 'forward'],
    ['R31(1)-(5): a lawful path is shown', { path: 'P_LIT' }, 'guide-to-path'],
  ])('%s', (_, more, act) => {
    expect(actOf(more)).toEqual([[act, 'officer']]);
  });

  it.each<[Role, number]>([
    ['bureau_triage', bureau],
    ['dept_officer', office],
    ['township_clerk', office],
    ['polilegal_officer', office],
  ])('E: a %s who owes it may do it', (role, responsibleUnit) => {
    const kinds: Partial<Matter>[] = [{}, { kind: 'suggestion' }, { attempt: 1 }, { attempt: 1, kind: 'suggestion' }];
    for (const more of [...kinds, { path: 'P_LIT' }, { state: 'registered' }]) {
      const acts = tasksOf(triaged({ responsibleUnit, ...more }), desks).map(({ act }) => act as Act);
      expect(acts).toHaveLength(1);
      expect(acts.filter((act) => !relations.some((to) => mayAct(role, act, to)))).toEqual([]);
    }
  });
});
