import { randomUUID } from 'node:crypto';
import {
  type HandlingMoved,
  type MatterClassified,
  type MatterLinked,
  type MatterMove,
  type MatterReassigned,
  type SubmissionRegistered,
} from '@huiyin/contracts';
import { claimMachine, suggestionMachine, type TransitionRow } from '@huiyin/statute';
import { bureau, departmentOfficer, humanResources, triageOfficer } from './neighbours.js';

const rows: readonly TransitionRow[] = [...claimMachine.rows, ...suggestionMachine.rows];

export function aRegistration(given: Partial<SubmissionRegistered> = {}): SubmissionRegistered {
  return {
    matterId: randomUUID(),
    version: 1,
    submissionId: randomUUID(),
    submissionNo: '999901-2026-000001',
    channel: 'online',
    receivedAt: new Date().toISOString(),
    registeredAt: new Date().toISOString(),
    unitId: bureau,
    unitName: '青禾县信访局',
    officerId: triageOfficer,
    officerName: '某某',
    clockRule: 'TL-01',
    profile: 'fast_520_210',
    ...given,
  };
}

export function aClassification(matterId: string, version: number): MatterClassified {
  const at = new Date().toISOString();
  return {
    matterId,
    version,
    at,
    matterKind: 'suggestion',
    state: 'studying',
    category: 'wages',
    path: 'suggestion',
    urgency: 'ordinary',
  };
}

export function aLink(matterId: string, version: number): MatterLinked {
  return {
    matterId,
    version,
    at: new Date().toISOString(),
    existingMatterId: randomUUID(),
    existingSubmissionNo: '999901-2026-000002',
  };
}

export function aReassignment(matterId: string, version: number): MatterReassigned {
  return {
    matterId,
    version,
    at: new Date().toISOString(),
    unitId: humanResources,
    unitName: '青禾县人力资源和社会保障局',
    officerId: departmentOfficer,
    officerName: '某某',
    reason: 'unit-succeeded',
  };
}

/** Of the machine's row `transition`; the bureau answers and has sent it nowhere unless told. */
export function aMove(
  matterId: string,
  version: number,
  transition: string,
  given: Partial<MatterMove> = {},
): MatterMove {
  const row = rows.find(({ id }) => id === transition);
  if (row === undefined) throw new Error(`no row ${transition}`);
  return {
    matterId,
    version,
    at: new Date().toISOString(),
    transition,
    command: row.command,
    state: row.to === 'unchanged' ? (row.from[0] ?? 'received') : row.to,
    unitId: bureau,
    unitName: '青禾县信访局',
    officerId: triageOfficer,
    officerName: '某某',
    seenBy: [bureau],
    tasks: [],
    papers: [],
    values: {},
    ...given,
  };
}

/** The bureau offers it to an office; `days` for an assignment. */
export function anOffer(matterId: string, version: number, given: Partial<MatterMove> = {}): MatterMove {
  const otherUnitId = given.otherUnitId ?? humanResources;
  const transition = given.days === undefined ? 'T11' : 'T12';
  const tasks = [{ act: 'take', unitId: otherUnitId, rule: 'TL-04' }];
  return aMove(matterId, version, transition, { otherUnitId, seenBy: [bureau, otherUnitId], tasks, ...given });
}

/** The department answers from now on. */
export const byDepartment = {
  unitId: humanResources,
  unitName: '青禾县人力资源和社会保障局',
  officerId: departmentOfficer,
  senderUnitId: bureau,
  seenBy: [bureau, humanResources],
} satisfies Partial<MatterMove>;

/** A move of the department's file, opened at intake's `matterVersion`. */
export function aHandlingMove(
  matterId: string,
  version: number,
  transition: string,
  given: Partial<HandlingMoved> & Pick<HandlingMoved, 'matterVersion'>,
): HandlingMoved {
  const { matterVersion, ...rest } = given;
  return { ...aMove(matterId, version, transition, { ...byDepartment, ...rest }), matterVersion };
}
