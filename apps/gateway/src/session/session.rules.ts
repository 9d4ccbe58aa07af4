import { type SignedIn } from '@huiyin/contracts';

// security.md 2: idle 30 minutes, absolute 12 hours, at most three. These are not statutory limits.
export const idleMinutes = 30;
export const absoluteHours = 12;
export const sessionsAtMost = 3;
/** Seconds between two writes of `last_seen_at`. */
export const seenEverySeconds = 60;

/** A session that may do no more than enrol its second factor, change its password and end. */
export function isWeak(session: { strength: SignedIn['strength']; isDemo: boolean }): boolean {
  return session.strength === 'password' && !session.isDemo;
}

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['MicroMessenger', 'WeChat'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
] as const;
const machines = [
  ['Windows', 'Windows'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** `Firefox, Windows`: enough to know one's own sessions apart, too little to know a person. */
export function labelOf(userAgent: string | undefined): string {
  const found = [browsers, machines].map((list) => list.find(([mark]) => userAgent?.includes(mark))?.[1]);
  return found.filter(Boolean).join(', ') || 'other';
}
