import { type EntityManager } from 'typeorm';
import { type HandlingDetail } from '@huiyin/contracts';
import { type UnitDirectory } from '@huiyin/service';
import { type HandlingFile } from '../file/file.table.js';
import { ExecutionOrder, Opinion, OpinionCheck } from './opinion.table.js';

/** The last draft, and why it came back if it did: for its officer, its reader and its head. */
export async function draftOf(
  manager: EntityManager,
  { id: matterId, draftNo }: HandlingFile,
): Promise<Pick<HandlingDetail, 'draft'>> {
  if (draftNo === 0) return {};
  const draft = await manager.findOne(Opinion, { where: { matterId, draftNo } });
  if (draft === null) return {};
  const returned = await manager.findOne(OpinionCheck, {
    where: { matterId, draftNo, isReturned: true },
    order: { checkedAt: 'desc' },
  });
  const { summary, isMajor } = draft;
  return { draft: { draftNo, summary, isMajor, ...(returned === null ? {} : { returnedBecause: returned.remark }) } };
}

/** What was ordered to be carried out: for the office that must, and the one that watches it. */
export async function executionOf(
  manager: EntityManager,
  { id: matterId, executionUnit }: HandlingFile,
  units: UnitDirectory,
): Promise<Pick<HandlingDetail, 'execution'>> {
  if (executionUnit === null) return {};
  const order = await manager.findOne(ExecutionOrder, { where: { matterId } });
  if (order === null) return {};
  const { unitId, dueOn, demand } = order;
  return { execution: { unitId, unit: units.find(unitId)?.name ?? String(unitId), dueOn, demand } };
}
