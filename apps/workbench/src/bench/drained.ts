import { setTimeout as sleep } from 'node:timers/promises';
import { schemas } from '@huiyin/service';
import { type Books } from '../books.js';

/** What is still on its way. All zero: every event was sent, and every matter has its clock and its line. */
interface OnTheWay {
  readonly unsent: number;
  readonly withoutClock: number;
  readonly withoutLine: number;
}

const unsent = schemas.map((schema) => `(select count(*) from ${schema}.outbox where sent_at is null)`).join(' + ');

// Counts, not joins: while a bench runs the answer is asked five times a second of a hundred thousand rows.
const query = `select (${unsent})::int as unsent,
  ((select count(*) from intake.matter) - (select count(*) from accountability.clock where is_main))::int as "withoutClock",
  ((select count(*) from intake.matter) - (select count(*) from reporting.matter_line where clock_rule is not null))::int as "withoutLine"`;

/** Waits until nothing is on its way. @returns seconds that it took. @throws Error after `limitSeconds` */
export async function drained(books: Books, limitSeconds = 120): Promise<number> {
  const began = performance.now();
  for (;;) {
    const [left] = await books.rows<OnTheWay>(query);
    const seconds = (performance.now() - began) / 1000;
    if (left !== undefined && left.unsent === 0 && left.withoutClock <= 0 && left.withoutLine <= 0) return seconds;
    if (seconds > limitSeconds) throw new Error(`not drained after ${limitSeconds} s: ${JSON.stringify(left)}`);
    await sleep(200);
  }
}
