import { randomUUID } from 'node:crypto';
import { type HearPetitioner, type RecordEvidence } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { HandlingRecord } from './record.table.js';

type Given = Pick<HandlingRecord, 'kind' | 'title' | 'content'> & Partial<Pick<HandlingRecord, 'place' | 'takenAt'>>;

/** What one official decided and why, where the file must keep the text. */
export function noteOf(file: HandlingFile, given: Given, by: string, at: Date) {
  return rowOf(file, { takenAt: at, ...given }, [by]);
}

/** A record of a hearing, word by word. */
export function hearingOf(file: HandlingFile, order: HearPetitioner, title: string, by: string) {
  const { manner, statements, requests, isSigned, unsignedBecause } = order;
  const content = { manner, statements, requests, isSigned, unsignedBecause };
  return takenOf(file, order, { kind: 'hearing', title, content }, by);
}

/** A record of evidence. */
export function evidenceOf(file: HandlingFile, order: RecordEvidence, by: string) {
  const { title, evidenceKind, findings, statements } = order;
  return takenOf(file, order, { kind: 'evidence', title, content: { evidenceKind, findings, statements } }, by);
}

function takenOf(file: HandlingFile, order: HearPetitioner | RecordEvidence, given: Given, by: string) {
  const { place, secondOfficerId } = order;
  return rowOf(file, { ...given, place, takenAt: new Date(order.takenAt) }, [by, secondOfficerId]);
}

function rowOf(file: HandlingFile, given: Given & Pick<HandlingRecord, 'takenAt'>, by: string[]) {
  const row: HandlingRecord = { id: randomUUID(), matterId: file.id, place: null, ...given, by };
  return { table: HandlingRecord, row };
}
