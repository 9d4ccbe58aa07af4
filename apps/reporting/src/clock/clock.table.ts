import { clockEffects, executionOrder, urgentReport } from '@huiyin/statute';
import { seenWithItsMatter } from '../timeline/timeline.table.js';

/** A clock as last told, kept apart from the line: it may come before the registration. */
export const clockTable = [
  `create table reporting.clock_line (
    matter_id uuid not null, clock_id uuid not null, clock_version int not null, rule text not null, standing text not null,
    started_at timestamptz not null, stopped_at timestamptz, legal_due_on date not null, legal_due_at timestamptz not null,
    internal_due_on date, internal_due_at timestamptz, primary key (matter_id, clock_id)) with (fillfactor = 80)`,
  ...seenWithItsMatter('reporting.clock_line'),
];

const effects = Object.values(clockEffects).flatMap((effect) => effect ?? []);
const sides = [...effects.flatMap(({ start = [] }) => start), urgentReport, executionOrder].filter(
  ({ isMain }) => !isMain,
);
const texts = (rules: readonly string[]) => `'{${[...new Set(rules)].join(',')}}'::text[]`;
/** Clocks that always run beside the main one; a letter of supervision starts its own. */
const beside = texts([...sides.map(({ rule }) => rule), 'TL-22']);
/** Main clocks that step aside for a later one. */
const steppedAside = texts(effects.flatMap(({ aside = [] }) => aside));

/**
 * The main clock of a matter, which its line shows: a running one before a paused one, the nearest date first; one that stepped aside only
 * where there is no other.
 */
export function presentClock(matterId: string): string {
  return nearest(matterId, `k.rule <> all(${beside})`);
}

/** The clock whose date a task has: of the rule that it names, or the main one. */
export function dueClock(matterId: string, rule: string): string {
  return nearest(matterId, `case when ${rule} is null then k.rule <> all(${beside}) else k.rule = ${rule} end`);
}

/** A paused clock has a day, but no instant at which it would be late. */
function nearest(matterId: string, which: string): string {
  return `select k.rule, k.legal_due_on, case when k.standing = 'running' then k.legal_due_at end as legal_due_at, k.internal_due_on,
      case when k.standing = 'running' then least(k.internal_due_at, k.legal_due_at) else 'infinity' end as next_due_at,
      k.standing = 'running' and k.legal_due_at <= now() as is_late
    from reporting.clock_line k where k.matter_id = ${matterId} and k.standing <> 'stopped' and ${which}
    order by k.standing = 'running' desc, k.rule = any(${steppedAside}), k.legal_due_at, k.clock_id limit 1`;
}
