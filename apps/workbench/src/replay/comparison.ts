import { setTimeout as rest } from 'node:timers/promises';
import { submissionRegistered } from '@huiyin/contracts';
import { type Books } from '../books.js';
import { type Streams } from '../streams.js';

/** Milliseconds that outboxes and readers get to catch up, and between two looks. */
const patience = { most: 60_000, look: 500 };

export interface Comparison {
  readonly acknowledged: number;
  readonly database: number;
  readonly stream: number;
  readonly reading: number;
  /** Numbers that were given to more than one message. */
  readonly sharedNumbers: number;
  /** Acknowledged and not in the database: the first few numbers. */
  readonly lost: readonly string[];
  readonly areEqual: boolean;
}

/** Looks for every acknowledged number in the database, in the event stream and in the reading model; waits for these to catch up. */
export async function compare(
  numbers: readonly string[],
  books: Books,
  streams: Streams,
  withinMs = patience.most,
): Promise<Comparison> {
  const until = Date.now() + withinMs;
  const distinct = [...new Set(numbers)];
  for (;;) {
    const [inBooks, reading] = [await submissions(books, distinct), await readingLines(books, distinct)];
    const stream = reading < distinct.length && Date.now() < until ? 0 : await eventsOf(streams, new Set(distinct));
    const found = { acknowledged: distinct.length, database: inBooks.length, stream, reading };
    const areEqual = Object.values(found).every((n) => n === distinct.length) && distinct.length === numbers.length;
    if (areEqual || Date.now() >= until) {
      const known = new Set(inBooks);
      const lost = distinct.filter((number) => !known.has(number)).slice(0, 5);
      return { ...found, sharedNumbers: numbers.length - distinct.length, lost, areEqual };
    }
    await rest(patience.look);
  }
}

async function submissions(books: Books, numbers: readonly string[]): Promise<string[]> {
  const rows = await books.rows<{ submission_no: string }>(
    'select submission_no from intake.submission where submission_no = any($1)',
    [numbers],
  );
  return rows.map((row) => row.submission_no);
}

async function readingLines(books: Books, numbers: readonly string[]): Promise<number> {
  const rows = await books.rows<{ n: number }>(
    `select count(*)::int as n from reporting.matter_line l join intake.submission s on s.matter_id = l.matter_id
      where s.submission_no = any($1)`,
    [numbers],
  );
  return rows[0]?.n ?? 0;
}

/** Distinct events of registration in the stream: a message that was stored twice bears one id. */
async function eventsOf(streams: Streams, numbers: ReadonlySet<string>): Promise<number> {
  const ids = new Set<string>();
  for await (const { id, payload } of streams.events('intake', submissionRegistered.name)) {
    if (numbers.has(String(payload['submissionNo']))) ids.add(id);
  }
  return ids.size;
}

/** Names the database, so that what one installation acknowledged is never looked for in another. */
export async function identityOf(books: Books): Promise<string> {
  const rows = await books.rows<{ name: string }>(
    `select system_identifier || '/' || (select oid from pg_database where datname = current_database()) as name from pg_control_system()`,
  );
  return rows[0]?.name ?? '';
}
