import {
  type EventContract,
  type MatterClassified,
  matterClassified,
  matterEscalated,
  matterLinked,
  matterMoved,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
  type SubmissionRegistered,
} from '@huiyin/contracts';
import { type Owed, owedAfter, owedAs, owedByAnswerable, type OwedTask } from '../task/task.rules.js';
import { stepOfMove } from '../timeline/move.rules.js';
import { isOpenState, type Standing, standingAfter, type Step, type Told } from './told.rules.js';

/** The columns of a line that an event of intake sets; absent ones stay. */
export interface LineChange extends Standing {
  matter_id: string;
  version: number;
  matter_kind?: string;
  category?: string;
  path?: string;
  location_code?: string | undefined;
  urgency?: string;
  /** How often the matter was handed back in this batch. */
  returned?: number;
}
export interface NewLine extends LineChange {
  responsible_unit: number;
  officer_id: string;
  submission_no: string;
  channel: string;
  received_at: string;
  registered_at: string;
}
/** All that a batch of intake's events does to the read model. */
export interface Effects {
  readonly added: NewLine[];
  readonly changed: LineChange[];
  readonly steps: Step[];
  readonly owed: Owed;
  readonly removed: { matter_id: string; version: number }[];
}

/** Folds events, oldest version of each matter first, into one row per matter. */
export function effectsOf(events: readonly Told[]): Effects {
  const added = new Map<string, NewLine>();
  const changed = new Map<string, LineChange>();
  const owed = new Map<string, readonly OwedTask[]>();
  const removed = new Map<string, { matter_id: string; version: number }>();
  const steps: Step[] = [];
  for (const event of events) {
    if (is(event, submissionRegistered)) added.set(event.payload.matterId, lineOf(event.payload));
    const change = changeOf(event);
    if (change !== undefined) {
      const id = change.matter_id;
      const before: LineChange | undefined = added.get(id) ?? changed.get(id);
      const tasks = owedAfterEvent(event, owed.get(id), before);
      if (tasks !== undefined) owed.set(id, tasks);
      const after = { ...before, ...onTopOf(before, change) };
      if (added.has(id)) added.set(id, after as NewLine);
      else changed.set(id, after);
    }
    const told = stepOf(event);
    if (told !== undefined) steps.push(told);
    if (is(event, matterRemoved)) {
      const { matterId, version } = event.payload;
      removed.set(matterId, { matter_id: matterId, version });
    }
  }
  const isLeft = (row: { matter_id: string }) => !removed.has(row.matter_id);
  for (const id of removed.keys()) owed.delete(id);
  return {
    added: [...added.values()].filter(isLeft),
    changed: [...changed.values()].filter(isLeft),
    steps: steps.filter(isLeft),
    owed,
    removed: [...removed.values()],
  };
}

/** A change as it stands after what the batch said before: returns add up, and who had the matter no longer sees it. */
function onTopOf(before: LineChange | undefined, change: LineChange): LineChange {
  const returned = (before?.returned ?? 0) + (change.returned ?? 0);
  const seen = seenAfterHanding(before, change);
  return {
    ...present(change),
    ...(returned === 0 ? {} : { returned }),
    ...(seen === undefined ? {} : { seen_by: seen }),
  };
}

function seenAfterHanding(before: LineChange | undefined, { seen_by, responsible_unit: unit }: LineChange) {
  if (seen_by !== undefined || unit === undefined || before?.seen_by === undefined) return undefined;
  return [...before.seen_by.filter((seen) => seen !== before.responsible_unit && seen !== unit), unit];
}

/** What a bureau owed after triage while intake did not tell it yet: a path that leads out is shown instead of forwarding (R31 (1)-(5)). */
function actOfTriaged({ matterKind, path }: MatterClassified): string {
  if (matterKind === 'suggestion') return 'refer-for-study';
  return ['P_LIT', 'P_ARB', 'P_PARTY', 'P_ADM', 'P_DUTY'].includes(path) ? 'guide-to-path' : 'forward';
}

