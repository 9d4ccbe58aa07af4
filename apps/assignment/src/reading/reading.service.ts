import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type HandlingDetail, Problem, type RecordEntry, type RequestEntry } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import {
  appendAudit,
  auditOf,
  Authorities,
  Database,
  type Scope,
  type Settings,
  SETTINGS,
  UnitDirectory,
} from '@huiyin/service';
import { shownDispute } from '../dispute/dispute.service.js';
import { HandlingFile } from '../file/file.table.js';
import { draftOf, executionOf } from '../opinion/opinion.detail.js';
import { Answer } from '../opinion/opinion.table.js';

/** A file as officials read it. */
@Injectable()
export class Reading {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly authorities: Authorities,
    private readonly units: UnitDirectory,
  ) {}

  /** @throws Problem `not-found` where the file is not there or not in scope. */
  async read(matterId: string, call: Call): Promise<HandlingDetail> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.database.inScope(scope, async (manager) => {
      const file = await manager.findOne(HandlingFile, { where: { id: matterId } });
      const isSeen = file !== null && (scope.isEverything || file.seenBy.some((unit) => scope.units.includes(unit)));
      if (!isSeen) throw new Problem('not-found');
      if (call.reason !== undefined) {
        await appendAudit(manager, 'assignment', this.settings.site, [
          { ...auditOf(call), act: 'read-matter', object: matterId, reason: call.reason, outcome: 'done' },
        ]);
      }
      const requests = await requestsOf(manager, file);
      return {
        ...detailOf(file, requests, await recordsOf(manager, matterId)),
        ...pendingOf(file, scope),
        ...(await draftOf(manager, file)),
        ...(await executionOf(manager, file, this.units)),
        ...(await shownDispute(manager, file)),
      };
    });
  }
}

/** Who must decide sees what was proposed; others only that something waits: a ground of recusal is nobody else's. */
function pendingOf({ pending, unitId }: HandlingFile, scope: Scope): Pick<HandlingDetail, 'pending'> {
  if (pending === null) return {};
  const { act, at, byName, order } = pending;
  return { pending: { act, at, by: byName, ...(scope.units.includes(unitId) ? { order } : {}) } };
}

/** What was asked for, with what the last draft answers to it. */
async function requestsOf(manager: EntityManager, { id, draftNo, requests }: HandlingFile): Promise<RequestEntry[]> {
  const answers = draftNo === 0 ? [] : await manager.find(Answer, { where: { matterId: id, draftNo } });
  return requests.map((text, at) => {
    const given = answers.find((answer) => answer.requestNo === at + 1);
    const { finding, facts, law, answer } = given ?? {};
    return { no: at + 1, text, ...(given === undefined ? {} : { finding, facts, law, answer }) } as RequestEntry;
  });
}

async function recordsOf(manager: EntityManager, matterId: string): Promise<RecordEntry[]> {
  const rows = (await manager.query(
    `select id, kind, taken_at, title from assignment.record where matter_id = $1 and kind in ('hearing','evidence') order by taken_at, id`,
    [matterId],
  )) as { id: string; kind: RecordEntry['kind']; taken_at: Date; title: string }[];
  return rows.map((row) => ({
    recordId: row.id,
    kind: row.kind,
    takenAt: row.taken_at.toISOString(),
    title: row.title,
  }));
}

function detailOf(file: HandlingFile, requests: RequestEntry[], records: RecordEntry[]): HandlingDetail {
  const { secondOfficerId, secondOfficerName, closingReason, servedOn } = file;
  return {
    matterId: file.id,
    version: file.version,
    matterKind: file.matterKind,
    state: file.state,
    unitId: file.unitId,
    unit: file.unitName,
    officer: { officialId: file.officerId, name: file.officerName },
    ...(secondOfficerId === null
      ? {}
      : { secondOfficer: { officialId: secondOfficerId, name: secondOfficerName ?? '' } }),
    aspects: file.aspects,
    requests,
    records,
    evaluations: [...file.evaluations],
    ...(closingReason === null ? {} : { closingReason }),
    ...(servedOn === null ? {} : { servedOn }),
  };
}
