import { type SubmissionRegistered, type UnitEntry } from '@huiyin/contracts';
import { type Matter } from '@huiyin/intake/rules';
import { bureau, type County, county as government, village } from './county.js';

export const matterId = '00000000-0000-4000-8000-000000000001';

/** The matter as its registration leaves it. */
export function matterOf(now: number, unit: number, officer: string): Matter {
  return {
    id: matterId,
    version: 1,
    state: 'registered',
    kind: null,
    category: null,
    path: null,
    locationCode: null,
    urgency: 'ordinary',
    responsibleUnit: unit,
    officerId: officer,
    officerName: officer,
    linkedTo: null,
    registeredAt: new Date(now),
    keptBy: 'intake',
    seenBy: [unit],
    senderUnit: null,
    offeredTo: null,
    offerId: null,
    attempt: 0,
    returns: 0,
    objectedUnits: [],
    informedUnits: [],
    decidingUnit: null,
    pending: null,
    periodDays: null,
    dispatchedAt: null,
    closingReason: null,
    accusedUnits: [],
    accusedOfficials: [],
    handlingVersion: 0,
    owesUrgentReport: false,
  } as Matter;
}

/** What is told of the registration. */
export function registrationOf(now: number, unit: number, officer: string, profile: string): SubmissionRegistered {
  return {
    matterId,
    version: 1,
    submissionId: matterId,
    submissionNo: 'QH-2026-000001',
    channel: 'online',
    receivedAt: new Date(now).toISOString(),
    registeredAt: new Date(now).toISOString(),
    unitId: unit,
    unitName: `${unit}`,
    officerId: officer,
    officerName: officer,
    clockRule: unit === bureau ? 'TL-01' : 'TL-02',
    profile,
  };
}

/** The offices as the directory tells them. */
export function unitsOf(county: County): UnitEntry[] {
  const unit = (id: number, kind: string, parentId?: number) =>
    ({
      id,
      kind,
      parentId,
      name: `${id}`,
      standing: 'open',
      profile: 'national',
      dutyOfficerId: county.duty.get(id),
    }) as UnitEntry;
  return [
    unit(government, 'government'),
    unit(bureau, 'petition-bureau', government),
    ...[...county.staff.keys()]
      .filter((id) => id > bureau)
      .map((id) => unit(id, id === village ? 'village-committee' : 'department', government)),
  ];
}
