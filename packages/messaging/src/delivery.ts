import { Problem } from '@huiyin/contracts';
import { type Delivered } from './delivered.js';
import { codeOf } from './line-failure.js';

/** The events of each matter, in the order given; those without one are left out. */
export function eventsByMatter(events: readonly Delivered[]): Map<string, Delivered[]> {
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

/** Whether versions are 1, 2, … up to the highest, in any order, some perhaps twice. */
export function isGapless(versions: readonly number[]): boolean {
  return new Set(versions).size === Math.max(0, ...versions) && !versions.includes(0);
}
