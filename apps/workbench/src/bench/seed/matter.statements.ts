import { into } from './seeded-row.js';

const step = 'matter_id, key, step, at, values';
const task = 'matter_id, entry, owner, what, act, unit_id, officer_id, clock_rule, due_on, due_at';
const due = `main_clock ->> 'rule', (main_clock ->> 'legal_due_on')::date, (main_clock ->> 'legal_due_at')::timestamptz`;

/** A matter and its submission as intake has them, who answers for it, and its line, steps and tasks in reporting. */
export const matterStatements = [
  into(
    'intake.matter',
    `id, version, state, kind, category, path, urgency, responsible_unit, officer_id, officer_name, registered_at, seen_by, kept_by,
     sender_unit, offer_id, attempt, dispatched_at, handling_version`,
    `matter_id, version, state, case when category is not null then 'claim' end, category, case when category is not null then 'P_PET' end,
     urgency, unit, officer_id, officer_name, registered_at, seen_by, case when is_file then 'assignment' else 'intake' end, sender,
     case when is_file then offer_id end, is_file::int, case when is_file then offered_at end, file_version`,
  ),
  into(
    'intake.subject_word',
    'word, unit_id, registered_at, matter_id',
    'word, unit_id, registered_at, matter_id',
    // In the order of the index, which is the largest there is.
    'true order by word, unit_id',
    'cross join unnest(intake.subject_words(title)) word cross join unnest(seen_by) unit_id',
  ),
  into(
    'intake.submission',
    `id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id, receiving_unit, registered_by,
     is_on_behalf, attachments, clock_rule, legal_due_on, internal_due_on, received_at, registered_at`,
    `submission_id, matter_id, no, channel, 'request_decision', title, content, decode(digest, 'hex'), petitioner_id, first_unit, 'anonymous:',
     false, 0, first_rule, first_due_on, first_internal_on, came, registered_at`,
  ),
  into(
    'intake.classification',
    'matter_id, version, at, by_official, kind, category, path, answers, urgency, reason',
    `matter_id, 2, registered_at + interval '1 hour', first_officer::text, 'claim', category, 'P_PET', '{}', urgency, 'seeded'`,
    'category is not null',
  ),
  into(
    'accountability.matter_duty',
    `matter_id, version, responsible_unit, officer_id, is_open, profile, handling_version, registered_unit, sender_unit, seen_by`,
    'matter_id, version, unit, officer_id, is_open, profile, file_version, first_unit, sender, seen_by',
  ),
  into(
    'reporting.matter_line',
    `matter_id, version, submission_no, state, is_open, matter_kind, category, path, channel, urgency, responsible_unit, unit_name,
     officer_id, officer_name, received_at, registered_at, clock_rule, legal_due_on, legal_due_at, internal_due_on, next_due_at, is_late,
     handling_version, sender_unit, seen_by`,
    `matter_id, version, no, state, is_open, case when category is not null then 'claim' end, category,
     case when category is not null then 'P_PET' end, channel, urgency, unit, unit_name, officer_id, officer_name, came, registered_at,
     case when is_open then main_clock ->> 'rule' end, case when is_open then (main_clock ->> 'legal_due_on')::date end,
     case when is_open then (main_clock ->> 'legal_due_at')::timestamptz end, case when is_open then (main_clock ->> 'internal_due_on')::date end,
     case when is_open then least((main_clock ->> 'internal_due_at')::timestamptz, (main_clock ->> 'legal_due_at')::timestamptz) else 'infinity' end,
     is_open and (main_clock ->> 'legal_due_at')::timestamptz <= now(), file_version, sender, seen_by`,
  ),
  into(
    'reporting.timeline_step',
    step,
    `matter_id, 'v1', 'registered', registered_at, jsonb_build_object('submissionNo', no, 'unit', first_name, 'officer', first_officer_name)`,
  ),
  into(
    'reporting.timeline_step',
    step,
    `matter_id, 'v2', 'classified', registered_at + interval '1 hour', jsonb_build_object('kind', 'claim', 'category', category, 'path', 'P_PET')`,
    'category is not null',
  ),
  into(
    'reporting.task',
    task,
    `matter_id, 'intake/0', 'intake', case state when 'registered' then 'classify' else 'forward' end,
     case state when 'registered' then 'classify' else 'forward' end, unit, officer_id, ${due}`,
    'is_open and not is_file',
  ),
  into(
    'reporting.task',
    task,
    `matter_id, 'assignment/0', 'assignment', 'draft-opinion', 'draft-opinion', unit, officer_id, ${due}`,
    'is_open and is_file',
  ),
];
