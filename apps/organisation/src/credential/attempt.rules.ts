/** Seconds of quiet after which earlier failures are forgotten. */
const forgottenAfter = 3_600;
const longestWait = 60;

export interface Failures {
  readonly failures: number;
  readonly failedAt: Date;
}

/** Seconds to wait after the n-th failure: 1, 2, 4 … 60. Never longer, so that no stranger can shut an official out for good. */
export function waitAfter(failures: number): number {
  return Math.min(longestWait, 2 ** Math.min(failures - 1, 10));
}

/** How many failures there are with one more now. */
export function withOneMore(known: Failures, now: Date): number {
  const isForgotten = now.getTime() - known.failedAt.getTime() > forgottenAfter * 1000;
  return (isForgotten ? 0 : known.failures) + 1;
}

/** Whole seconds until the next try is looked at; 0 when it is now. */
export function secondsLeft(waitUntil: Date, now: Date): number {
  return Math.max(0, Math.ceil((waitUntil.getTime() - now.getTime()) / 1000));
}
