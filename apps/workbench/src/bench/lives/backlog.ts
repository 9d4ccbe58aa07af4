import { setTimeout as sleep } from 'node:timers/promises';
import { schemas } from '@huiyin/service';
import { type Books } from '../../books.js';

const unsent = schemas.map((schema) => `(select count(*) from ${schema}.outbox where sent_at is null)`).join(' + ');
const paperSchemas = ['intake', 'assignment'];
const waiting = paperSchemas
  .map((schema) => `(select count(*) from ${schema}.paper where rendered_at is null)`)
  .join(' + ');

export async function papersWaiting(books: Books): Promise<number> {
  const [row] = await books.rows<{ n: number }>(`select (${waiting})::int as n`);
  return row?.n ?? 0;
}

/** Waits until every event was sent and none came for a while, so that one round does not pay for another. @throws Error after two minutes */
export async function settled(books: Books): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 3; tries++) {
    const [row] = await books.rows<{ n: number }>(`select (${unsent})::int as n`);
    quiet = row?.n === 0 ? quiet + 1 : 0;
    if (tries > 600) throw new Error(`${row?.n} events were not sent within two minutes`);
    await sleep(200);
  }
}
