import { randomUUID } from 'node:crypto';
import { type HandlingFile } from '../file/file.table.js';
import { HandlingRecord } from './record.table.js';

type Given = Pick<HandlingRecord, 'kind' | 'title' | 'content'> & { readonly place?: string };

/** A record as a row that is added beside a move. */
export function recordOf(file: HandlingFile, { place, ...given }: Given, by: string[], takenAt: Date) {
  const row: HandlingRecord = { id: randomUUID(), matterId: file.id, ...given, place: place ?? null, takenAt, by };
  return { table: HandlingRecord, row };
}

/** What one official decided and why, where the file must keep the text. */
export function noteOf(file: HandlingFile, given: Given, by: string, at: Date) {
  return recordOf(file, given, [by], at);
}
