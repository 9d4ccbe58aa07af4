import { type Books } from '../books.js';
import { type Finding } from './finding.js';
import { dueOf } from './life-due.js';
import { type WalkedLife } from './walkers.js';

const due = `with due as (select * from jsonb_to_recordset($1::jsonb) as d(matter uuid, no text, state text, intake int, assignment int, papers jsonb)),
  told as (
    select 'intake' as book, matter_id, version from intake.outbox where version is not null and matter_id in (select matter from due)
    union all
    select 'assignment', matter_id, version from assignment.outbox where version is not null and matter_id in (select matter from due)),
  counted as (
    select book, matter_id, count(*) as n, count(distinct version) as versions, max(version) as highest from told group by book, matter_id),
  books as (
    select d.no, b.book, b.wanted, coalesce(c.n, 0) as n, coalesce(c.versions, 0) as versions, coalesce(c.highest, 0) as highest
      from due d cross join lateral (values ('intake', d.intake), ('assignment', d.assignment)) b(book, wanted)
      left join counted c on c.book = b.book and c.matter_id = d.matter),
  issued as (
    select matter_id, kind, count(*) as n, count(rendered_at) as rendered from (
      select matter_id, kind, rendered_at from intake.paper where version = 1 union all
      select matter_id, kind, rendered_at from assignment.paper where version = 1) p
     where matter_id in (select matter from due) group by matter_id, kind),
  papers as (
    select d.no, k.kind, k.wanted::int as wanted, coalesce(i.n, 0) as n, coalesce(i.rendered, 0) as rendered
      from due d cross join lateral jsonb_each_text(d.papers) k(kind, wanted)
      left join issued i on i.matter_id = d.matter and i.kind = k.kind)`;

const missing = `${due}
  select 'step in the book of ' || book as what, no from books where versions < wanted or versions < highest
  union all select 'paper ' || kind, no from papers where n < wanted
  union all select 'end ' || d.state, d.no from due d where d.state is not null and not exists (
    select 1 from intake.matter m join assignment.file f on f.id = m.id join reporting.matter_line l on l.matter_id = m.id
     where m.id = d.matter and (m.state, f.state, l.state) = (d.state, d.state, d.state))`;

// A paper that was taken when its service fell is taken again when its lease is over: looked at when there was time for that.
const missingFiles = `${due}
  select 'file of a paper ' || kind as what, no from papers where rendered < n`;

const doubled = `${due}
  select 'step in the book of ' || book as what, no from books where n > versions or versions > wanted
  union all select 'paper ' || kind, no from papers where n > wanted
  union all select 'paper ' || i.kind || ' of no act', d.no from due d join issued i on i.matter_id = d.matter where not d.papers ? i.kind
  union all select 'audit row', d.no from due d join (
    select object, version from intake.audit where outcome = 'done' and version is not null and act <> 'register-submission'
    union all select object, version + 1000000 from assignment.audit where outcome = 'done' and version is not null) a
    on a.object = d.matter::text group by d.no, a.version having count(*) > 1
  union all select 'file', d.no from due d join (
    select p.matter_id, f.paper_id from intake.paper p join intake.paper_file f on f.paper_id = p.id union all
    select p.matter_id, f.paper_id from assignment.paper p join assignment.paper_file f on f.paper_id = p.id) f
    on f.matter_id = d.matter group by d.no, f.paper_id having count(*) > 1`;

/** What lacks of walked matters, or stands twice; `withFiles`: also papers without a file. A life that was refused lacks its end. */
export async function lifeFindings(
  books: Books,
  lives: readonly WalkedLife[],
  withFiles: boolean,
): Promise<{ readonly missing: readonly Finding[]; readonly doubled: readonly Finding[] }> {
  const wanted = JSON.stringify(lives.map(dueOf));
  const refused = lives.filter((life) => life.end === undefined);
  return {
    missing: [
      ...refused.map(({ refused: why, submissionNo: no }) => ({
        what: `end of a life: ${why ?? 'it still walks'}`,
        no,
      })),
      ...(await books.rows<Finding>(missing, [wanted])),
      ...(withFiles ? await books.rows<Finding>(missingFiles, [wanted]) : []),
    ],
    doubled: await books.rows<Finding>(doubled, [wanted]),
  };
}
