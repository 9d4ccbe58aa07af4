import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Assign,
  type Forward,
  type HandOverChanged,
  type KeepForOwnHandling,
  type MatterChanged,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { type Act } from '@huiyin/statute';
import { Authorities, Changes } from '@huiyin/service';
import { moved, stepOf } from '../matter/matter-move.rules.js';
import { order, refuseUnlessAnswerable } from '../matter/matter-order.js';
import { Matter } from '../matter/matter.table.js';
import { IntakePapers, issuedOf } from '../paper/intake-papers.js';
import { dueDates } from '../submission/first-clock.js';
import { transferPapers } from './hand-over.papers.js';
import { type Dispatch, offered } from './hand-over.rules.js';
import { type HandOverKind } from './hand-over.table.js';
import { MatterLookup } from './matter-facts.js';
import { Recipients } from './recipients.js';
import { takenBy } from './ruling.rules.js';
import { refuseProhibitedKeeping } from './transfer.rules.js';

/** The sender's side: to whom a matter goes. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly lookup: MatterLookup,
    private readonly recipients: Recipients,
    private readonly papers: IntakePapers,
  ) {}

  forward(input: Forward, call: Call): Promise<HandOverChanged> {
    return this.#offer('forward', 'forward', input, call);
  }

  assign(input: Assign, call: Call): Promise<HandOverChanged> {
    return this.#offer('assign', 'assign', input, call, input.periodDays);
  }

  referForStudy(input: Forward, call: Call): Promise<HandOverChanged> {
    return this.#offer('refer-for-study', 'study', input, call);
  }

  async #offer(
    act: Act,
    kind: HandOverKind,
    input: Forward,
    call: Call,
    periodDays?: number,
  ): Promise<HandOverChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    const toUnit = this.recipients.open(input.toUnitId);
    const informed = (input.informUnitIds ?? []).map((id) => this.recipients.open(id).id);
    const facts = await this.lookup.facts(input.matterId, scope);
    const dispatch: Dispatch = {
      id: randomUUID(),
      kind,
      recipient: await this.recipients.recipient(toUnit, facts.accusedOfficials),
      toSite: this.recipients.homeOf(toUnit),
      fromSite: this.recipients.site,
      note: input.note,
      isDirect: input.isDirect ?? false,
      informed,
      periodDays,
      by: call.actor.id,
    };
    const templates = await this.papers.templates('F-02', 'F-03');
    const answer = await this.changes.change(Matter, order(act, input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      const due = dueDates('TL-04', toUnit.profile, now);
      const issue = { matterId: matter.id, officeId: matter.responsibleUnit, facts, at: now, by: call.actor.id };
      const [notice, slip] = transferPapers(
        {
          kind,
          toUnit: toUnit.id,
          toUnitName: toUnit.name,
          toUnitPhone: toUnit.phone,
          toProfile: toUnit.profile,
          note: input.note,
          periodDays,
          officer: matter.officerName,
          officePhone: this.papers.contactOf(matter.responsibleUnit),
        },
        issue,
      );
      const papers = [this.papers.issue(notice, issue, templates), this.papers.issue(slip, issue, templates)];
      const times = { now, objectionDueAt: new Date(due.legalDueAt) };
      const decision = offered(matter, dispatch, this.recipients.offices, times, issuedOf(papers));
      return { ...decision, adds: [...decision.adds, ...papers] };
    });
    this.papers.nudge();
    return answer;
  }

  /** T11.1, R23 ¶2: the office that received it directly is the competent one. */
  async keep(input: KeepForOwnHandling, call: Call): Promise<MatterChanged> {
    const scope = await this.authorities.scopeOf(call, 'keep-for-own-handling');
    const { responsibleUnit, accusedOfficials } = await this.lookup.facts(input.matterId, scope);
    const recipient = await this.recipients.recipient(this.recipients.open(responsibleUnit), accusedOfficials);
    return this.changes.change(Matter, order('keep-for-own-handling', input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      const step = stepOf(matter, 'keep-for-own-handling');
      refuseProhibitedKeeping(matter, recipient);
      const officer = { id: matter.officerId, name: matter.officerName };
      const { nameOf } = this.recipients.offices;
      const move = moved(matter, step, nameOf, {
        row: takenBy(matter.responsibleUnit, officer),
        at: now,
        tasks: [],
        values: { unit: nameOf(matter.responsibleUnit), officer: officer.name },
      });
      return {
        row: move.row,
        events: [move.event],
        answer: { matterId: matter.id, version: move.version, state: move.state },
        reason: input.note,
      };
    });
  }
}
