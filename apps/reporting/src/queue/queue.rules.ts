import { type QueueLine } from '@huiyin/contracts';
import { type MatterLineRow } from '../line/line.table.js';
import { shownLine } from '../ledger/ledger.rules.js';

/** Where an official may do an act. In a unit of one's own, also what names a colleague; below it, only what names nobody. */
export interface Place {
  readonly unit: number;
  readonly act: string;
  readonly isOwn: boolean;
}
/** What a queue reaches: the places, and every unit whose rows the reading may touch. */
export interface Reach {
  readonly places: readonly Place[];
  readonly units: readonly number[];
}

/** The units where an act is owed by this reader, and those whose matters it may be about. */
interface ActPlaces {
  readonly at: readonly number[];
  readonly about: readonly number[];
}

export function reachOf(
  placesOfAct: ReadonlyMap<string, ActPlaces>,
  postUnits: readonly number[],
  readable: readonly number[],
): Reach {
  const own = new Set(postUnits);
  const places = [...placesOfAct].flatMap(([act, { at }]) => at.map((unit) => ({ act, unit, isOwn: own.has(unit) })));
  const about = [...placesOfAct.values()].flatMap((place) => place.about);
  const units = new Set([...postUnits, ...readable, ...places.map((place) => place.unit), ...about]);
  return { places, units: [...units].sort((a, b) => a - b) };
}

/** An entry with its line; the line is absent where the caller may not see it, and then nothing is shown. */
export interface EntryRow {
  readonly entry: string;
  readonly what: string;
  readonly is_warning: boolean;
  readonly measure: string | null;
  readonly task_matter: string;
  readonly task_unit: number;
  readonly task_officer: string | null;
  readonly task_rule: string | null;
  readonly task_due_on: string | null;
  /** Its place in the order, as PostgreSQL writes it. */
  readonly place: string;
}

export function shownEntry(row: EntryRow & MatterLineRow, now: Date): QueueLine {
  return {
    ...shownLine(row, now),
    entry: row.is_warning ? 'warning' : 'task',
    what: row.what,
    taskUnitId: row.task_unit,
    ...(row.task_officer === null ? {} : { taskOfficerId: row.task_officer }),
    ...(row.task_rule === null ? {} : { taskRule: row.task_rule }),
    ...(row.task_due_on === null ? {} : { taskDueOn: row.task_due_on }),
    ...(row.measure === null ? {} : { taskMeasure: row.measure as 'legal' | 'internal' }),
  };
}
