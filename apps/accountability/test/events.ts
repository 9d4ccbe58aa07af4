import { randomUUID } from 'node:crypto';
import {
  type MatterClassified,
  type MatterLinked,
  type MatterReassigned,
  type SubmissionRegistered,
} from '@huiyin/contracts';
import { bureau, departmentOfficer, humanResources, triageOfficer } from './neighbours.js';

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
