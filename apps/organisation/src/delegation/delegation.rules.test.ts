import { expect, test } from '@jest/globals';
import { beginOf, isStretchFree } from './delegation.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const stretch = (from: number, until: number) => ({ from: at(from), until: at(until) });

test.each([
  ['may touch another end to end', stretch(12, 14), [stretch(10, 12), stretch(14, 16)], true],
  ['may not meet another', stretch(11, 14), [stretch(10, 12)], false],
  ['may not lie within another', stretch(11, 12), [stretch(10, 13)], false],
  ['has a length', stretch(12, 12), [], false],
  ['is not over', stretch(6, 8), [], false],
])('a stretch of deputising %s', (_what, wanted, others, isFree) => {
  expect(isStretchFree(wanted, others, at(9))).toBe(isFree);
});

test('deputising never begins before it was decided', () => {
  expect(beginOf(at(8), at(9))).toEqual(at(9));
  expect(beginOf(at(10), at(9))).toEqual(at(10));
});
