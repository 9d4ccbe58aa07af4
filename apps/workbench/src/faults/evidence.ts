import { setTimeout as sleep } from 'node:timers/promises';
import { Books } from '../books.js';
import { type Finding } from './finding.js';
import { lifeFindings } from './life-evidence.js';
import { type Acknowledged } from './sender.js';
import { type WalkedLife } from './walkers.js';

export interface Findings {
  readonly missing: readonly Finding[];
  readonly doubled: readonly Finding[];
}

// Those of the senders: nobody has touched them, so that what is theirs has no more than one of each. Walked ones are counted apart.
const mine = `(select * from intake.submission u where not exists (
    select 1 from intake.classification c where c.matter_id = u.matter_id)) s`;
const without = (what: string, condition: string) =>
  `select '${what}' as what, s.submission_no as no from ${mine} where not ${condition}`;
const inboxOf = (reader: string, owner: string) =>
  `select '${owner} event not taken by ${reader}' as what, s.submission_no as no from ${owner}.outbox o left join ${mine} on s.matter_id = o.matter_id
    where o.name = 'intake.submission-registered.v1'
      and not exists (select 1 from ${reader}.inbox i where i.consumer = '${owner}>${reader}' and i.event_id = o.id)`;

// $1: the numbers of the repeats.
const missingProposals = `select 'proposal' as what, g.no from unnest($1::text[]) g(no) join ${mine} on s.submission_no = g.no
  where not exists (select 1 from intake.proposal p where p.submission_id = s.id and p.likeness = 'repeat')`;

// $1: all numbers that were acknowledged.
const missing = [
  `select 'submission' as what, g.no from unnest($1::text[]) g(no)
    where not exists (select 1 from intake.submission s where s.submission_no = g.no)
      and not exists (select 1 from sealed.accusation a where a.submission_no = g.no)`,
  without(
    'clock',
    `exists (select 1 from accountability.clock c where c.matter_id = s.matter_id and c.is_main and c.standing = 'running')`,
  ),
  without('duty', 'exists (select 1 from accountability.matter_duty d where d.matter_id = s.matter_id)'),
  without(
    'line with a date',
    'exists (select 1 from reporting.matter_line l where l.matter_id = s.matter_id and l.clock_rule is not null)',
  ),
  without(
    'step "registered"',
    `exists (select 1 from reporting.timeline_step t where t.matter_id = s.matter_id and t.step = 'registered')`,
  ),
  without(
    'audit row',
    `exists (select 1 from intake.audit a where a.object = s.matter_id::text and a.act = 'register-submission')`,
  ),
  without(
    'event',
    `exists (select 1 from intake.outbox o where o.matter_id = s.matter_id and o.name = 'intake.submission-registered.v1')`,
  ),
  ...['intake', 'accountability', 'reporting'].map((reader) => inboxOf(reader, 'intake')),
  ...['intake', 'assignment', 'accountability'].map(
    (owner) => `select 'event not sent' as what, null as no from ${owner}.outbox where sent_at is null`,
  ),
];

// Steps fire by a sweep at the latest: looked at when there was time for one.
const missingSteps = [
  `select 'step not fired' as what, s.submission_no as no from accountability.clock c join ${mine} on s.matter_id = c.matter_id
    where c.standing = 'running' and c.next_step_at <= now()`,
  `select 'step not told' as what, s.submission_no as no from accountability.step_claim k join ${mine} on s.matter_id = k.matter_id
    where not exists (select 1 from accountability.outbox o where o.name = 'accountability.clock-step-reached.v1'
      and o.payload ->> 'clockId' = k.clock_id::text and o.payload ->> 'step' = k.step and o.payload ->> 'measure' = k.measure)`,
  `select 'overdue not on the timeline' as what, s.submission_no as no from accountability.clock c join ${mine} on s.matter_id = c.matter_id
    where c.standing = 'running' and c.legal_due_at <= now()
      and not exists (select 1 from reporting.timeline_step t where t.matter_id = s.matter_id and t.step = 'overdue')`,
];

const doubled = [
  `select 'submission' as what, submission_no as no from intake.submission where submission_no <> all($1::text[])
   union all select 'accusation', submission_no from sealed.accusation where submission_no <> all($1::text[])`,
  `select 'number' as what, g.no from unnest($1::text[]) g(no) group by g.no having count(*) > 1`,
  `select 'main clock' as what, min(s.submission_no) as no from accountability.clock c join ${mine} on s.matter_id = c.matter_id
    where c.is_main group by c.matter_id having count(*) > 1`,
  `select 'start of a clock' as what, min(s.submission_no) as no from accountability.clock_entry e join ${mine} on s.matter_id = e.matter_id
    where e.kind = 'started' group by e.matter_id having count(*) > 1`,
  `select 'clock shown' as what, min(s.submission_no) as no from reporting.clock_line k join ${mine} on s.matter_id = k.matter_id
    group by k.matter_id having count(*) > 1`,
  `select 'step on the timeline' as what, min(s.submission_no) as no from reporting.timeline_step t join ${mine} on s.matter_id = t.matter_id
    group by t.matter_id, t.step, t.values having count(*) > 1`,
  `select 'proposal' as what, min(s.submission_no) as no from intake.proposal p join ${mine} on s.id = p.submission_id
    group by p.matter_id, p.earlier_matter_id having count(*) > 1`,
  `select 'audit row' as what, min(s.submission_no) as no from intake.audit a join ${mine} on s.matter_id::text = a.object
    where a.act = 'register-submission' group by a.object having count(*) > 1`,
  `select 'event' as what, min(s.submission_no) as no from intake.outbox o join ${mine} on s.matter_id = o.matter_id
    where o.name = 'intake.submission-registered.v1' group by o.matter_id having count(*) > 1`,
  `select 'step told' as what, null as no from accountability.outbox where name = 'accountability.clock-step-reached.v1'
    group by payload ->> 'clockId', payload ->> 'measure', payload ->> 'dueOn', payload ->> 'step' having count(*) > 1`,
];

/**
 * What is missing or doubled of all that was acknowledged. What is on its way gets `patienceSeconds` to arrive; doubles are never waited
 * for. With `steps`, what clocks must have said and files of papers are looked at too.
 */
export async function findings(
  adminUrl: string,
  { acknowledged, lives }: { readonly acknowledged: readonly Acknowledged[]; readonly lives: readonly WalkedLife[] },
  { patienceSeconds, steps }: { patienceSeconds: number; steps: boolean },
): Promise<Findings> {
  const numbers = [
    ...acknowledged.map(({ receipt }) => receipt.submissionNo),
    ...lives.map(({ submissionNo }) => submissionNo),
  ];
  const repeats = acknowledged.filter(({ kind }) => kind === 'repeat').map(({ receipt }) => receipt.submissionNo);
  const books = await Books.open(adminUrl);
  const ask = async (queries: readonly string[], given = numbers) => {
    const found: Finding[] = [];
    for (const query of queries) found.push(...(await books.rows<Finding>(query, query.includes('$1') ? [given] : [])));
    return found;
  };
  try {
    const until = performance.now() + patienceSeconds * 1000;
    const wanted = steps ? [...missing, ...missingSteps] : missing;
    for (;;) {
      const ofLives = await lifeFindings(books, lives, steps);
      const left = [...(await ask(wanted)), ...(await ask([missingProposals], repeats)), ...ofLives.missing];
      if (left.length === 0 || performance.now() > until)
        return { missing: left, doubled: [...(await ask(doubled)), ...ofLives.doubled] };
      await sleep(250);
    }
  } finally {
    await books.close();
  }
}
