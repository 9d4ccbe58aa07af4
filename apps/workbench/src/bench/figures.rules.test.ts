import { median, percentile, spreadOf } from './figures.rules.js';

describe('figures of rounds', () => {
  test.each([
    { values: [3, 1, 2], middle: 2 },
    { values: [4, 1, 3, 2], middle: 2.5 },
    { values: [10, 9], middle: 9.5 },
    { values: [7], middle: 7 },
  ])('the median of $values is $middle', ({ values, middle }) => {
    expect(median(values)).toBe(middle);
  });

  test('a percentile is a value that occurred, by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, nth) => nth + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([5], 0.01)).toBe(5);
  });

  test('a spread tells the median and both ends, to two decimals', () => {
    expect(spreadOf([1.005, 3.333, 2.2])).toEqual({ median: 2.2, least: 1, most: 3.33 });
  });
});
