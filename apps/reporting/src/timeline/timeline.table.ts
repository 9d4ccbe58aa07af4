const isService = `(select nullif(current_setting('hy.all', true), '')) = 'on'`;
const isOfficial = `(select nullif(current_setting('hy.matter', true), '')) is null`;

/**
 * Row-level security for what belongs to a matter: seen where the line of the matter is seen, which has its own policy. So a step
 * never has to be moved when the matter goes to another unit. The service's own work also sees rows whose line is yet to come.
 */
export function seenWithItsMatter(table: string, citizenIf?: string): string[] {
  const ifShown = citizenIf === undefined ? '' : ` and (${citizenIf} or ${isOfficial})`;
  const seen = `${isService} or (exists (select 1 from reporting.matter_line l where l.matter_id = ${table}.matter_id)${ifShown})`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy seen on ${table} for select using (${seen})`,
    `create policy changed on ${table} for update using (${seen}) with check (true)`,
    `create policy removed on ${table} for delete using (${seen})`,
    `create policy added on ${table} for insert with check (true)`,
  ];
}

/** What happened, one row a fact; when a clock started and stopped is read from the clock itself. */
export const stepTable = [
  `create table reporting.timeline_step (
    matter_id uuid not null, key text not null, step text not null, at timestamptz not null, values jsonb not null,
    primary key (matter_id, key))`,
  ...seenWithItsMatter('reporting.timeline_step'),
];

/** Some steps are the office's own, and no petitioner's reading reaches them. */
export const internalSteps = [
  'alter table reporting.timeline_step add column is_internal boolean not null default false',
  ...['seen', 'changed', 'removed', 'added'].map((policy) => `drop policy ${policy} on reporting.timeline_step`),
  ...seenWithItsMatter('reporting.timeline_step', 'not is_internal'),
];

export interface StepRow {
  readonly key: string;
  readonly step: string;
  readonly at: string;
  readonly values: Record<string, string | number>;
}
export interface ClockRow {
  readonly rule: string;
  readonly standing: string;
  readonly started_at: string;
  readonly stopped_at: string | null;
  readonly legal_due_on: string;
}
