import { setTimeout as rest } from 'node:timers/promises';
import { submissionRegistered } from '@huiyin/contracts';
import { type Books } from '../books.js';

/** Milliseconds that intake gets to look for earlier submissions, and between two looks. */
const patience = { most: 60_000, look: 250 };

export interface ProposalFigures {
  readonly byLikeness: Readonly<Record<string, number>>;
  /** Submissions whose text another one has as well, spacing and punctuation aside. */
  readonly repeats: number;
  /** Those of them that no proposal joins to such another. */
  readonly repeatsUnproposed: number;
}

/** What these submissions led to in proposals, once intake has looked at every one of them. */
export async function proposalsOf(
  books: Books,
  numbers: readonly string[],
  withinMs = patience.most,
): Promise<ProposalFigures> {
  const until = Date.now() + withinMs;
  while ((await unlooked(books)) > 0 && Date.now() < until) await rest(patience.look);
  const likenesses = await books.rows<{ likeness: string; n: number }>(
    `select p.likeness, count(*)::int as n from intake.proposal p join intake.submission s on s.id = p.submission_id
      where s.submission_no = any($1) group by p.likeness order by p.likeness`,
    [numbers],
  );
  const [repeated] = await books.rows<{ n: number; unproposed: number }>(repeats, [numbers]);
  return {
    byLikeness: Object.fromEntries(likenesses.map((row) => [row.likeness, row.n])),
    repeats: repeated?.n ?? 0,
    repeatsUnproposed: repeated?.unproposed ?? 0,
  };
}

const repeats = `
  with given as (select id, facts_digest from intake.submission where submission_no = any($1)),
       repeated as (select id, facts_digest from given where facts_digest in
         (select facts_digest from given group by facts_digest having count(*) > 1))
  select count(*)::int as n, (count(*) filter (where not exists (
      select 1 from intake.proposal p join given o on o.id in (p.submission_id, p.earlier_submission_id) and o.id <> r.id
       where r.id in (p.submission_id, p.earlier_submission_id) and o.facts_digest = r.facts_digest)))::int as unproposed
    from repeated r`;

async function unlooked(books: Books): Promise<number> {
  const [row] = await books.rows<{ n: number }>(
    `select count(*)::int as n from intake.outbox o where o.name = $1
       and not exists (select 1 from intake.inbox i where i.consumer = 'intake>intake' and i.event_id = o.id)`,
    [submissionRegistered.name],
  );
  return row?.n ?? 0;
}
