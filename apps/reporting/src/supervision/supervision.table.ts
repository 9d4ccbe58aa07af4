import { scopePolicy } from '@huiyin/service';

/** Letters of supervision (TL-22), answered ones included, so that an answer told before its letter is not forgotten. The service's own. */
export const supervisionTable = [
  `create table reporting.supervision_line (
    matter_id uuid not null, letter_id uuid not null, to_unit int not null, ground text not null, due_on date not null, issued_at timestamptz,
    is_replied boolean not null,
    primary key (matter_id, letter_id))`,
  ...scopePolicy('reporting.supervision_line', {}),
  // Drafts, decided ones included, for the same reason. `at`: when it was drafted, or decided where that was told first.
  `create table reporting.supervision_draft_line (
    matter_id uuid not null, draft_id uuid not null, signing_unit int not null, drafted_by uuid not null, ground text not null,
    at timestamptz not null,
    is_decided boolean not null, primary key (matter_id, draft_id))`,
  ...scopePolicy('reporting.supervision_draft_line', {}),
];
