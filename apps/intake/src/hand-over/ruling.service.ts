import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type DecideJurisdiction,
  type DecisionTaken,
  Problem,
  type RuleOnObjection,
  type UnitEntry,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Changes, type Scope } from '@huiyin/service';
import { order, refuseUnlessAnswerable } from '../matter/matter-order.js';
import { stepOf } from '../matter/matter-move.rules.js';
import { Matter } from '../matter/matter.table.js';
import { IntakePapers, issuedOf } from '../paper/intake-papers.js';
import { destinationNotice, rulingPaper } from './hand-over.papers.js';
import { type HandOverDecision } from './hand-over.rules.js';
import { jurisdictionDecided } from './jurisdiction.rules.js';
import { type MatterFacts, MatterLookup } from './matter-facts.js';
import { Recipients } from './recipients.js';
import { proposed, rejected, secondPerson, upheld } from './ruling.rules.js';

type Templates = Awaited<ReturnType<IntakePapers['templates']>>;

/** What the sender rules on an objection, and what the common superior decides on a dispute. */
@Injectable()
export class RulingService {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly lookup: MatterLookup,
    private readonly recipients: Recipients,
    private readonly papers: IntakePapers,
  ) {}

  /** T15 is only proposed here; T16 stands at once. */
  async rule(input: RuleOnObjection, call: Call): Promise<DecisionTaken> {
    const scope = await this.authorities.scopeOf(call, 'rule-on-objection');
    const facts = await this.lookup.facts(input.matterId, scope);
    if (input.ruling === 'rejected') return this.#decide(input, facts, call, scope);
    const { matterId: _id, expectedVersion: _version, ...kept } = input;
    return this.changes.change(Matter, order('rule-on-objection', input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      const pending = { act: 'rule-on-objection' as const, at: now.toISOString(), by: call.actor.id, order: kept };
      return proposed(matter, pending, { command: 'uphold-objection', reason: input.reasons }, this.recipients.offices);
    });
  }

  async #decide(input: RuleOnObjection, facts: MatterFacts, call: Call, scope: Scope): Promise<DecisionTaken> {
    const name = await this.recipients.nameOfOfficial(call.actor.id);
    const templates = await this.papers.templates('F-04');
    const answer = await this.changes.change(
      Matter,
      order('rule-on-objection', input, call, scope),
      (matter: Matter, now) => {
        refuseUnlessAnswerable(matter, scope);
        if (matter.pending !== null) throw new Problem('decision-pending');
        const offer = offerOf(facts, matter, 'rule-on-objection');
        // The paper quotes the objection: it must be one, and the facts must have been read after it.
        stepOf(matter, 'reject-objection');
        if (facts.objection === undefined) throw new Problem('stale-version', { current: matter.version });
        const paper = this.#paper(matter, input, facts, now, { id: call.actor.id, name }, templates);
        const ruling = { ...input, by: call.actor.id };
        const officer = this.recipients.officerOf(offer.toUnit);
        const decision = rejected(matter, offer, officer, ruling, this.recipients.offices, now, issuedOf([paper]));
        return { ...decision, adds: [...decision.adds, paper] };
      },
    );
    this.papers.nudge();
    return answer;
  }

  /** The second person's yes to an upheld objection (T15). */
  uphold(
    matter: Matter,
    facts: MatterFacts,
    call: Call,
    name: string,
    now: Date,
    templates: Templates,
  ): HandOverDecision<DecisionTaken> {
    const pending = secondPerson(matter, call.actor.id);
    const input = pending.order as RuleOnObjection;
    const offer = offerOf(facts, matter, 'rule-on-objection');
    const paper = this.#paper(matter, input, facts, now, { id: call.actor.id, name }, templates);
    const ruling = { reasons: input.reasons, legalBasis: input.legalBasis, by: pending.by };
    const decision = upheld(matter, offer, ruling, this.recipients.offices, now, issuedOf([paper]));
    return { ...decision, adds: [...decision.adds, paper] };
  }

  /** T18, R24: by the head of the bureau under the common superior of the two, or the leader there. */
  async decideJurisdiction(input: DecideJurisdiction, call: Call): Promise<DecisionTaken> {
    const deciding = await this.#decidingUnits(call);
    const scope = { ...(await this.authorities.scopeOf(call, 'decide-jurisdiction')), units: deciding };
    const facts = await this.lookup.facts(input.matterId, scope);
    const unit = this.recipients.open(input.toUnitId);
    const recipient = await this.recipients.recipient(unit, facts.accusedOfficials);
    const templates = await this.papers.templates('F-02');
    const answer = await this.changes.change(
      Matter,
      order('decide-jurisdiction', input, call, scope),
      (matter: Matter, now) => {
        if (matter.decidingUnit === null || !deciding.includes(matter.decidingUnit)) throw new Problem('not-found');
        const offer = offerOf(facts, matter, 'decide-jurisdiction');
        const named = {
          recipient,
          officer: this.recipients.officerOf(unit.id),
          site: this.recipients.homeOf(unit),
          handOverId: randomUUID(),
        };
        const notice =
          unit.id === offer.toUnit ? [] : [this.#notice(matter, unit, facts, now, call.actor.id, templates)];
        const { offices } = this.recipients;
        const decision = jurisdictionDecided(
          matter,
          offer,
          named,
          input,
          call.actor.id,
          offices,
          now,
          issuedOf(notice),
        );
        return { ...decision, adds: [...decision.adds, ...notice] };
      },
    );
    this.papers.nudge();
    return answer;
  }

  /**
   * Units in whose place the official decides: the own bureau for its head; for a leader, who convenes the joint conference of the area,
   * that area's unit and the bureau under it.
   */
  async #decidingUnits(call: Call): Promise<number[]> {
    const { posts } = await this.authorities.of(call.actor.id);
    return posts.flatMap(({ role, unitId }) => {
      if (role === 'bureau_head') return [unitId];
      return role === 'leader' ? [unitId, this.recipients.deciderUnder(unitId)] : [];
    });
  }

  /** R23 ¶1: the petitioner is told where the matter is now. */
  #notice(matter: Matter, to: UnitEntry, facts: MatterFacts, at: Date, by: string, templates: Templates) {
    const issue = { matterId: matter.id, officeId: matter.responsibleUnit, facts, at, by };
    const destination = {
      kind: matter.periodDays === null ? 'forward' : 'assign',
      toUnit: to.id,
      toUnitName: to.name,
      toUnitPhone: to.phone,
      officer: matter.officerName,
      officePhone: this.papers.contactOf(matter.responsibleUnit),
    } as const;
    return this.papers.issue(destinationNotice(destination, issue), issue, templates);
  }

  #paper(
    matter: Matter,
    input: RuleOnObjection,
    facts: MatterFacts,
    at: Date,
    by: { id: string; name: string },
    templates: Templates,
  ) {
    const issue = { matterId: matter.id, officeId: matter.responsibleUnit, facts, at, by: by.id };
    const { nameOf } = this.recipients.offices;
    const owner = facts.objection?.otherUnit;
    const draft = rulingPaper(input, issue, {
      name: nameOf(matter.responsibleUnit),
      officer: by.name,
      phone: this.papers.contactOf(matter.responsibleUnit),
      ...(owner === null || owner === undefined ? {} : { owner: nameOf(owner) }),
    });
    return this.papers.issue(draft, issue, templates);
  }
}

/** The offer that the row, now locked, still has open. */
function offerOf(facts: MatterFacts, matter: Matter, command: string) {
  if (facts.offer === undefined || matter.offeredTo === null || facts.offer.handOverId !== matter.offerId)
    throw new Problem('transition-not-allowed', { state: matter.state, command });
  return facts.offer;
}
