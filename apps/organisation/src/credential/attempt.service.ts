import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Problem } from '@huiyin/contracts';
import { SETTINGS, type Settings } from '@huiyin/service';
import { secondsLeft, waitAfter, withOneMore } from './attempt.rules.js';

/** Tries for one account that may stand in line in this process. */
const longestLine = 32;

/** One try at a secret; the row stays locked until the transaction ends, so that tries are counted one by one. */
export interface Attempt {
  readonly key: Buffer;
  readonly failures: number;
  readonly failedAt: Date;
}

/** Slows down guessing, per account. Names that nobody has are slowed down alike. Addresses are the gateway's. */
@Injectable()
export class AttemptService {
  readonly #secret: Buffer;
  readonly #lines = new Map<string, { last: Promise<unknown>; length: number }>();

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#secret = Buffer.from(settings.secret('second-factor-key'), 'base64');
  }

  /** Does tries for one account one after another, before they take a connection. @throws Problem `too-many-requests`. */
  async inTurn<T>(what: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(what) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= longestLine) throw new Problem('too-many-requests', {}, [], 1);
    line.length++;
    this.#lines.set(what, line);
    const mine = line.last.then(work, work);
    line.last = mine;
    try {
      return await mine;
    } finally {
      line.length--;
      if (line.length === 0) this.#lines.delete(what);
    }
  }

  /** Opens a try, or says how many seconds are left until one is looked at. `what` is never stored, it may be a mistyped password. */
  async open(manager: EntityManager, what: string, now: Date): Promise<Attempt | number> {
    const key = createHmac('sha256', this.#secret).update(`attempt\n${what}`).digest();
    const rows = (await manager.query(
      `insert into attempt (key, failures, failed_at, wait_until) values ($1, 0, $2, $2)
       on conflict (key) do update set failures = attempt.failures returning failures, failed_at, wait_until`,
      [key, now],
    )) as [{ failures: number; failed_at: Date; wait_until: Date }];
    const { failures, failed_at: failedAt, wait_until: waitUntil } = rows[0];
    const left = secondsLeft(waitUntil, now);
    return left > 0 ? left : { key, failures, failedAt };
  }

  async failed(manager: EntityManager, attempt: Attempt, now: Date): Promise<void> {
    const failures = withOneMore(attempt, now);
    await manager.query(`update attempt set failures = $2, failed_at = $3, wait_until = $4 where key = $1`, [
      attempt.key,
      failures,
      now,
      new Date(now.getTime() + waitAfter(failures) * 1000),
    ]);
  }

  async succeeded(manager: EntityManager, attempt: Attempt): Promise<void> {
    await manager.query(`delete from attempt where key = $1`, [attempt.key]);
  }
}
