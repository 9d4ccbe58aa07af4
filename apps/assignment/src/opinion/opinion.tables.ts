import { seenWithFile } from '../file/file.access.js';

/** Drafts, checks, service, execution and evaluation of a file; needs `assignment.file`, run in the same migration after it. */
export function opinionTables(role: string): string[] {
  return [
    `create table assignment.opinion (
      id uuid primary key, matter_id uuid not null, draft_no int not null check (draft_no > 0), summary text not null,
      is_major boolean not null, drafted_by uuid not null, drafted_at timestamptz not null, unique (matter_id, draft_no))`,
    `create table assignment.answer (
      matter_id uuid not null, draft_no int not null, request_no int not null check (request_no > 0),
      finding text not null, facts text not null, law text not null, answer text not null,
      primary key (matter_id, draft_no, request_no))`,
    `create table assignment.opinion_check (
      id uuid primary key, matter_id uuid not null, draft_no int not null, passed text[] not null, is_returned boolean not null,
      remark text not null, checked_by uuid not null, checked_at timestamptz not null)`,
    `create index opinion_check_matter on assignment.opinion_check (matter_id, checked_at)`,
    `create table assignment.proof_of_service (
      matter_id uuid primary key, manner text not null, served_on date not null, place text not null, received_by text not null,
      result text not null, witness text, has_consented boolean not null, served_by uuid not null, recorded_at timestamptz not null)`,
    `create table assignment.execution_order (
      matter_id uuid primary key, unit_id int not null, due_on date not null, demand text not null,
      ordered_by uuid not null, ordered_at timestamptz not null)`,
    `create table assignment.performance (
      matter_id uuid primary key, performed_on date not null, evidence text not null,
      confirmed_by uuid not null, confirmed_at timestamptz not null)`,
    `create table assignment.evaluation (
      matter_id uuid not null, subject text not null, value text not null, reason text, evaluated_at timestamptz not null,
      primary key (matter_id, subject))`,
    `create table assignment.execution_dispute (
      matter_id uuid not null, subject text not null, reasons text not null, disputed_at timestamptz not null,
      primary key (matter_id, disputed_at))`,
    `create table assignment.dispute_answer (
      matter_id uuid not null, outcome text not null, findings text not null, until date,
      answered_by uuid not null, answered_at timestamptz not null, primary key (matter_id, answered_at))`,
    ...[
      'execution_dispute',
      'dispute_answer',
      'opinion',
      'answer',
      'opinion_check',
      'proof_of_service',
      'execution_order',
      'performance',
      'evaluation',
    ].flatMap((table) => seenWithFile(table, role)),
  ];
}
