/** A row of `accountability.matter_duty`. */
export interface DutyRow {
  readonly matter_id: string;
  readonly version: number;
  readonly responsible_unit: number;
  readonly officer_id: string;
  readonly is_open: boolean;
  readonly profile: string;
}

/** Columns and types for `jsonb_to_recordset … as r(…)`. */
export const dutyRecord =
  'matter_id uuid, version int, responsible_unit int, officer_id uuid, is_open boolean, profile text';
