import { describe, expect, it } from '@jest/globals';
import { type UnitEntry } from '@huiyin/contracts';
import { triagingUnit } from './triaging-unit.rules.js';

const unit = (id: number, kind: UnitEntry['kind'], parentId?: number, more: Partial<UnitEntry> = {}): UnitEntry =>
  ({ id, kind, parentId, standing: 'open', divisionCode: '999901', dutyOfficerId: `${id}`, ...more }) as UnitEntry;

const [government, bureau, department] = [
  unit(1, 'government'),
  unit(2, 'petition-bureau', 1),
  unit(3, 'department', 1),
];
const [township, village] = [unit(13, 'township-office', 1), unit(16, 'village-committee', 13)];
const [nobody, organ] = [{ dutyOfficerId: undefined } as Partial<UnitEntry>, unit(11, 'discipline-organ')];
const all = [government, bureau, department, township, village, organ];

describe('R22, R23 ¶2: who answers for what a counter received', () => {
  it.each([
    ['a bureau itself', bureau, all, 2],
    ['a department itself', department, all, 3],
    ['the township of a village', village, all, 13],
    ['the bureau of a government', government, all, 2],
    ['the bureau of the division, for an organ of another root', organ, all, 2],
    [
      'the bureau, where the township has nobody on duty',
      village,
      [government, bureau, unit(13, 'township-office', 1, nobody)],
      2,
    ],
    ['nobody, where nobody may', village, [government, unit(2, 'petition-bureau', 1, nobody)], undefined],
  ])('%s', (_what, counter, units, answers) => {
    expect(triagingUnit(counter, units)?.id).toBe(answers);
  });
});
