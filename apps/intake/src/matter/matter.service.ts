import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type Classify,
  type EscalateUrgent,
  type LinkToExisting,
  type MatterChanged,
  matterRemoved,
  Problem,
} from '@huiyin/contracts';
import { type Call, outgoing, putInOutbox } from '@huiyin/messaging';
import {
  appendAudit,
  auditOf,
  Authorities,
  Changes,
  Database,
  once,
  type Scope,
  staleVersion,
  UnitDirectory,
} from '@huiyin/service';
import { Classification } from './classification.table.js';
import { desksOf } from './desks.js';
import { MatterSealing } from './matter-sealing.js';
import { classified, escalated, lawful, linked, pathOf } from './matter.rules.js';
import { isSeen, order, refuseUnlessAnswerable } from './matter-order.js';
import { Matter } from './matter.table.js';

/** Triage: kind and path, links, urgency. A named clerk decides each of them. */
@Injectable()
export class MatterService {
  constructor(
    private readonly changes: Changes,
    private readonly database: Database,
    private readonly authorities: Authorities,
    private readonly units: UnitDirectory,
    private readonly sealing: MatterSealing,
  ) {}

  async classify(input: Classify, call: Call): Promise<MatterChanged> {
    const scope = await this.authorities.scopeOf(call, 'classify');
    if (input.kind === 'accusation') return this.#seal(input, call, scope);
    return this.changes.change(Matter, order('classify', input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      const decision = classified(matter, input, desksOf(this.units), now);
      return { ...decision, adds: [{ table: Classification, row: remembered(input, call, decision.answer, now) }] };
    });
  }

  async link(input: LinkToExisting, call: Call): Promise<MatterChanged> {
    const scope = await this.authorities.scopeOf(call, 'link-to-existing');
    const existing = await this.database.inScope(scope, (manager) =>
      this.#existing(manager, input.existingMatterId, scope),
    );
    return this.changes.change(Matter, order('link-to-existing', input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      return linked(matter, input, existing, now);
    });
  }

  async escalate(input: EscalateUrgent, call: Call): Promise<MatterChanged> {
    const scope = await this.authorities.scopeOf(call, 'escalate-urgent');
    if (input.reportTo.some((id) => this.units.find(id)?.standing !== 'open')) throw new Problem('unit-not-found');
    return this.changes.change(Matter, order('escalate-urgent', input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      return escalated(matter, input, now);
    });
  }

  async #existing(manager: EntityManager, id: string, scope: Scope): Promise<{ matter: Matter; submissionNo: string }> {
    const matter = await manager.findOne(Matter, { where: { id } });
    if (matter === null || !isSeen(matter, scope)) throw new Problem('link-target-unfit');
    const rows = (await manager.query(
      'select submission_no from intake.submission where matter_id = $1 order by registered_at limit 1',
      [id],
    )) as [{ submission_no: string }];
    return { matter, submissionNo: rows[0].submission_no };
  }

  /**
   * R22, R30: a clerk found an accusation among the claims. It is sealed first and then leaves the ordinary side with every row, in one
   * transaction there; a crash between the two leaves both, and doing it again seals nothing twice.
   */
  async #seal(input: Classify, call: Call, scope: Scope): Promise<MatterChanged> {
    pathOf(input);
    return this.database.inScope(scope, (manager) =>
      once(manager, 'intake', 'intake.classify.v1', call, input, async () => {
        const matter = await manager.findOne(Matter, {
          where: { id: input.matterId },
          lock: { mode: 'pessimistic_write' },
        });
        if (matter === null) throw new Problem('not-found');
        refuseUnlessAnswerable(matter, scope);
        const { id: object, version: current } = matter;
        if (current !== input.expectedVersion)
          throw await staleVersion(manager, { schema: 'intake', object, expected: input.expectedVersion, current });
        lawful(matter, 'classify');
        await this.sealing.seal(manager, matter, input, call);
        const version = matter.version + 1;
        await putInOutbox(manager, 'intake', [outgoing(matterRemoved, { matterId: matter.id, version })]);
        await appendAudit(manager, 'intake', this.sealing.site, [
          { ...auditOf(call), act: 'classify', object: matter.id, version, outcome: 'done' },
        ]);
        return { matterId: matter.id, version, state: 'triaged' };
      }),
    );
  }
}

/** The reasons of a classification, beside the audit, for whoever reads the matter later. */
function remembered(input: Classify, call: Call, answer: MatterChanged, now: Date): Partial<Classification> {
  const { kind, category, answers, urgency, reason } = input;
  const { matterId, version, path } = answer;
  return {
    matterId,
    version,
    at: now,
    byOfficial: call.actor.id,
    kind,
    category,
    path: path ?? '',
    answers,
    urgency,
    reason,
  };
}
