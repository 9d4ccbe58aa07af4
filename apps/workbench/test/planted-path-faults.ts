import { auditWhole } from '../src/check/audit.check.js';
import { dutiesApart } from '../src/check/duties.check.js';
import { everyRequestAnswered, heardFirst, papersThere } from '../src/check/handling.check.js';
import { gaplessNumbers, papersRendered, papersUnchanged } from '../src/check/paper.check.js';
import { keeperMirrored, lawfulClosing, lawfulTransitions, oneOpenOffer } from '../src/check/path.check.js';
import { tasksOwed } from '../src/check/tasks.check.js';
import { type Fault } from './planted-fault.js';

const elsewhere = '00000000-0000-4000-8000-000000000000';

/** A row kept aside while something of it is changed, and put back whole. */
function kept(table: string, where: string, change: string): Pick<Fault, 'plant' | 'mend'> {
  return {
    plant: `create table public.kept as select * from ${table} where ${where}; update ${table} set ${change} where ${where}`,
    mend: `delete from ${table} t using public.kept k where t.id = k.id; insert into ${table} select * from public.kept; drop table public.kept`,
  };
}

/** A paper that stands with another matter is missing where it belongs; its number is kept. */
const strayed = (book: string, kind: string, matter: string): Fault => ({
  what: `a matter that lacks its ${kind}`,
  check: papersThere,
  plant: `update ${book}.paper set matter_id = '${elsewhere}' where kind = '${kind}' and matter_id = '${matter}'`,
  mend: `update ${book}.paper set matter_id = '${matter}' where matter_id = '${elsewhere}'`,
});

const confirmedBy = (command: string, matter: string, first: string, version: number): Fault => ({
  what: `${command} that its own proposer confirmed`,
  check: dutiesApart,
  alsoFoundBy: [auditWhole],
  plant: `create table public.kept as select entry, actor from assignment.audit where object = '${matter}' and version = ${version};
    update assignment.audit set actor = (select actor from assignment.audit where object = '${matter}' and act = '${first}'
      and outcome = 'done' order by entry limit 1) where entry = (select entry from public.kept)`,
  mend: `update assignment.audit a set actor = k.actor from public.kept k where a.entry = k.entry; drop table public.kept`,
});

const paperOf = (kind: string) =>
  `id = (select id from assignment.paper where matter_id = '$walked' and kind = '${kind}')`;

