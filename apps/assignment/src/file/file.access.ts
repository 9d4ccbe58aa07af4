/**
 * Policies of a table whose rows belong to a file: officials see them where they see the file, the citizen never (papers are what a
 * citizen reads). Rows are added and stay as they are.
 */
export function seenWithFile(table: string, role: string): string[] {
  const seen = `coalesce(current_setting('hy.matter', true), '') = ''
    and exists (select 1 from assignment.file f where f.id = ${table}.matter_id)`;
  return [
    `alter table assignment.${table} enable row level security`,
    `alter table assignment.${table} force row level security`,
    ...['select', 'update', 'delete'].map(
      (act) => `create policy ${act}_seen on assignment.${table} for ${act} using (${seen})`,
    ),
    `create policy added on assignment.${table} for insert with check (true)`,
    `grant select, insert on assignment.${table} to ${role}`,
  ];
}
