import { describe, expect, test } from '@jest/globals';
import { type Authority } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { refuseUnfit } from './officers.rules.js';

const file = { unitId: 3 } as HandlingFile;
const who = (role: string, unitId = 3) =>
  ({ officialId: 'x', isEnabled: true, posts: [{ unitId, role }] }) as Authority;
const refusal = (official: Authority | undefined, place: 'lead' | 'second') => {
  try {
    refuseUnfit(file, official, place);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('R28 ¶3: who handles a matter', () => {
  test('a head is never its lead officer: nobody could write, extend or serve what only the lead may', () => {
    expect(refusal(who('dept_head'), 'lead')).toBe('officers-unfit');
    expect(refusal(who('dept_head'), 'second')).toBeUndefined();
    expect(refusal(who('dept_officer'), 'lead')).toBeUndefined();
  });

  test('nor is anybody of another unit, or without a post', () => {
    for (const place of ['lead', 'second'] as const) {
      expect(refusal(who('dept_officer', 4), place)).toBe('officers-unfit');
      expect(refusal(undefined, place)).toBe('officers-unfit');
    }
  });
});
