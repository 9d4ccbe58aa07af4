/** The middle value; the mean of the two middle ones where their number is even. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? Number.NaN;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** The value that `share` (0..1) of the values do not exceed, by nearest rank. NaN of nothing. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Median and range of what the rounds gave, to two decimals. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: rounded(median(values)), least: rounded(Math.min(...values)), most: rounded(Math.max(...values)) };
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