/** What goes wrong between the door and the answer. */
export const faultsOfThePath: readonly Fault[] = [
  {
    what: 'a matter that intake shows otherwise than its file stands',
    check: keeperMirrored,
    plant: `update assignment.file set state = 'in_handling' where id = '$walked'`,
    mend: `update assignment.file set state = 'opinion_served' where id = '$walked'`,
  },
  {
    what: 'an offer left open after the matter was taken',
    check: oneOpenOffer,
    plant: `update intake.offer set standing = 'offered' where matter_id = '$walked'`,
    mend: `update intake.offer set standing = 'taken' where matter_id = '$walked'`,
  },
  {
    what: 'an offer that the two books tell differently',
    check: oneOpenOffer,
    plant: `update intake.offer set attempt = attempt + 1 where matter_id = '$walked'`,
    mend: `update intake.offer set attempt = attempt - 1 where matter_id = '$walked'`,
  },
  {
    what: 'a move by another row than the law has for it',
    check: lawfulTransitions,
    ...kept(
      'assignment.outbox',
      `matter_id = '$walked' and version = 3`,
      `payload = jsonb_set(payload, '{transition}', '"T19"')`,
    ),
  },
  {
    what: 'a state told twice',
    check: lawfulTransitions,
    ...kept(
      'assignment.outbox',
      `matter_id = '$walked' and version = 3`,
      `payload = payload || '{"transition":"T19","command":"accept","state":"accepted"}'`,
    ),
  },
  {
    what: 'a refused matter with a reason for closing',
    check: lawfulClosing,
    plant: `update assignment.file set closing_reason = 'completed_on_statutory_path' where id = '$declined'`,
    mend: `update assignment.file set closing_reason = null where id = '$declined'`,
  },
  {
    what: 'a matter of intake that has a reason for closing and is open',
    check: lawfulClosing,
    plant: `update intake.matter set closing_reason = 'completed_on_statutory_path' where id = '$guided'`,
    mend: `update intake.matter set closing_reason = null where id = '$guided'`,
  },
  {
    what: 'a petitioner heard after the opinion was drafted',
    check: heardFirst,
    plant: `update assignment.record set taken_at = taken_at + interval '1 year' where matter_id = '$walked' and kind = 'hearing'`,
    mend: `update assignment.record set taken_at = taken_at - interval '1 year' where matter_id = '$walked' and kind = 'hearing'`,
  },
  {
    what: 'a request without an answer',
    check: everyRequestAnswered,
    plant: `update assignment.answer set request_no = 7 where matter_id = '$walked' and request_no = 2`,
    mend: `update assignment.answer set request_no = 2 where matter_id = '$walked' and request_no = 7`,
  },
  {
    what: 'an opinion whose file names its author as the one who checked it',
    check: dutiesApart,
    plant: `create table public.kept as select reviewed_by from assignment.file where id = '$walked';
      update assignment.file set reviewed_by = drafted_by where id = '$walked'`,
    mend: `update assignment.file set reviewed_by = (select reviewed_by from public.kept) where id = '$walked'; drop table public.kept`,
  },
  {
    what: 'an opinion that its author signed',
    check: dutiesApart,
    alsoFoundBy: [auditWhole],
    plant: `create table public.kept as select entry, actor from assignment.audit where object = '$walked' and act = 'issue-opinion';
      update assignment.audit set actor = (select 'official:' || drafted_by from assignment.file where id = '$walked')
        where entry = (select entry from public.kept)`,
    mend: `update assignment.audit a set actor = k.actor from public.kept k where a.entry = k.entry; drop table public.kept`,
  },
  confirmedBy('a refusal', '$declined', 'decline', 3),
  strayed('assignment', 'F-24', '$walked'),
  strayed('assignment', 'F-06', '$declined'),
  strayed('intake', 'F-03', '$walked'),
  strayed('intake', 'F-02', '$study'),
  strayed('intake', 'F-04', '$upheld'),
  strayed('intake', 'F-09', '$guided'),
  {
    what: 'a number that was given to no paper',
    check: gaplessNumbers,
    plant: `update assignment.paper_series set last = last + 1 where (unit_id, word, year) = (select unit_id, word, year from assignment.paper where ${paperOf('F-07')})`,
    mend: `update assignment.paper_series set last = last - 1 where (unit_id, word, year) = (select unit_id, word, year from assignment.paper where ${paperOf('F-07')})`,
  },
  {
    what: 'a paper beyond the last number of its series',
    check: gaplessNumbers,
    plant: `update assignment.paper set seq = seq + 1000 where ${paperOf('F-07')}`,
    mend: `update assignment.paper set seq = seq - 1000 where ${paperOf('F-07')}`,
  },
  {
    what: 'a paper whose words were changed',
    check: papersUnchanged,
    ...kept('assignment.paper', paperOf('F-07'), `content = jsonb_set(content, '{office}', '"青禾县某局"')`),
  },
  {
    what: 'a paper that says it is of another kind',
    check: papersThere,
    alsoFoundBy: [papersUnchanged],
    plant: `update assignment.paper set kind = 'F-25' where ${paperOf('F-10')}`,
    mend: `update assignment.paper set kind = 'F-10' where matter_id = '$walked' and kind = 'F-25'`,
  },
  {
    what: 'a file of a paper in which one byte was changed',
    check: papersUnchanged,
    ...(() => {
      const where = `paper_id = (select id from assignment.paper where matter_id = '$walked' and kind = 'F-07')`;
      const flip = `update assignment.paper_file set sealed = set_byte(sealed, 99, 255 - get_byte(sealed, 99)) where ${where}`;
      return { plant: flip, mend: flip };
    })(),
  },
  {
    what: 'a paper that could not be rendered',
    check: papersRendered,
    ...kept('assignment.paper', paperOf('F-07'), `rendered_at = null, tries = 8, next_try_at = 'infinity'`),
  },
  {
    what: 'a task that is not in the queue',
    check: tasksOwed,
    plant: `create table public.kept as select * from reporting.task where matter_id = '$upheld'; delete from reporting.task where matter_id = '$upheld'`,
    mend: `insert into reporting.task select * from public.kept; drop table public.kept`,
  },
  {
    what: 'a task in the queue of another office',
    check: tasksOwed,
    plant: `update reporting.task set unit_id = unit_id + 1 where matter_id = '$matter'`,
    mend: `update reporting.task set unit_id = unit_id - 1 where matter_id = '$matter'`,
  },
  {
    what: 'a task left behind by a matter that ended',
    check: tasksOwed,
    plant: `insert into reporting.task (matter_id, entry, owner, what, act, unit_id) values ('$study', 'intake/9', 'intake', 'forward', 'forward', 2)`,
    mend: `delete from reporting.task where matter_id = '$study' and entry = 'intake/9'`,
  },
];
