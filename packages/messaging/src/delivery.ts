import { Problem } from '@huiyin/contracts';
import { type Delivered } from './delivered.js';
import { codeOf } from './line-failure.js';

/** The events of each matter, in the order given; those without one are left out. */
function eventsByMatter(events: readonly Delivered[]): Map<string, Delivered[]> {
  const groups = new Map<string, Delivered[]>();
  for (const event of events) {
    if (event.matterId === undefined) continue;
    const group = groups.get(event.matterId);
    if (group === undefined) groups.set(event.matterId, [event]);
    else group.push(event);
  }
  return groups;
}

/** Why an event could not be applied, without values. */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem) return [error.code, ...error.fields.map((f) => `${f.field} ${f.rule}`)].join('; ');
  if (!(error instanceof Error)) return typeof error;
  // What PostgreSQL and the parser say quotes the very values that they refuse.
  if ('driverError' in error || 'severity' in error) return `store refused (${codeOf(error)})`;
  if (error instanceof SyntaxError) return 'not JSON';
  return `${error.name}: ${error.message.split('\n')[0] ?? ''}`;
}

/** Matters of which a version between the known one and the highest of these events is missing, with the known one. */
export function gapsIn(events: readonly Delivered[], versions: ReadonlyMap<string, number>): Map<string, number> {
  const gaps = new Map<string, number>();
  for (const [matterId, own] of eventsByMatter(events)) {
    const known = versions.get(matterId) ?? 0;
    const ahead = new Set(own.map((e) => e.version ?? 0).filter((v) => v > known));
    if (ahead.size !== Math.max(known, ...ahead) - known) gaps.set(matterId, known);
  }
  return gaps;
}
