import { type TimeLimitId, timeLimit, timeLimitIds } from '../limits/time-limit.js';
import { extensionMaxOf, lawfulProfile, type Profile, profiles, type ProfileLength } from './profile.js';

const promise = (rule: TimeLimitId, length: ProfileLength): Profile => ({
  id: 'county',
  limits: { [rule]: length },
  article: 'county',
  standing: 'design',
});
const refused = expect.objectContaining({ code: 'profile-not-lawful' });

describe('a profile', () => {
  test.each(Object.values(profiles))('$id is lawful', (profile) => {
    expect(lawfulProfile(profile)).toBe(profile);
  });

  test.each(timeLimitIds.filter((id) => timeLimit(id).holder === 'citizen'))(
    'never touches the citizen’s window %s',
    (id) => {
      expect(() => lawfulProfile(promise(id, { count: 1, unit: 'day' }))).toThrow(refused);
    },
  );

  test.each(timeLimitIds.filter((id) => timeLimit(id).holder === 'office'))('never lengthens the duty %s', (id) => {
    const legal = timeLimit(id).length.count ?? 1;
    expect(() => lawfulProfile(promise(id, { count: legal + 1, unit: 'day' }))).toThrow(refused);
  });

  test.each([0, -1, 2.5, Number.NaN])('refuses %d as a number of days', (count) => {
    expect(() => lawfulProfile(promise('TL-01', { count, unit: 'day' }))).toThrow(refused);
  });

  test('cannot raise the ceiling of an extension', () => {
    expect(extensionMaxOf('TL-06', profiles.zhejiang_2016)).toBe(30);
    expect(extensionMaxOf('TL-06', profiles.national)).toBe(30);
    expect(extensionMaxOf('TL-01', profiles.national)).toBe(0);
  });
});
