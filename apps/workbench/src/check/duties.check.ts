import { type Check, offenders } from './check.js';

/** Commands by which a first person proposes, and those by which a second decides on it (B.3 guard 2). */
const proposals = ['propose-decision', 'request-extension', 'request-recusal'];
const decisions = [
  'decline',
  'refuse-concluded',
  'uphold-objection',
  'withhold-decision',
  'approve-extension',
  'refuse-extension',
  'decide-recusal',
];

/** Who made a move stands in the audit alone: the event names nobody but the officer who answers. */
const movesOf = (book: string, event: string) =>
  `select '${book}' as book, o.matter_id, o.version, o.payload ->> 'command' as command, a.actor
     from ${book}.outbox o join intake.matter m on m.id = o.matter_id
     left join ${book}.audit a on a.object = o.matter_id::text and a.version = o.version and a.outcome = 'done'
    where o.name = '${event}' and o.payload ->> 'command' = any ($1)`;

const ownProposals = `
  select matter_id as id from (
    select *, lag(command) over w as command_before, lag(actor) over w as actor_before
      from (${movesOf('intake', 'intake.matter-moved.v1')} union all ${movesOf('assignment', 'assignment.handling-moved.v1')}) moves
    window w as (partition by book, matter_id order by version)) paired
   where command = any ($2)
     and (actor is null or actor_before is null or actor = actor_before or command_before <> all ($3))`;

const lastOf = (act: string, before: string) =>
  `lateral (select a.actor, a.entry from assignment.audit a
     where a.object = f.id::text and a.act = '${act}' and a.outcome = 'done' and a.entry < ${before} order by a.entry desc limit 1)`;

// The file says who drafted and who checked; the audit says who did. Both must say the same two, and a third signed.
const ownOpinions = `
  select f.id from assignment.file f
    left join ${lastOf('issue-opinion', '9223372036854775807')} signed on true
    left join ${lastOf('pre-review-opinion', 'signed.entry')} reviewed on true
    left join ${lastOf('draft-opinion', 'signed.entry')} drafted on true
   where f.matter_kind = 'claim' and f.issued_at is not null
     and exists (select 1 from assignment.outbox o where o.matter_id = f.id)
     and ((drafted.actor, reviewed.actor) is distinct from ('official:' || f.drafted_by, 'official:' || f.reviewed_by)
       or signed.actor is null or drafted.actor in (reviewed.actor, signed.actor))`;

export const dutiesApart: Check = {
  name: 'duties-apart',
  claim: 'who drafted an opinion neither pre-reviewed nor signed it, and nobody confirmed an own proposal',
  run: ({ sql }) =>
    offenders(sql, `${ownOpinions} union all ${ownProposals}`, [[...proposals, ...decisions], decisions, proposals]),
};
