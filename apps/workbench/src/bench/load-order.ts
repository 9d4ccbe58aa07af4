/** One request that is sent again and again as it is. */
export interface FixedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the load generator is told to do. */
export interface LoadOrder {
  readonly url: string;
  readonly seconds: number;
  /** Keep-alive connections, one request at a time on each. */
  readonly connections: number;
  /** New petitions, each under a key of its own, or any of these at random. */
  readonly requests: 'petitions' | readonly FixedRequest[];
}

/** Times are milliseconds from sending to the last byte of the answer; only what was answered as wished is timed. */
export interface LoadResult {
  readonly seconds: number;
  readonly answered: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** Other outcomes by status or error code, with their number. */
  readonly refused: Readonly<Record<string, number>>;
}
