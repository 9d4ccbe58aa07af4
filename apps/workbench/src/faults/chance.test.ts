import { Chance } from './chance.js';

describe('random points of a fault run', () => {
  test('the same seed gives the same points, another seed others', () => {
    const points = (seed: number) => {
      const chance = new Chance(seed);
      return Array.from({ length: 20 }, () => chance.next());
    };
    expect(points(7)).toEqual(points(7));
    expect(points(7)).not.toEqual(points(8));
  });

  test('points lie within what was asked, and reach both halves of it', () => {
    const chance = new Chance(1);
    const points = Array.from({ length: 1_000 }, () => chance.between(500, 1_500));
    expect(points.every((point) => point >= 500 && point < 1_500)).toBe(true);
    expect(points.some((point) => point < 1_000) && points.some((point) => point > 1_000)).toBe(true);
    expect(chance.one([])).toBeUndefined();
  });
});
