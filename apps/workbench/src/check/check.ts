import { type Sql } from '@huiyin/messaging';
import { claimStates, openClaimStates, suggestionStates } from '@huiyin/statute';
import { type Subscription } from '../streams.js';

/** What checks look at: one moment of every schema, and who reads which events. */
export interface Evidence {
  readonly sql: Sql;
  readonly subscriptions: readonly Subscription[];
  /** Public keys of the audit, by schema. */
  readonly auditKeys: Readonly<Record<string, string>>;
  /** A secret of the installation, by name. */
  readonly secret: (name: string) => string;
  /** Schemas that have a given table. */
  readonly schemasWith: (table: string) => Promise<string[]>;
}

export interface Finding {
  readonly ok: boolean;
  /** How many things are not as they must be. */
  readonly found: number;
  /** The first of them. */
  readonly sample: readonly string[];
}

/** Something that must hold at every moment of rest. */
export interface Check {
  readonly name: string;
  /** What must hold, as a sentence. */
  readonly claim: string;
  run(evidence: Evidence): Promise<Finding>;
}

const sampleSize = 5;

/** `query` selects what breaks the claim, its name first in a column `id`. */
export async function offenders(sql: Sql, query: string, values: unknown[] = []): Promise<Finding> {
  const rows = (await sql.query(
    `select id::text as id, count(*) over ()::int as n from (${query}) as offender limit ${sampleSize}`,
    values,
  )) as { id: string | null; n: number }[];
  return finding(
    rows[0]?.n ?? 0,
    rows.map((row) => row.id ?? '?'),
  );
}

export function finding(found: number, sample: readonly string[]): Finding {
  return { ok: found === 0, found, sample: sample.slice(0, sampleSize) };
}

/** The same look in several schemas, one after the other: they share a connection. */
export async function inTurn<T>(items: readonly T[], look: (item: T) => Promise<Finding>): Promise<Finding> {
  const findings: Finding[] = [];
  for (const item of items) findings.push(await look(item));
  return together(findings);
}

export function together(findings: readonly Finding[]): Finding {
  return finding(
    findings.reduce((sum, one) => sum + one.found, 0),
    findings.flatMap((one) => one.sample),
  );
}

const endedSuggestions = ['replied', 'rewarded', 'archived'];
const ended = [
  ...claimStates.filter((state) => !openClaimStates.includes(state)),
  ...suggestionStates.filter((state) => endedSuggestions.includes(state)),
];

/** Whether a row of `intake.matter` is open. A state that this command does not know counts as open: somebody must answer for it. */
export function isOpen(matter: string): string {
  return `${matter}.state <> all ('{${[...new Set(ended)].join(',')}}')`;
}
