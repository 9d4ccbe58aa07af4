import {
  type EventContract,
  matterClassified,
  matterEscalated,
  matterLinked,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
  type SubmissionRegistered,
} from '@huiyin/contracts';
import { isClaimState, openClaimStates } from '@huiyin/statute';

/** An event as it was told, whoever delivered it. */
export interface Told {
  readonly name: string;
  readonly payload: object;
}

/** The columns of a line that an event sets; absent ones stay. */
export interface LineChange {
  matter_id: string;
  version: number;
  state?: string;
  is_open?: boolean;
  matter_kind?: string;
  category?: string;
  path?: string;
  location_code?: string | undefined;
  urgency?: string;
  responsible_unit?: number;
  unit_name?: string;
  officer_id?: string;
  officer_name?: string;
}
export interface NewLine extends LineChange {
  submission_no: string;
  channel: string;
  received_at: string;
  registered_at: string;
}
export interface Step {
  matter_id: string;
  /** Unique within the matter, so that the same fact told twice is one step. */
  key: string;
  step: string;
  at: string;
  values: Record<string, string | number>;
}
/** All that a batch of events does to the read model. */
export interface Effects {
  readonly added: NewLine[];
  readonly changed: LineChange[];
  readonly steps: Step[];
  readonly removed: { matter_id: string; version: number }[];
}

/** Folds events, oldest version of each matter first, into one row per matter. */
export function effectsOf(events: readonly Told[]): Effects {
  const added = new Map<string, NewLine>();
  const changed = new Map<string, LineChange>();
  const removed = new Map<string, { matter_id: string; version: number }>();
  const steps: Step[] = [];
  for (const event of events) {
    if (is(event, submissionRegistered)) added.set(event.payload.matterId, lineOf(event.payload));
    const change = changeOf(event);
    if (change !== undefined) {
      const line = added.get(change.matter_id);
      if (line === undefined) changed.set(change.matter_id, { ...changed.get(change.matter_id), ...present(change) });
      else Object.assign(line, present(change));
    }
    const told = stepOf(event);
    if (told !== undefined) steps.push(told);
    if (is(event, matterRemoved)) {
      const { matterId, version } = event.payload;
      removed.set(matterId, { matter_id: matterId, version });
    }
  }
  const isLeft = (row: { matter_id: string }) => !removed.has(row.matter_id);
  return {
    added: [...added.values()].filter(isLeft),
    changed: [...changed.values()].filter(isLeft),
    steps: steps.filter(isLeft),
    removed: [...removed.values()],
  };
}

/** Whether the office still owes something in this state. A suggestion ends with its reply (B.6). */
export function isOpenState(state: string): boolean {
  if (['replied', 'rewarded', 'archived'].includes(state)) return false;
  return !isClaimState(state) || openClaimStates.includes(state);
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
    received_at: event.receivedAt,
    registered_at: event.registeredAt,
  };
}

function changeOf(event: Told): LineChange | undefined {
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