/** What is owed after an event; undefined where it says nothing of it. */
function owedAfterEvent(
  event: Told,
  known: readonly OwedTask[] | undefined,
  before: LineChange | undefined,
): readonly OwedTask[] | undefined {
  if (is(event, submissionRegistered)) return [owedByAnswerable('classify')];
  if (is(event, matterClassified))
    return event.payload.tasks?.map(owedAs) ?? [owedByAnswerable(actOfTriaged(event.payload))];
  if (is(event, matterLinked)) return [];
  if (is(event, matterMoved)) return owedAfter(event.payload);
  if (!is(event, matterReassigned) || known === undefined) return undefined;
  const { unitId, officerId } = event.payload;
  return known.map((task) =>
    task.unit_id === before?.responsible_unit && task.unit_id !== null
      ? { ...task, unit_id: unitId, officer_id: task.officer_id === before?.officer_id ? officerId : task.officer_id }
      : task,
  );
}

function lineOf(event: SubmissionRegistered): NewLine {
  return {
    matter_id: event.matterId,
    version: event.version,
    submission_no: event.submissionNo,
    state: 'registered',
    is_open: true,
    channel: event.channel,
    urgency: 'ordinary',
    location_code: event.locationCode,
    responsible_unit: event.unitId,
    unit_name: event.unitName,
    officer_id: event.officerId,
    officer_name: event.officerName,
    seen_by: [...(event.counterUnitId === undefined ? [] : [event.counterUnitId]), event.unitId],
    received_at: event.receivedAt,
    registered_at: event.registeredAt,
  };
}

function changeOf(event: Told): LineChange | undefined {
  if (is(event, submissionRegistered)) return { matter_id: event.payload.matterId, version: event.payload.version };
  if (is(event, matterClassified)) {
    const { matterId, version, state, matterKind, category, path, locationCode, urgency } = event.payload;
    return {
      matter_id: matterId,
      version,
      state,
      is_open: isOpenState(state),
      matter_kind: matterKind,
      category,
      path,
      location_code: locationCode,
      urgency,
    };
  }
  if (is(event, matterMoved)) {
    const { matterId, version, transition } = event.payload;
    const { sender_unit, ...standing } = standingAfter(event.payload);
    const returned = ['T15', 'SUG-05'].includes(transition) ? 1 : 0;
    return { matter_id: matterId, version, ...standing, ...(sender_unit === null ? {} : { sender_unit }), returned };
  }
  if (is(event, matterLinked)) {
    const { matterId, version } = event.payload;
    return { matter_id: matterId, version, state: 'linked_to_existing', is_open: false };
  }
  if (is(event, matterEscalated)) {
    return { matter_id: event.payload.matterId, version: event.payload.version, urgency: 'major_urgent' };
  }
  if (is(event, matterReassigned)) {
    const { matterId, version, unitId, unitName, officerId, officerName } = event.payload;
    return {
      matter_id: matterId,
      version,
      responsible_unit: unitId,
      unit_name: unitName,
      officer_id: officerId,
      officer_name: officerName,
    };
  }
  return undefined;
}

/** The step that a citizen sees; `step` and the names in `values` are those of the words `timeline.*`. */
function stepOf(event: Told): Step | undefined {
  if (is(event, submissionRegistered)) {
    const { submissionNo, unitName, officerName, registeredAt } = event.payload;
    return step(event.payload, 'registered', registeredAt, { submissionNo, unit: unitName, officer: officerName });
  }
  if (is(event, matterClassified)) {
    const { matterKind, category, path, at } = event.payload;
    return step(event.payload, 'classified', at, { kind: matterKind, category, path });
  }
  if (is(event, matterMoved)) return { ...stepOfMove(event.payload), key: `v${event.payload.version}` };
  if (is(event, matterLinked)) {
    return step(event.payload, 'linked', event.payload.at, { submissionNo: event.payload.existingSubmissionNo });
  }
  if (is(event, matterEscalated)) return step(event.payload, 'urgent-reported', event.payload.at, {});
  if (is(event, matterReassigned)) {
    const { unitName, officerName, at } = event.payload;
    return step(event.payload, 'officer-changed', at, { unit: unitName, officer: officerName });
  }
  return undefined;
}

function step(event: { matterId: string; version: number }, name: string, at: string, values: Step['values']): Step {
  return { matter_id: event.matterId, key: `v${event.version}`, step: name, at, values };
}

function is<E extends object>(event: Told, contract: EventContract<E>): event is { name: string; payload: E } {
  return event.name === contract.name;
}

function present(change: LineChange): LineChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as unknown as LineChange;
}
