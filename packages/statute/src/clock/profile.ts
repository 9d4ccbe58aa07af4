import { type LimitLength, type TimeLimitId, timeLimit } from '../limits/time-limit.js';
import { StatuteError } from '../refusal.js';
import type { Sourced } from '../standing.js';

export type ProfileUnit = 'day' | 'working-day';

export interface ProfileLength {
  readonly count: number;
  readonly unit: ProfileUnit;
}

/** A promise of a county to be faster than the law. Missing it is an internal warning; the legal date stays beside it. */
export interface Profile extends Sourced {
  readonly id: string;
  readonly limits: Readonly<Partial<Record<TimeLimitId, ProfileLength>>>;
  /** Ceilings of extensions as the local text has them, in the unit of the limit; the law's own ceiling still holds. */
  readonly extensionMax?: Readonly<Partial<Record<TimeLimitId, number>>>;
}

const days = (count: number): ProfileLength => ({ count, unit: 'day' });
const workingDays = (count: number): ProfileLength => ({ count, unit: 'working-day' });

/**
 * "Acceptance" of C.4 is the bureau's dispatch (TL-01) as well as the receiving office's notice (TL-02, TL-03): indicator
 * I-01 measures timely acceptance at the bureau by its dispatch.
 */
export const profiles = {
  national: { id: 'national', limits: {}, article: 'R; SIMP', standing: 'law' },
  fast_520_210: {
    id: 'fast_520_210',
    limits: {
      'TL-01': days(5),
      'TL-02': days(5),
      'TL-03': days(5),
      'TL-06': days(20),
      'TL-08': days(2),
      'TL-09': days(10),
    },
    article: 'S3',
    standing: 'unconfirmed',
  },
  shandong: {
    id: 'shandong',
    limits: { 'TL-18': workingDays(3) },
    article: 'SD43-44',
    standing: 'unconfirmed',
  },
  zhejiang_2016: {
    id: 'zhejiang_2016',
    limits: { 'TL-01': workingDays(5), 'TL-02': workingDays(5), 'TL-03': workingDays(5), 'TL-06': days(30) },
    extensionMax: { 'TL-06': 60 },
    article: 'ZJ20; ZJ23',
    standing: 'law',
  },
} as const satisfies Record<string, Profile>;

export type ProfileId = keyof typeof profiles;

/**
 * Returns the profile when it is lawful. A profile may only shorten a duty of an office: it throws `profile-not-lawful`
 * for a citizen's window, for a period set by others and for a length above the law's. Where the units differ the counts
 * are compared as numbers, and `dueOf` caps the internal date at the legal one whatever the holidays do.
 */
export function lawfulProfile<P extends Profile>(profile: P): P {
  for (const [id, length] of Object.entries(profile.limits) as [TimeLimitId, ProfileLength][]) {
    const rule = timeLimit(id);
    const refuse = (why: string) => new StatuteError('profile-not-lawful', { profile: profile.id, rule: id, why });
    if (rule.holder !== 'office') throw refuse('not-a-duty-of-an-office');
    if (rule.partOf !== undefined) throw refuse('not-a-clock');
    if (!Number.isInteger(length.count) || length.count < 1) throw refuse('no-whole-number');
    if (!isShorter(length, rule.length)) throw refuse('longer-than-the-law');
  }
  return profile;
}

/**
 * The highest extension that rule and profile allow, in the unit of the rule; null where none is fixed, 0 where the law
 * knows none. R34 caps a local ceiling such as Zhejiang's sixty at thirty.
 */
export function extensionMaxOf(id: TimeLimitId, profile?: Profile): number | null {
  const { extension } = timeLimit(id);
  if (extension === undefined) return 0;
  const local = profile?.extensionMax?.[id];
  if (local === undefined) return extension.maxCount;
  return extension.maxCount === null ? local : Math.min(local, extension.maxCount);
}

function isShorter(given: ProfileLength, legal: LimitLength): boolean {
  if (legal.count === null) return false;
  return (legal.unit === 'day' || legal.unit === 'working-day') && given.count <= legal.count;
}
