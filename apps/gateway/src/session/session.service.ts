import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SignedIn } from '@huiyin/contracts';
import { Database, ownScope } from '@huiyin/service';
import { absoluteHours, idleMinutes, seenEverySeconds, sessionsAtMost } from './session.rules.js';
import { type Session, sessionColumns } from './session.table.js';

/** Milliseconds that a session is believed without looking: other copies of the gateway learn of an end within this time. */
const believedFor = 2_000;
const alive = `ends_at > now() and last_seen_at > now() - interval '${idleMinutes} minutes'`;

interface Known {
  readonly session: Session;
  readonly at: number;
}

/** Sessions of officials: opened, found by token, renewed, ended. */
@Injectable()
export class Sessions {
  readonly #known = new Map<string, Known>();
  /** Rises with each end, so that a look that was under way meanwhile is not believed. */
  #endings = 0;
  readonly #endListeners = new Set<(sessionIds: ReadonlySet<string>) => void>();

  constructor(private readonly database: Database) {}

  /** Hears of ended sessions, to close what they hold open. */
  onEnd(listener: (sessionIds: ReadonlySet<string>) => void): void {
    this.#endListeners.add(listener);
  }

  /** A new session with a new token, whatever token came with the request; the oldest ends where there would be more than three. */
  async open(signedIn: SignedIn, label: string): Promise<{ token: string; session: Session }> {
    const token = newToken();
    const { session, ended } = await this.database.inScope(ownScope('sign-in'), async (manager) => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`session ${signedIn.officialId}`]);
      await manager.query(`delete from gateway.session where not (${alive})`);
      const rows = (await manager.query(
        `insert into gateway.session (token_hash, official_id, authz_version, strength, is_demo, ends_at, label)
         values ($1, $2, $3, $4, $5, now() + interval '${absoluteHours} hours', $6) returning ${sessionColumns}`,
        [hashOf(token), signedIn.officialId, signedIn.authzVersion, signedIn.strength, signedIn.isDemo, label],
      )) as [Session];
      const [gone] = (await manager.query(
        `delete from gateway.session where session_id in (select session_id from gateway.session
           where official_id = $1 and session_id <> $2 order by last_seen_at desc, created_at desc offset $3)
         returning session_id as "sessionId"`,
        [signedIn.officialId, rows[0].sessionId, sessionsAtMost - 1],
      )) as [{ sessionId: string }[], number];
      return { session: rows[0], ended: gone };
    });
    this.#tellEnded(ended);
    return { token, session };
  }

  /** The session behind a token, or nothing: unknown, ended, idle too long, too old. Counts as use unless `isUse` is false. */
  async find(token: string, isUse = true): Promise<Session | undefined> {
    const key = createHash('sha256').update(token).digest('base64url');
    const known = this.#known.get(key);
    if (known !== undefined && Date.now() - known.at < believedFor) return known.session;
    const endings = this.#endings;
    const rows = (await this.database.query(
      `select ${sessionColumns} from gateway.session where token_hash = $1 and ${alive}`,
      [Buffer.from(key, 'base64url')],
    )) as Session[];
    const session = rows[0];
    if (session === undefined) {
      this.#known.delete(key);
      return undefined;
    }
    if (isUse && Date.now() - session.lastSeenAt.getTime() > seenEverySeconds * 1000)
      await this.#see(session.sessionId);
    if (this.#known.size > 5_000) this.#known.clear();
    if (endings === this.#endings) this.#known.set(key, { session, at: Date.now() });
    return session;
  }

  async #see(sessionId: string): Promise<void> {
    await this.database.query('update gateway.session set last_seen_at = now() where session_id = $1', [sessionId]);
  }

  async listOf(officialId: string): Promise<Session[]> {
    return (await this.database.query(
      `select ${sessionColumns} from gateway.session where official_id = $1 and ${alive} order by last_seen_at desc`,
      [officialId],
    )) as Session[];
  }

  /** A new token for the same session after the second factor was proved; the old one is worth nothing from here on. */
  async stepUp(sessionId: string): Promise<{ token: string; session: Session } | undefined> {
    const token = newToken();
    const [rows] = (await this.database.query(
      `update gateway.session set token_hash = $2, stepped_up_at = now(), last_seen_at = now()
       where session_id = $1 and ${alive} returning ${sessionColumns}`,
      [sessionId, hashOf(token)],
    )) as [Session[], number];
    this.#forget(new Set([sessionId]));
    return rows[0] === undefined ? undefined : { token, session: rows[0] };
  }

  /** The factor was enrolled within the session: it is as strong from now on as one opened with it. */
  async strengthen(sessionId: string): Promise<void> {
    await this.database.query(`update gateway.session set strength = 'two-factor' where session_id = $1`, [sessionId]);
    this.#forget(new Set([sessionId]));
  }

  /** Ends one session of an official. @returns whether there was one. */
  async end(officialId: string, sessionId: string): Promise<boolean> {
    return (await this.#delete('official_id = $1 and session_id = $2', [officialId, sessionId])) > 0;
  }

  /** Ends all of an official's sessions, or those with rights older than `olderThan`. @returns how many. */
  async endAll(officialId: string, olderThan?: number): Promise<number> {
    if (olderThan === undefined) return this.#delete('official_id = $1', [officialId]);
    return this.#delete('official_id = $1 and authz_version < $2', [officialId, olderThan]);
  }

  /** Sessions go on with changed rights. */
  async carryOn(officialId: string, authzVersion: number): Promise<void> {
    const [rows] = (await this.database.query(
      `update gateway.session set authz_version = $2 where official_id = $1 and authz_version < $2
       returning session_id as "sessionId"`,
      [officialId, authzVersion],
    )) as [{ sessionId: string }[], number];
    this.#forget(new Set(rows.map((row) => row.sessionId)));
  }

  async #delete(where: string, values: unknown[]): Promise<number> {
    const [rows] = (await this.database.query(
      `delete from gateway.session where ${where} returning session_id as "sessionId"`,
      values,
    )) as [{ sessionId: string }[], number];
    this.#tellEnded(rows);
    return rows.length;
  }

  #tellEnded(rows: readonly { sessionId: string }[]): void {
    if (rows.length === 0) return;
    const ended = new Set(rows.map((row) => row.sessionId));
    this.#forget(ended);
    for (const listener of this.#endListeners) listener(ended);
  }

  #forget(sessionIds: ReadonlySet<string>): void {
    this.#endings++;
    for (const [key, { session }] of this.#known) if (sessionIds.has(session.sessionId)) this.#known.delete(key);
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
