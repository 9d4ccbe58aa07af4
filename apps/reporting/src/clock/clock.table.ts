import { seenWithItsMatter } from '../timeline/timeline.table.js';

/** A clock as last told, kept apart from the line: it may come before the registration. */
export const clockTable = [
  `create table reporting.clock_line (
    matter_id uuid not null, clock_id uuid not null, clock_version int not null, rule text not null, standing text not null,
    started_at timestamptz not null, stopped_at timestamptz, legal_due_on date not null, legal_due_at timestamptz not null,
    internal_due_on date, internal_due_at timestamptz, primary key (matter_id, clock_id)) with (fillfactor = 80)`,
  ...seenWithItsMatter('reporting.clock_line'),
];

/** The clock that the line of a matter shows: a running one before a paused one, the nearest date first. A paused one has a day, but no instant at which it would be late. */
export function presentClock(matterId: string): string {
  return `select k.rule, k.legal_due_on, case when k.standing = 'running' then k.legal_due_at end as legal_due_at, k.internal_due_on,
      case when k.standing = 'running' then least(k.internal_due_at, k.legal_due_at) else 'infinity' end as next_due_at,
      k.standing = 'running' and k.legal_due_at <= now() as is_late
    from reporting.clock_line k where k.matter_id = ${matterId} and k.standing <> 'stopped'
    order by k.standing = 'running' desc, k.legal_due_at, k.clock_id limit 1`;
}
