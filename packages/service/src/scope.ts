/** What a piece of work may see: bound into every query by hand, and repeated by row-level security. */
export interface Scope {
  /** Official's id, `service:rule`, or `citizen`. Written to the audit as who acted. */
  readonly actor: string;
  /** Units whose matters are visible. */
  readonly units: readonly number[];
  /** Background work of the service itself, and auditors' overviews. */
  readonly isEverything: boolean;
  /** The one matter that a citizen opened by number and code. */
  readonly matterId?: string | undefined;
  /** Cleared for sealed accusations. */
  readonly hasClearance?: boolean | undefined;
}

/** For work that no person asked for; `rule` says which job or law fired. */
export function ownScope(rule: string): Scope {
  return { actor: `service:${rule}`, units: [], isEverything: true };
}

export function citizenScope(matterId: string): Scope {
  return { actor: 'citizen', units: [], isEverything: false, matterId };
}

/** The columns of a table that say who sees a row. */
export interface ScopeColumns {
  readonly unit?: string;
  /** An array column: every unit in it sees the row. */
  readonly units?: string;
  readonly matter?: string;
  /** A boolean column: the citizen sees only rows of the own matter where it is true. */
  readonly citizenIf?: string;
}

/**
 * Row-level security for one table: visible are the rows of units in scope, the citizen's own matter, or all for the service itself.
 * New rows may be written for any unit (anybody may petition any office). `enable` and `force`; the cast stands outside the inner select.
 */
export function scopePolicy(table: string, columns: ScopeColumns): string[] {
  const ownUnits = `(select nullif(current_setting('hy.units', true), '')::int[])::int[]`;
  const ifShown = columns.citizenIf === undefined ? '' : ` and ${columns.citizenIf}`;
  const visible = [
    `(select nullif(current_setting('hy.all', true), '')) = 'on'`,
    ...(columns.unit === undefined ? [] : [`${columns.unit} = any(${ownUnits})`]),
    ...(columns.units === undefined ? [] : [`${columns.units} && ${ownUnits}`]),
    ...(columns.matter === undefined
      ? []
      : [`(${columns.matter} = (select nullif(current_setting('hy.matter', true), '')::uuid)${ifShown})`]),
  ].join(' or ');
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy seen on ${table} for select using (${visible})`,
    `create policy changed on ${table} for update using (${visible}) with check (true)`,
    `create policy removed on ${table} for delete using (${visible})`,
    `create policy added on ${table} for insert with check (true)`,
  ];
}
