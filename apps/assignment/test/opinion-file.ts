import { type HandlingFile } from '../src/file/file.table.js';

export const lead = '00000000-0000-4000-8000-00000000a001';
export const second = '00000000-0000-4000-8000-00000000a002';
export const head = '00000000-0000-4000-8000-00000000a003';
export const reviewer = '00000000-0000-4000-8000-00000000a004';

/** A file in the middle of its handling; a test says only what it is about. */
export function aFile(given: Partial<HandlingFile> = {}): HandlingFile {
  return {
    id: '00000000-0000-4000-8000-00000000f001',
    version: 5,
    matterVersion: 3,
    matterKind: 'claim',
    state: 'in_handling',
    unitId: 3,
    unitName: '青禾县人社局',
    officerId: lead,
    officerName: '陈安',
    secondOfficerId: second,
    secondOfficerName: '林静',
    senderUnit: 2,
    reviewUnit: 2,
    seenBy: [2, 3],
    accusedUnits: [],
    givenBackAt: null,
    aspects: [],
    owesUrgentReport: false,
    recused: [],
    pending: null,
    requests: ['发还拖欠的工资', '书面道歉'],
    evidenceCount: 1,
    isAssigned: false,
    periodDays: null,
    profile: 'national',
    submissionNo: '99990120260301A000018',
    receivedAt: new Date('2026-03-01T02:00:00Z'),
    acceptedAt: new Date('2026-03-02T02:00:00Z'),
    handlingStartedAt: new Date('2026-03-02T02:00:00Z'),
    handlingDueOn: '2026-05-01',
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
    ...given,
  };
}

/** The code of the refusal that `act` throws; fails when it refuses nothing. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was not refused');
}
