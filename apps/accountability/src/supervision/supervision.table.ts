import { type SupervisionLetter } from '@huiyin/contracts';

/** A row of `accountability.supervision_letter`, as SQL and JSON carry it. */
export interface LetterRow {
  readonly id: string;
  readonly matter_id: string;
  /** The TL-22 clock of the answer. */
  readonly clock_id: string;
  readonly ground: SupervisionLetter['ground'];
  readonly demand: string;
  readonly by_unit: number;
  readonly to_unit: number;
  readonly seen_by: readonly number[];
  readonly issued_by: string;
  readonly issued_at: string;
  readonly due_on: string;
  readonly replied_by: string | null;
  readonly replied_at: string | null;
  readonly reply: string | null;
}

const issuedTypes = {
  id: 'uuid',
  matter_id: 'uuid',
  clock_id: 'uuid',
  ground: 'text',
  demand: 'text',
  by_unit: 'int',
  to_unit: 'int',
  seen_by: 'int[]',
  issued_by: 'uuid',
  issued_at: 'timestamptz',
  due_on: 'date',
} as const satisfies Partial<Record<keyof LetterRow, string>>;

/** Columns of a letter that goes out, and with their types for `jsonb_to_record … as r(…)`. */
export const issuedColumns = Object.keys(issuedTypes).join(', ');
export const issuedRecord = Object.entries(issuedTypes)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ');
