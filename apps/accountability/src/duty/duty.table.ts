/** A row of `accountability.matter_duty`. */
export interface DutyRow {
  readonly matter_id: string;
  readonly version: number;
  readonly handling_version: number;
  readonly responsible_unit: number;
  readonly officer_id: string;
  /** Null of a matter that came before this was kept: then it is the unit that answers. */
  readonly registered_unit: number | null;
  readonly sender_unit: number | null;
  readonly seen_by: readonly number[];
  readonly is_open: boolean;
  readonly is_disputed: boolean;
  readonly profile: string;
}

const types = {
  matter_id: 'uuid',
  version: 'int',
  handling_version: 'int',
  responsible_unit: 'int',
  officer_id: 'uuid',
  registered_unit: 'int',
  sender_unit: 'int',
  seen_by: 'int[]',
  is_open: 'boolean',
  is_disputed: 'boolean',
  profile: 'text',
} as const satisfies Record<keyof DutyRow, string>;

/** Columns for `insert`, with their types for `jsonb_to_recordset … as r(…)`, and as an upsert sets them. */
export const dutyColumns = Object.keys(types).join(', ');
export const dutyRecord = Object.entries(types)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ');
export const dutyChanges = Object.keys(types)
  .filter((column) => !['matter_id', 'registered_unit', 'profile'].includes(column))
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');
