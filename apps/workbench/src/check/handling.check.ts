import { type Check, offenders } from './check.js';

// A file that got as far as its opinion; declined ones and suggestions never do.
const hasOpinion = `f.matter_kind = 'claim' and f.issued_at is not null`;

export const heardFirst: Check = {
  name: 'heard-first',
  claim: 'nobody got an opinion without having been heard before it was drafted',
  run: ({ sql }) =>
    offenders(
      sql,
      `select f.id from assignment.file f where ${hasOpinion} and not exists (
         select 1 from assignment.record r join assignment.opinion o on o.matter_id = r.matter_id and o.draft_no = f.draft_no
          where r.matter_id = f.id and r.kind = 'hearing' and r.taken_at <= o.drafted_at)`,
    ),
};

export const everyRequestAnswered: Check = {
  name: 'every-request-answered',
  claim: 'an issued opinion answers each request of the petitioner once',
  run: ({ sql }) =>
    offenders(
      sql,
      `select f.id from assignment.file f where ${hasOpinion} and (
         select coalesce(array_agg(a.request_no order by a.request_no), '{}') from assignment.answer a
          where a.matter_id = f.id and a.draft_no = f.draft_no)
         is distinct from (select array_agg(n) from generate_series(1, cardinality(f.requests)) n)`,
    ),
};

/** Papers that a step leaves behind, by what shows on the file that the step was taken. */
const papersDue = [
  ['F-05', 'f.accepted_at is not null'],
  ['F-06', `f.state = 'declined'`],
  ['F-07', hasOpinion],
  ['F-08', 'f.extension_days > 0'],
  ['F-10', `exists (select 1 from assignment.record r where r.matter_id = f.id and r.kind = 'hearing')`],
  ['F-11', hasOpinion],
  ['F-23', 'f.has_closing_report'],
  ['F-24', 'f.served_on is not null'],
] as const;

/** Steps of intake that owe a paper each time they are taken: the table of such steps `d`, and which of its rows count. */
const papersDueEachTime = [
  ['F-02', 'intake.hand_over', 'true'],
  // An office that a decision on jurisdiction named is given no slip: it has the matter at once.
  ['F-03', 'intake.hand_over', 'd.objection_due_at > d.offered_at'],
  [
    'F-04',
    'intake.hand_over',
    `d.kind <> 'study' and ${answered('objected')} and (${answered('taken')} or ${answered('returned')})`,
  ],
  ['F-06', '(select id as matter_id, state from intake.matter)', `d.state = 'no_further_acceptance'`],
  ['F-09', 'intake.guidance', `d.command = 'guide-to-path'`],
] as const;

function answered(standing: string): string {
  return `exists (select 1 from intake.hand_over_answer a where a.hand_over_id = d.id and a.standing = '${standing}')`;
}

export const papersThere: Check = {
  name: 'papers-there',
  claim: 'every step that owes a paper has left it: slips, notices, records, opinion, proof of service, reports',
  run: ({ sql }) =>
    offenders(
      sql,
      [
        ...papersDue.map(
          ([
            kind,
            isDue,
          ]) => `select '${kind} ' || f.id as id from assignment.file f where f.matter_kind = 'claim' and ${isDue}
            and not exists (select 1 from assignment.paper p where p.matter_id = f.id and p.kind = '${kind}')`,
        ),
        ...papersDueEachTime.map(
          ([kind, table, counts]) => `select '${kind} ' || due.matter_id as id
             from (select d.matter_id, count(*) as n from ${table} d where ${counts} group by d.matter_id) due
             left join (select p.matter_id, count(*) as n from intake.paper p where p.kind = '${kind}' and p.version = 1
               group by p.matter_id) there on there.matter_id = due.matter_id
            where coalesce(there.n, 0) < due.n`,
        ),
      ].join(' union all '),
    ),
};
