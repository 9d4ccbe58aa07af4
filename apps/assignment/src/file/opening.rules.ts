import { handlingMoved, type MatterMoved, type UnitEntry } from '@huiyin/contracts';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import { standingOf } from './move.rules.js';
import { type HandlingFile } from './file.table.js';
import { tasksOf } from './task.rules.js';

/** States with which a matter comes over from intake. */
const opening: ReadonlySet<string> = new Set(['acceptance_pending', 'under_study']);

/** What was told of a matter before it was taken. */
export interface Before {
  /** When the unit that answers now received it. */
  readonly receivedAt: Date | undefined;
  readonly submissionNo: string | undefined;
}

/** When an office received a matter first, by its registration or by a hand-over. */
export interface Receipt {
  readonly unitId: number;
  readonly receivedAt: Date;
  readonly isHandOver: boolean;
}

/**
 * From when the days count of whoever has the matter now: its own first receipt. R24 ¶1: whoever is named competent goes on with the days
 * of the office that disputed. R24 ¶2: an heir received nothing itself; it goes on with those of the latest hand-over, or of the
 * registration for what it keeps (R23 ¶2).
 */
export function startOfDays(
  { command, unitId, otherUnitId }: Pick<MatterMoved, 'command' | 'unitId' | 'otherUnitId'>,
  receipts: readonly Receipt[],
): Date | undefined {
  if (command === 'keep-for-own-handling') return receipts.find(({ isHandOver }) => !isHandOver)?.receivedAt;
  const receiver = command === 'decide-jurisdiction' ? otherUnitId : unitId;
  const handOvers = receipts.filter(({ isHandOver }) => isHandOver).sort((a, b) => +a.receivedAt - +b.receivedAt);
  return (receipts.find((receipt) => receipt.unitId === receiver) ?? handOvers.at(-1))?.receivedAt;
}

export interface Opened {
  readonly row: HandlingFile;
  readonly event: Outgoing;
}

/** True when the competent office has taken the matter: its file begins. */
export function opensFile({ state }: MatterMoved): boolean {
  return opening.has(state);
}

/** The file as it begins, and the move that says so: the same command, in the new keeper's words. */
export function opened(event: MatterMoved, before: Before, units: readonly UnitEntry[]): Opened {
  const { matterId, at, transition, command, values, countsFrom, days } = event;
  const reviewUnit = reviewUnitOf(event.unitId, event.senderUnitId, units);
  const unit = units.find((one) => one.id === event.unitId);
  const row: HandlingFile = {
    id: matterId,
    version: 1,
    matterVersion: event.version,
    matterKind: event.state === 'under_study' ? 'suggestion' : 'claim',
    state: event.state,
    unitId: event.unitId,
    unitName: event.unitName,
    officerId: event.officerId,
    officerName: event.officerName,
    secondOfficerId: null,
    secondOfficerName: null,
    senderUnit: event.senderUnitId ?? null,
    reviewUnit,
    seenBy: [...new Set([...event.seenBy, event.unitId, reviewUnit])],
    accusedUnits: event.accusedUnitIds ?? [],
    givenBackAt: null,
    aspects: [],
    owesUrgentReport: event.owesUrgentReport ?? false,
    recused: [],
    pending: null,
    requests: [],
    evidenceCount: 0,
    isAssigned: days !== undefined,
    periodDays: days ?? null,
    profile: unit?.profile ?? 'national',
    submissionNo: before.submissionNo ?? '',
    receivedAt: before.receivedAt ?? new Date(countsFrom ?? at),
    acceptedAt: null,
    handlingStartedAt: null,
    handlingDueOn: null,
    // None granted yet; not a period of the law.
    extensionDays: 0,
    draftNo: 0,
    finding: null,
    hasSupported: false,
    draftedBy: null,
    reviewedBy: null,
    isMajor: false,
    issuedAt: null,
    servedOn: null,
    evaluations: [],
    hasClosingReport: false,
    executionUnit: null,
    executionDueOn: null,
    executionConfirmedAt: null,
    executionDispute: null,
    closingReason: null,
    closedAt: null,
    shelfMark: null,
  };
  return {
    row,
    event: outgoing(handlingMoved, {
      ...standingOf(row),
      at,
      transition,
      command,
      tasks: tasksOf(row),
      papers: [],
      values,
      ...(countsFrom === undefined ? {} : { countsFrom }),
      ...(days === undefined ? {} : { days }),
    }),
  };
}

/**
 * The bureau that reads an opinion before it is issued: the one that dispatched the matter; else the one beside the unit or, step by
 * step, above it; else that of its division; without any, the unit's own.
 */
export function reviewUnitOf(unitId: number, senderUnitId: number | undefined, units: readonly UnitEntry[]): number {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const bureaus = units.filter((unit) => unit.kind === 'petition-bureau' && unit.standing === 'open');
  if (bureaus.some((bureau) => bureau.id === senderUnitId)) return senderUnitId as number;
  const own = known.get(unitId);
  let above = own?.parentId;
  for (let steps = 0; above !== undefined && steps < 20; steps++) {
    const parentId = above;
    const bureau = bureaus.find((one) => one.parentId === parentId);
    if (bureau !== undefined) return bureau.id;
    above = known.get(parentId)?.parentId;
  }
  return bureaus.find((one) => one.divisionCode === own?.divisionCode)?.id ?? unitId;
}
