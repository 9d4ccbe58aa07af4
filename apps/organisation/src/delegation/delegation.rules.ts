/** A stretch of deputising, end excluded. */
export interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** Whether it has a length, does not lie in the past, and meets no other deputising in the same post: one deputy at a time. */
export function isStretchFree(wanted: Stretch, others: readonly Stretch[], now: Date): boolean {
  if (wanted.until <= wanted.from || wanted.until <= now) return false;
  return others.every((other) => wanted.until <= other.from || other.until <= wanted.from);
}

/** Where it begins: never before it was decided. */
export function beginOf(from: Date, now: Date): Date {
  return from < now ? now : from;
}
