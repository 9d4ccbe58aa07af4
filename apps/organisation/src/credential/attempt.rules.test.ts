import { expect, test } from '@jest/globals';
import { secondsLeft, waitAfter, withOneMore } from './attempt.rules.js';

const now = new Date('2026-11-24T09:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('the wait doubles from one second to a minute and never grows beyond', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 500].map(waitAfter)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('failures are forgotten after an hour of quiet', () => {
  expect(withOneMore({ failures: 5, failedAt: before(3_599) }, now)).toBe(6);
  expect(withOneMore({ failures: 5, failedAt: before(3_601) }, now)).toBe(1);
});

test('a started second still counts as one to wait', () => {
  expect(secondsLeft(new Date(now.getTime() + 1), now)).toBe(1);
  expect(secondsLeft(now, now)).toBe(0);
});
