import { type Check, offenders } from './check.js';

// A file that got as far as its opinion; declined ones and suggestions never do.
const answered = `f.matter_kind = 'claim' and f.issued_at is not null`;

export const heardFirst: Check = {
  name: 'heard-first',
  claim: 'nobody got an opinion without having been heard before it was drafted',
  run: ({ sql }) =>
    offenders(
      sql,
      `select f.id from assignment.file f where ${answered} and not exists (
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
      `select f.id from assignment.file f where ${answered} and (
         select coalesce(array_agg(a.request_no order by a.request_no), '{}') from assignment.answer a
          where a.matter_id = f.id and a.draft_no = f.draft_no)
         is distinct from (select array_agg(n) from generate_series(1, cardinality(f.requests)) n)`,
    ),
};

export const dutiesApart: Check = {
  name: 'duties-apart',
  claim: 'who drafted an opinion neither pre-reviewed nor signed it, and nobody confirmed an own proposal',
  run: ({ sql }) =>
    offenders(
      sql,
      `select f.id from assignment.file f where ${answered} and f.drafted_by = f.reviewed_by
       union all
       select f.id from assignment.file f join assignment.audit a on a.object = f.id::text and a.act = 'issue-opinion' and a.outcome = 'done'
        where a.actor = 'official:' || f.drafted_by
       union all
       select m.id from intake.matter m where m.pending->>'by' is null and m.pending is not null`,
    ),
};

/** Papers that a step leaves behind, by what shows on the file that the step was taken. */
const papersDue = [
  ['F-05', 'f.accepted_at is not null'],
  ['F-06', `f.state = 'declined'`],
  ['F-07', answered],
  ['F-08', 'f.extension_days > 0'],
  ['F-10', `exists (select 1 from assignment.record r where r.matter_id = f.id and r.kind = 'hearing')`],
  ['F-11', answered],
  ['F-23', 'f.has_closing_report'],
  ['F-24', 'f.served_on is not null'],
] as const;

export const papersThere: Check = {
  name: 'papers-there',
  claim: 'every step that owes a paper has left it: notices, records, opinion, proof of service, reports',
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
        ...['F-02', 'F-03'].map(
          (kind) => `select '${kind} ' || h.matter_id as id from intake.hand_over h
            where (select count(*) from intake.paper p where p.matter_id = h.matter_id and p.kind = '${kind}' and p.version = 1)
                < (select count(*) from intake.hand_over o where o.matter_id = h.matter_id and o.kind <> 'study'
                     ${kind === 'F-03' ? 'and o.objection_due_at > o.offered_at' : ''})`,
        ),
      ].join(' union all '),
    ),
};
