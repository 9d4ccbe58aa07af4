/** A row of `accountability.clock`, as SQL and JSON carry it. */
export interface ClockRow {
  readonly id: string;
  readonly matter_id: string;
  readonly is_main: boolean;
  readonly rule: string;
  /** The rule's words when the date was counted: article, length and unit. */
  readonly rule_edition: string;
  /** Editions of the calendar that were consulted; null when only calendar days were counted. */
  readonly calendar_edition: string | null;
  /** The year whose working days are not known yet, where a date depends on them. */
  readonly provisional_in: number | null;
  readonly standing: 'running' | 'paused' | 'stopped';
  readonly responsible_unit: number;
  readonly officer_id: string;
  readonly started_at: string;
  readonly legal_due_on: string;
  readonly legal_due_at: string;
  readonly internal_due_on: string | null;
  readonly internal_due_at: string | null;
  readonly next_step: string | null;
  readonly next_measure: 'legal' | 'internal' | null;
  readonly next_step_at: string | null;
  readonly legal_explanation: object;
  readonly internal_explanation: object | null;
  readonly clock_version: number;
  readonly stopped_at: string | null;
  readonly was_late: boolean | null;
}

/** A row of `accountability.clock_entry`. `entry_no` counts from one; `details` holds what the kind of entry needs. */
export interface EntryRow {
  readonly clock_id: string;
  readonly entry_no: number;
  readonly matter_id: string;
  readonly responsible_unit: number;
  readonly kind: string;
  readonly at: string;
  readonly details: object;
  readonly event_id: string | null;
}

const clockTypes = {
  id: 'uuid',
  matter_id: 'uuid',
  is_main: 'boolean',
  rule: 'text',
  rule_edition: 'text',
  calendar_edition: 'text',
  provisional_in: 'int',
  standing: 'text',
  responsible_unit: 'int',
  officer_id: 'uuid',
  started_at: 'timestamptz',
  legal_due_on: 'date',
  legal_due_at: 'timestamptz',
  internal_due_on: 'date',
  internal_due_at: 'timestamptz',
  next_step: 'text',
  next_measure: 'text',
  next_step_at: 'timestamptz',
  legal_explanation: 'jsonb',
  internal_explanation: 'jsonb',
  clock_version: 'int',
  stopped_at: 'timestamptz',
  was_late: 'boolean',
} as const satisfies Record<keyof ClockRow, string>;

const entryTypes = {
  clock_id: 'uuid',
  entry_no: 'int',
  matter_id: 'uuid',
  responsible_unit: 'int',
  kind: 'text',
  at: 'timestamptz',
  details: 'jsonb',
  event_id: 'uuid',
} as const satisfies Record<keyof EntryRow, string>;

/** Columns for `insert`, and with their types for `jsonb_to_recordset … as r(…)`. */
export const clockColumns = Object.keys(clockTypes).join(', ');
export const clockRecord = recordOf(clockTypes);
export const entryColumns = Object.keys(entryTypes).join(', ');
export const entryRecord = recordOf(entryTypes);

/** Columns that an entry may change. */
export const changingColumns = Object.keys(clockTypes).filter(
  (column) => !['id', 'matter_id', 'rule', 'started_at'].includes(column),
);

function recordOf(types: Record<string, string>): string {
  return Object.entries(types)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ');
}
