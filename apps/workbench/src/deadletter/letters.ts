import { setTimeout as rest } from 'node:timers/promises';
import { type Books } from '../books.js';
import { auditOperator } from '../operator-audit.js';
import { Refusal } from '../refusal.js';

export interface Letter {
  /** `schema/number`: each schema counts its own. */
  readonly id: string;
  readonly schema: string;
  readonly number: string;
  readonly consumer: string;
  readonly event_id: string | null;
  readonly name: string;
  readonly matter_id: string | null;
  readonly version: number | null;
  readonly standing: 'dead' | 'parked' | 'replay' | 'done' | 'dropped';
  readonly reason: string;
  readonly deliveries: number;
  readonly at: Date;
  readonly has_payload: boolean;
}

const columns = (schema: string) =>
  `'${schema}/' || id as id, '${schema}' as schema, id::text as number, consumer, event_id, name, matter_id, version, standing, reason,
   deliveries, at, payload is not null as has_payload`;

/** Milliseconds that a reader gets to apply a letter again, and between two looks. */
const patience = { most: 30_000, look: 200 };

/** What waits in every schema, oldest first. */
export async function openLetters(books: Books): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const schema of await books.schemasWith('dead_letter')) {
    letters.push(
      ...(await books.rows<Letter>(
        `select ${columns(schema)} from ${schema}.dead_letter where standing in ('dead', 'parked', 'replay') order by dead_letter.id`,
      )),
    );
  }
  return letters.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Asks the reader to apply a letter again, and waits for what comes of it. Once it is done, what was parked behind it follows; not
 * before, or later events of the matter would overtake it. @returns where the letter stands then.
 * @throws Refusal for a letter that is not there, is settled, or cannot be read.
 */
export async function replayLetter(
  books: Books,
  id: string,
  reason: string,
  withinMs = patience.most,
): Promise<Letter> {
  const asked = await books.inTransaction('read write', async () => {
    const letter = await locked(books, id);
    if (letter.standing === 'dropped')
      throw new Refusal(`Dead letter ${id} was dropped; nothing is left to do with it.`);
    if (!letter.has_payload) throw new Refusal(`Dead letter ${id} cannot be read, only dropped: ${letter.reason}.`);
    if (letter.standing === 'parked')
      throw new Refusal(`Dead letter ${id} is parked behind another of its matter; replay or drop that one.`);
    if (letter.standing !== 'done') await stand(books, letter, 'replay', reason);
    await audit(books, letter, 'replay-dead-letter', reason);
    return letter;
  });
  const settled = await watch(books, asked, withinMs);
  if (settled.standing === 'done') await release(books, settled);
  return settled;
}

/**
 * Gives a letter up: its event counts as taken, so that no stream brings it again, and what was parked behind it goes on.
 * @throws Refusal for a letter that is not there or is settled.
 */
export async function dropLetter(books: Books, id: string, reason: string): Promise<Letter> {
  return books.inTransaction('read write', async () => {
    const letter = await locked(books, id);
    if (letter.standing === 'done' || letter.standing === 'dropped')
      throw new Refusal(`Dead letter ${id} is ${letter.standing} already.`);
    await stand(books, letter, 'dropped', reason);
    if (letter.event_id !== null) {
      await books.query(
        `insert into ${letter.schema}.inbox (consumer, event_id) values ($1, $2) on conflict do nothing`,
        [letter.consumer, letter.event_id],
      );
    }
    await release(books, letter);
    await audit(books, letter, 'drop-dead-letter', reason);
    return { ...letter, standing: 'dropped' };
  });
}

async function locked(books: Books, id: string): Promise<Letter> {
  const [, schema = '', number = ''] = /^([a-z]+)\/(\d{1,18})$/.exec(id) ?? [];
  const isKnown = (await books.schemasWith('dead_letter')).includes(schema);
  const rows = isKnown
    ? await books.rows<Letter>(
        `select ${columns(schema)} from ${schema}.dead_letter where dead_letter.id = $1 for update`,
        [number],
      )
    : [];
  if (rows[0] === undefined)
    throw new Refusal(`There is no dead letter "${id}"; the list shows ids such as reporting/12.`);
  return rows[0];
}

async function stand(books: Books, letter: Letter, standing: 'replay' | 'dropped', note: string): Promise<void> {
  await books.query(`update ${letter.schema}.dead_letter set standing = $2, note = $3 where id = $1`, [
    letter.number,
    standing,
    note,
  ]);
}

/** Lets go what was parked behind a letter, unless another one of the matter is still dead before it. */
async function release(books: Books, { schema, consumer, matter_id }: Letter): Promise<void> {
  await books.query(
    `update ${schema}.dead_letter p set standing = 'replay' where p.consumer = $1 and p.matter_id = $2 and p.standing = 'parked'
       and not exists (select 1 from ${schema}.dead_letter d where d.consumer = p.consumer and d.matter_id = p.matter_id
         and d.standing = 'dead')`,
    [consumer, matter_id],
  );
}

async function watch(books: Books, letter: Letter, withinMs: number): Promise<Letter> {
  const until = Date.now() + withinMs;
  for (;;) {
    const [now] = await books.rows<Letter>(
      `select ${columns(letter.schema)} from ${letter.schema}.dead_letter where dead_letter.id = $1`,
      [letter.number],
    );
    if (now === undefined || now.standing !== 'replay' || Date.now() > until) return now ?? letter;
    await rest(patience.look);
  }
}

async function audit(books: Books, letter: Letter, act: string, reason: string): Promise<void> {
  await auditOperator(books, letter.schema, { act, object: letter.event_id ?? letter.id, reason });
}

export function letterLine(letter: Letter): string {
  const matter = letter.matter_id === null ? '' : ` matter ${letter.matter_id} v${letter.version ?? '?'}`;
  return `${letter.id}  ${letter.standing}  ${letter.consumer}  ${letter.name}${matter}  ${letter.deliveries}x  ${letter.at.toISOString()}  ${letter.reason}`;
}
