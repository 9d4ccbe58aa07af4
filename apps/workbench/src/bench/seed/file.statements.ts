import { into } from './seeded-row.js';

/** Texts of a file as its officers would write them. */
const facts = '经两名工作人员查看现场、核对材料，所反映的情况属实。';
const law = '《信访工作条例》第三十二条第一项';
const officers = 'array[officer_id, first_officer]';

const values = `jsonb_build_object('matter', title, 'officer', officer_name, 'acceptedOn', accepted_at::date, 'dueOn', main_clock ->> 'legal_due_on',
  'handlingUnit', unit_name, 'transferredBy', first_name, 'procedure', '普通程序：调查核实，听取陈述，逐项书面答复', 'officePhone', '0999-5550002')`;
const requests = `jsonb_build_object('requests', jsonb_build_array(
  jsonb_build_object('no', '1', 'law', '${law}', 'facts', '${facts}', 'answer', '已查清事实，现书面答复。', 'finding', '支持')))`;

/** An issued paper, rendered as the tables have it: its bytes are not there. It takes the next number of one series for all. */
const paper = (
  schema: string,
  kind: string,
  word: string,
  unit: string,
  office: string,
  at: string,
  where: string,
  lists = `'{}'::jsonb`,
) =>
  into(
    `${schema}.paper`,
    `id, matter_id, kind, unit_id, office, office_short, word, year, seq, version, content, content_hash, template_version, issued_at, issued_by,
     is_for_petitioner, seen_by, rendered_at, tries`,
    `gen_random_uuid(), matter_id, '${kind}', ${unit}, ${office}, ${office}, '${word}', extract(year from ${at}), nextval('seed_paper_no'), 1,
     jsonb_build_object('kind', '${kind}', 'locale', 'zh-CN', 'office', ${office}, 'values', ${values}, 'lists', ${lists},
       'submissionNos', jsonb_build_array(no), 'templateVersion', 1), sha256(matter_id::text::bytea), 1, ${at}, officer_id, true, seen_by, ${at}, 1`,
    where,
  );

/** The conversation of a hand-over, and the file of the office that took it, as far as the matter went. */
export const fileStatements = [
  into(
    'intake.hand_over',
    `id, matter_id, kind, from_unit, to_unit, to_site, offered_at, objection_due_at, attempt, may_object, is_direct, informed_units, note, offered_by`,
    `offer_id, matter_id, 'forward', sender, unit, 'county', offered_at, offered_at + interval '7 days', 1, true, false, '{}',
     '请依法办理并按期告知信访人', first_officer::text`,
    'is_file',
  ),
  into(
    'intake.hand_over_answer',
    'hand_over_id, standing, at, by_official',
    `offer_id, 'taken', taken_at, officer_id::text`,
    'is_file',
  ),
  into(
    'intake.offer',
    `id, version, matter_id, kind, from_unit, from_site, to_unit, standing, offered_at, objection_due_at, attempt, may_object, answered_at`,
    `offer_id, 2, matter_id, 'forward', sender, 'county', unit, 'taken', offered_at, offered_at + interval '7 days', 1, true,
     taken_at`,
    'is_file',
  ),
  into(
    'assignment.file',
    `id, version, matter_version, matter_kind, state, unit_id, unit_name, officer_id, officer_name, sender_unit, review_unit, seen_by, aspects,
     requests, evidence_count, profile, submission_no, received_at, accepted_at, handling_started_at, handling_due_on, draft_no, finding,
     has_supported, drafted_by, reviewed_by, issued_at, served_on, closing_reason, closed_at`,
    `matter_id, file_version, 4, 'claim', state, unit, unit_name, officer_id, officer_name, sender, sender, seen_by, '{fact_finding}',
     '{查清事实并书面答复,按规定解决所反映的问题}', 1, profile, no, offered_at, accepted_at, accepted_at, (main_clock ->> 'legal_due_on')::date,
     case when is_open then 0 else 1 end, case when not is_open then 'supported' end, not is_open, case when not is_open then officer_id end,
     case when not is_open then first_officer end, ended_at, ended_at::date, case when not is_open then 'supported_and_executed' end, ended_at`,
    'is_file',
  ),
  into(
    'assignment.receipt',
    'matter_id, unit_id, received_at, submission_no',
    'matter_id, unit, offered_at, no',
    'is_file',
  ),
  into(
    'assignment.record',
    'id, matter_id, kind, taken_at, title, place, content, by',
    `gen_random_uuid(), matter_id, kind, accepted_at + interval '3 hours', '陈述笔录（当面）', '青禾县信访接待大厅三号窗口',
     jsonb_build_object('manner', 'in-person', 'isSigned', true, 'findings', '${facts}', 'requests', jsonb_build_array('查清事实并书面答复')), ${officers}`,
    'is_file',
    `cross join unnest(array['hearing', 'evidence']) kind`,
  ),
  into(
    'assignment.opinion',
    'id, matter_id, draft_no, summary, is_major, drafted_by, drafted_at',
    `gen_random_uuid(), matter_id, 1, '事实清楚，支持信访人的请求。', false, officer_id, ended_at`,
    'is_file and not is_open',
  ),
  into(
    'assignment.answer',
    'matter_id, draft_no, request_no, finding, facts, law, answer',
    `matter_id, 1, request_no, 'supported', '${facts}', '${law}', '支持该请求，责成相关单位限期落实。'`,
    'is_file and not is_open',
    'cross join generate_series(1, 2) request_no',
  ),
  into(
    'assignment.opinion_check',
    'id, matter_id, draft_no, passed, is_returned, remark, checked_by, checked_at',
    `gen_random_uuid(), matter_id, 1, '{requests-complete,facts-proven,law-right}', false, '逐项核对，符合要求', first_officer, ended_at`,
    'is_file and not is_open',
  ),
  into(
    'assignment.proof_of_service',
    'matter_id, manner, served_on, place, received_by, result, has_consented, served_by, recorded_at',
    `matter_id, 'in-person', ended_at::date, '青禾县信访接待大厅', 'petitioner', 'signed', false, officer_id, ended_at`,
    'is_file and not is_open',
  ),
  paper('intake', 'F-02', '告', 'sender', 'first_name', 'offered_at', 'is_file'),
  paper('assignment', 'F-05', '受', 'unit', 'unit_name', 'accepted_at', 'is_file'),
  paper('assignment', 'F-07', '意', 'unit', 'unit_name', 'ended_at', 'is_file and not is_open', requests),
  into(
    'reporting.timeline_step',
    'matter_id, key, step, at, values',
    `matter_id, key, name, case when key < 'v' then accepted_at else offered_at end, jsonb_build_object('unit', unit_name, 'officer', officer_name, 'attempt', 1)`,
    'is_file',
    `cross join (values ('v3', 'forwarded'), ('v4', 'taken'), ('h3', 'handling-opened'), ('h4', 'heard')) told(key, name)`,
  ),
  into(
    'reporting.task',
    'matter_id, entry, owner, what, act, unit_id',
    `matter_id, 'assignment/' || nth - 1, 'assignment', 'archive', 'archive', unit_id`,
    `is_file and state = 'closed'`,
    'cross join unnest(seen_by) with ordinality as seen(unit_id, nth)',
  ),
];

/** Numbers go on above what was seeded, so that a new paper never meets an old one. */
export const settledSeries = ['intake', 'assignment'].map(
  (schema) => `insert into ${schema}.paper_series as s (unit_id, word, year, last)
    select unit_id, word, year, max(seq) from ${schema}.paper where word is not null group by unit_id, word, year
    on conflict (unit_id, word, year) do update set last = greatest(s.last, excluded.last)`,
);
