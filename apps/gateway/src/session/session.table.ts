/** One row of `gateway.session`. The token itself is nowhere: the row keeps its SHA-256. */
export interface Session {
  readonly sessionId: string;
  readonly officialId: string;
  /** Rights that the session works with; a service refuses an older version. */
  readonly authzVersion: number;
  readonly strength: 'password' | 'two-factor';
  readonly isDemo: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly endsAt: Date;
  readonly steppedUpAt: Date | null;
  /** Kind of browser, never an address. */
  readonly label: string;
}

export const sessionColumns = `session_id as "sessionId", official_id as "officialId", authz_version as "authzVersion",
  strength, is_demo as "isDemo", created_at as "createdAt", last_seen_at as "lastSeenAt", ends_at as "endsAt",
  stepped_up_at as "steppedUpAt", label`;
