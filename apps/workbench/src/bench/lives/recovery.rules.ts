/** Seconds from the first of these windows to the end of the first whose p99 is at most `bound` ms; infinite where none is. */
export function recoveredAfter(windows: readonly { readonly p99: number }[], bound: number, seconds: number): number {
  const back = windows.findIndex(({ p99 }) => p99 <= bound);
  return back < 0 ? Number.POSITIVE_INFINITY : (back + 1) * seconds;
}
