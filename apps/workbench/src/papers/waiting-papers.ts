import { type Books } from '../books.js';
import { auditOperator } from '../operator-audit.js';
import { Refusal } from '../refusal.js';

export interface WaitingPaper {
  readonly schema: string;
  readonly id: string;
  readonly matter_id: string;
  readonly kind: string;
  readonly issued_at: Date;
  readonly tries: number;
  readonly failure: string | null;
}

/** Issued papers that have no file yet, of every service: those that were tried most come first. */
export async function waitingPapers(books: Books): Promise<WaitingPaper[]> {
  const papers: WaitingPaper[] = [];
  for (const schema of await books.schemasWith('paper')) {
    papers.push(
      ...(await books.rows<WaitingPaper>(
        `select $1 as schema, id, matter_id, kind, issued_at, tries, failure from ${schema}.paper where rendered_at is null`,
        [schema],
      )),
    );
  }
  return papers.toSorted((a, b) => b.tries - a.tries || a.issued_at.getTime() - b.issued_at.getTime());
}

/** Puts a paper at the head of its queue, with all its tries. @throws Refusal for one that is not there or has its file. */
export async function setAgain(books: Books, id: string, reason: string): Promise<void> {
  const [, schema = '', paperId = ''] = /^([a-z]+)\/([0-9a-f-]{36})$/.exec(id) ?? [];
  const isKnown = (await books.schemasWith('paper')).includes(schema);
  await books.inTransaction('read write', async () => {
    const set = isKnown
      ? await books.rows(
          `update ${schema}.paper set tries = 0, next_try_at = now(), failure = null where id = $1 and rendered_at is null returning id`,
          [paperId],
        )
      : [];
    if (set.length === 0)
      throw new Refusal(`No paper "${id}" waits for its file; the list shows ids such as intake/….`);
    await auditOperator(books, schema, { act: 'render-paper-again', object: paperId, reason });
  });
}

export function paperLine({ schema, id, matter_id, kind, issued_at, tries, failure }: WaitingPaper): string {
  return `${schema}/${id}  ${kind}  matter ${matter_id}  ${issued_at.toISOString()}  ${tries}x  ${failure ?? 'waits'}`;
}
