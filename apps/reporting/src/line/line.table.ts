import { scopePolicy } from '@huiyin/service';

/** Columns of `reporting.matter_line` as the driver reads them; days as `YYYY-MM-DD`. */
export interface MatterLineRow {
  readonly matter_id: string;
  readonly submission_no: string;
  readonly state: string;
  readonly is_open: boolean;
  readonly matter_kind: string | null;
  readonly category: string | null;
  readonly path: string | null;
  readonly channel: string;
  readonly urgency: string;
  readonly responsible_unit: number;
  readonly unit_name: string;
  readonly officer_id: string;
  readonly officer_name: string;
  readonly registered_at: Date;
  readonly clock_rule: string | null;
  readonly legal_due_on: string | null;
  readonly legal_due_at: Date | null;
  readonly internal_due_on: string | null;
  readonly sender_unit: number | null;
  readonly returns: number;
}

/** What a list or a timeline shows of a line; needs `l` as the table's name. */
export const lineColumns = `l.matter_id, l.submission_no, l.state, l.is_open, l.matter_kind, l.category, l.path, l.channel, l.urgency,
  l.responsible_unit, l.unit_name, l.officer_id, l.officer_name, l.registered_at, l.clock_rule,
  l.legal_due_on::text as legal_due_on, l.legal_due_at, l.internal_due_on::text as internal_due_on,
  l.sender_unit, l.returns`;

// No title and no text of a petition: those live in intake alone.
export const lineTables = [
  `create table reporting.matter_line (
    matter_id uuid primary key, version int not null check (version > 0), submission_no text not null, state text not null, is_open boolean not null,
    matter_kind text, category text, path text, location_code text, channel text not null, urgency text not null,
    responsible_unit int not null, unit_name text not null, officer_id uuid not null, officer_name text not null,
    received_at timestamptz not null, registered_at timestamptz not null,
    clock_rule text, legal_due_on date, legal_due_at timestamptz, internal_due_on date,
    next_due_at timestamptz not null default 'infinity', is_late boolean not null default false) with (fillfactor = 80)`,
  ...scopePolicy('reporting.matter_line', { unit: 'responsible_unit', matter: 'matter_id' }),

  // What is left of a removed matter, so that a late clock does not bring it back. Of no unit: only the service itself sees it.
  `create table reporting.gone_matter (matter_id uuid primary key, version int not null)`,
  ...scopePolicy('reporting.gone_matter', {}),
];

/** Both are true of every line. A query says the one that opens the index meant for it. */
export const isAny = { ofUnit: 'version >= 0', ofEvery: 'version >= 1' } as const;

// Every filter of the ledger leads an index of its own within the unit, so that a page costs the same whatever lies below it.
// Measurements: README. The first two serve lists without a filter, of units and of everything, and only those: the planner would
// take them for cheap whenever a condition fits most rows, and then walk over all the newest, which it may not fit.
export const lineIndexes = [
  `create index line_unit on reporting.matter_line (responsible_unit, registered_at, matter_id) where ${isAny.ofUnit}`,
  `create index line_newest on reporting.matter_line (registered_at, matter_id) where ${isAny.ofEvery}`,
  'create index line_unit_standing on reporting.matter_line (responsible_unit, is_open, is_late, registered_at, matter_id)',
  'create index line_unit_state on reporting.matter_line (responsible_unit, state, registered_at, matter_id)',
  'create index line_unit_channel on reporting.matter_line (responsible_unit, channel, registered_at, matter_id)',
  `create index line_unit_kind on reporting.matter_line (responsible_unit, matter_kind, registered_at, matter_id)
    where matter_kind is not null`,
  `create index line_unit_category on reporting.matter_line (responsible_unit, category, registered_at, matter_id)
    where category is not null`,
  'create index line_unit_queue on reporting.matter_line (responsible_unit, next_due_at, matter_id) where is_open',
  'create index line_officer_queue on reporting.matter_line (officer_id, next_due_at, matter_id) where is_open',
  'create index line_due on reporting.matter_line (legal_due_at) where is_open and not is_late and legal_due_at is not null',
];

/** Both offices of a hand-over see a matter, and whoever else the keeper names; a dispatching unit lists what it sent out. */
export const lineOfTwoKeepers = [
  `alter table reporting.matter_line add column handling_version int not null default 0, add column sender_unit int,
    add column returns int not null default 0, add column seen_by int[] not null default '{}'`,
  'update reporting.matter_line set seen_by = array[responsible_unit]',
  ...['seen', 'changed', 'removed', 'added'].map((policy) => `drop policy ${policy} on reporting.matter_line`),
  ...scopePolicy('reporting.matter_line', { units: 'seen_by', matter: 'matter_id' }),
  'create index line_sender on reporting.matter_line (sender_unit, registered_at, matter_id) where sender_unit is not null',
  `create index line_sender_standing on reporting.matter_line (sender_unit, is_open, is_late, registered_at, matter_id)
    where sender_unit is not null`,
  // Queues are read from tasks now. The column `next_due_at` stays while an older copy of the service may write it.
  'drop index reporting.line_unit_queue, reporting.line_officer_queue',
];
