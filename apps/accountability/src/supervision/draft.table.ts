import { type SupervisionDraft } from '@huiyin/contracts';

/** A row of `accountability.supervision_draft`, as SQL and JSON carry it. */
export interface DraftRow {
  readonly id: string;
  readonly matter_id: string;
  readonly ground: SupervisionDraft['ground'];
  readonly facts: string;
  readonly demand: string;
  readonly period_days: number | null;
  readonly by_unit: number;
  readonly signing_unit: number;
  readonly seen_by: readonly number[];
  readonly drafted_by: string;
  readonly drafted_at: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly return_reason: string | null;
  readonly letter_id: string | null;
}

const draftedTypes = {
  id: 'uuid',
  matter_id: 'uuid',
  ground: 'text',
  facts: 'text',
  demand: 'text',
  period_days: 'int',
  by_unit: 'int',
  signing_unit: 'int',
  seen_by: 'int[]',
  drafted_by: 'uuid',
  drafted_at: 'timestamptz',
} as const satisfies Partial<Record<keyof DraftRow, string>>;

/** Columns of a new draft, and with their types for `jsonb_to_record … as r(…)`. */
export const draftedColumns = Object.keys(draftedTypes).join(', ');
export const draftedRecord = Object.entries(draftedTypes)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ');
