import { randomUUID } from 'node:crypto';
import { type Receipt, type Task } from '@huiyin/contracts';
import { Caller, jsonIn } from './caller.js';
import { type Canaries, petitionOf, pixel } from './canaries.js';
import { type OfficeProcess } from './office-process.js';
import { type PathWords } from './path-words.js';

/** Stands for the unit of an accusation: no ordinary act reaches it, not even an auditor's. */
export const noUnit = 0;

/** One petition of the world, with everything by which it could be asked for. */
export interface Target {
  readonly label: string;
  /** The unit that answers for it; `noUnit` for an accusation. */
  readonly unit: number;
  /** Every unit that may read it. */
  readonly readers: readonly number[];
  readonly matterId: string;
  readonly submissionId: string;
  readonly attachmentId: string;
  readonly submissionNo: string;
  readonly queryCode: string;
  readonly words: Canaries;
  /** What was written on its way, and what came of it. */
  readonly path?: PathWords;
  readonly papers: readonly { readonly id: string; readonly kind: string }[];
  readonly handOverIds: readonly string[];
  readonly letterIds: readonly string[];
  /** What is owed on it. */
  readonly tasks: readonly Task[];
}

/** Uploads the pixel under a name. */
export async function upload(caller: Caller, fileName: string): Promise<string> {
  const form = new FormData();
  form.append('files', new Blob([pixel]), fileName);
  const heard = await caller.send('POST', '/api/v1/attachments', {
    body: form,
    headers: { 'idempotency-key': randomUUID() },
  });
  const [stored] = jsonIn<{ attachments?: { attachmentId: string }[] }>(heard).attachments ?? [];
  if (stored === undefined) throw new Error(`the upload was refused: ${heard.body}`);
  return stored.attachmentId;
}

/** Nothing has happened to it yet. */
export const noPath = { papers: [], handOverIds: [], letterIds: [], tasks: [] };

/** Hands a petition in, with a file. */
export async function register(office: OfficeProcess, words: Canaries, more: object) {
  const citizen = Caller.anonymous(office.url);
  const attachmentId = await upload(citizen, words.fileName);
  const heard = await citizen.post('/petitions', petitionOf(words, { attachmentIds: [attachmentId], ...more }));
  if (heard.status !== 201) throw new Error(`not registered: ${heard.body}`);
  return { attachmentId, receipt: jsonIn<Receipt>(heard) };
}

/** A counter that may not classify sees what it received, and another office answers for it. */
export async function openMatter(
  office: OfficeProcess,
  label: string,
  counter: number,
  words: Canaries,
): Promise<Target> {
  const { attachmentId, receipt } = await register(office, words, { receivingUnitId: counter });
  const [row] = await office.rows<{ id: string; matter_id: string; officer_id: string; unit: number }>(
    `select s.id, s.matter_id, m.officer_id, m.responsible_unit as unit from intake.submission s join intake.matter m on m.id = s.matter_id
     where s.submission_no = $1`,
    [receipt.submissionNo],
  );
  if (row === undefined) throw new Error('a receipt without a row');
  const { submissionNo, queryCode } = receipt;
  const ids = { matterId: row.matter_id, submissionId: row.id, attachmentId };
  const { unit } = row;
  const tasks = [{ act: 'classify', unitId: unit, officerId: row.officer_id }];
  return {
    label,
    unit,
    readers: [...new Set([unit, counter])],
    ...ids,
    submissionNo,
    queryCode,
    words,
    ...noPath,
    tasks,
  };
}
