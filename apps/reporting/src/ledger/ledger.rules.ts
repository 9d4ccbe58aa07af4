import { createHash } from 'node:crypto';
import { type LedgerQuery, type MatterLine, Problem } from '@huiyin/contracts';
import { type CivilDate, dayNumberOf, startOfDay } from '@huiyin/statute';
import { type MatterLineRow } from '../line/line.table.js';
import { isOverdue } from '../timeline/timeline.rules.js';

/** Whose rows: these units, or every unit there is. */
export type Units = readonly number[] | 'every';

/** What a list asks of the lines, apart from the scope. */
export interface Wanted {
  /** Whose lists: of units that answer, or of units that dispatched. */
  readonly by: 'responsible_unit' | 'sender_unit';
  /** Columns that must equal a value; each leads an index within the unit that answers. */
  readonly equal: Readonly<Partial<Record<'state' | 'matter_kind' | 'category' | 'channel', string>>>;
  /** The unit that answers for what another dispatched. */
  readonly answering?: number | undefined;
  /** Conditions on `is_open` and `is_late`, any of which may hold: an index is read once for each, in order. */
  readonly standings: readonly string[];
  /** Instants, ISO: from the first, and before the second. */
  readonly registeredFrom?: string | undefined;
  readonly registeredBefore?: string | undefined;
}

const late = 'is_open and is_late';
const inTime = 'is_open and not is_late';
const closed = 'not is_open and not is_late';

export function wantedOf(query: LedgerQuery): Wanted {
  const { state, matterKind, category, channel, registeredFrom, registeredTo } = query;
  const equal = { state, matter_kind: matterKind, category, channel };
  const isDispatched = query.senderUnitId !== undefined;
  return {
    by: isDispatched ? 'sender_unit' : 'responsible_unit',
    answering: isDispatched ? query.unitId : undefined,
    equal: Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)),
    standings: standingsOf(query.isOpen, query.isOverdue),
    registeredFrom: dayStart('registeredFrom', registeredFrom, 0),
    registeredBefore: dayStart('registeredTo', registeredTo, 1),
  };
}

/** A closed matter is not overdue, whenever it was closed: what a list calls overdue is what somebody still owes. */
function standingsOf(isOpen: boolean | undefined, isOverdueWanted: boolean | undefined): string[] {
  if (isOpen === undefined && isOverdueWanted === undefined) return [];
  if (isOpen === false) return isOverdueWanted === true ? ['false'] : [closed];
  if (isOverdueWanted === true) return [late];
  if (isOpen === true) return isOverdueWanted === false ? [inTime] : [late, inTime];
  return [inTime, closed];
}

/** The units that a query may touch: those in scope, narrowed to the one asked for. */
export function unitsOf(scope: { units: readonly number[]; isEverything: boolean }, unitId: number | undefined): Units {
  if (scope.isEverything) return unitId === undefined ? 'every' : [unitId];
  return unitId === undefined ? scope.units : scope.units.filter((unit) => unit === unitId);
}

/** Name under which cursors of a list are signed: they hold for this list, these filters and this actor's scope only. */
export function cursorName(
  list: string,
  query: object,
  scope: { actor: string; units: readonly number[]; isEverything: boolean },
): string {
  const filters = Object.entries(query)
    .filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const bound = JSON.stringify([filters, scope.actor, scope.units, scope.isEverything]);
  return `${list} ${createHash('sha256').update(bound).digest('base64url')}`;
}

export function shownLine(row: MatterLineRow, now: Date): MatterLine {
  return {
    matterId: row.matter_id,
    submissionNo: row.submission_no,
    state: row.state,
    isOpen: row.is_open,
    ...(row.matter_kind === null ? {} : { matterKind: row.matter_kind as 'claim' | 'suggestion' }),
    ...(row.category === null ? {} : { category: row.category }),
    ...(row.path === null ? {} : { path: row.path }),
    channel: row.channel as MatterLine['channel'],
    urgency: row.urgency as MatterLine['urgency'],
    unitId: row.responsible_unit,
    unit: row.unit_name,
    officerId: row.officer_id,
    officer: row.officer_name,
    registeredAt: row.registered_at.toISOString(),
    ...(row.clock_rule === null ? {} : { clockRule: row.clock_rule }),
    ...(row.legal_due_on === null ? {} : { legalDueOn: row.legal_due_on }),
    ...(row.internal_due_on === null ? {} : { internalDueOn: row.internal_due_on }),
    isOverdue: isOverdue(row, now),
    ...(row.sender_unit === null ? {} : { senderUnitId: row.sender_unit }),
    returns: row.returns,
  };
}

function dayStart(field: string, day: CivilDate | undefined, later: number): string | undefined {
  if (day === undefined) return undefined;
  try {
    return startOfDay(dayNumberOf(day) + later);
  } catch {
    throw new Problem('validation-failed', {}, [{ field, rule: 'isDate' }]);
  }
}
