import { Problem } from '@huiyin/contracts';
import { type Delivered } from './delivered.js';

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
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : String(error);
}
