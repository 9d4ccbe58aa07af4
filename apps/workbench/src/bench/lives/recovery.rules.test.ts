import { lanesAt } from './lives-tally.js';
import { recoveredAfter } from './recovery.rules.js';

describe('a spike', () => {
  const phases = [
    { lanes: 1, seconds: 10 },
    { lanes: 30, seconds: 5 },
    { lanes: 1, seconds: 2 },
  ];

  test.each([
    { at: -3_000, lanes: 1 },
    { at: 9_999, lanes: 1 },
    { at: 10_000, lanes: 30 },
    { at: 15_000, lanes: 1 },
    { at: 17_000, lanes: 0 },
  ])('has $lanes lanes at $at ms', ({ at, lanes }) => {
    expect(lanesAt(phases, at)).toBe(lanes);
  });

  test('is over at the end of the first window that is back within bounds', () => {
    expect(recoveredAfter([{ p99: 90 }, { p99: 60 }, { p99: 70 }], 60, 2)).toBe(4);
    expect(recoveredAfter([{ p99: 10 }], 60, 2)).toBe(2);
  });

  test('is never over where no window is, and a window without any step is none', () => {
    expect(recoveredAfter([{ p99: 61 }, { p99: Number.NaN }], 60, 2)).toBe(Number.POSITIVE_INFINITY);
  });
});
