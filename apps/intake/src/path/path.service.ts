import { Injectable } from '@nestjs/common';
import {
  type DecisionTaken,
  type GuideToPath,
  Problem,
  type RecordPathIntake,
  type ReopenPathRefused,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Changes } from '@huiyin/service';
import { MatterLookup } from '../hand-over/matter-facts.js';
import { Recipients } from '../hand-over/recipients.js';
import { order, refuseUnlessAnswerable } from '../matter/matter-order.js';
import { Matter } from '../matter/matter.table.js';
import { IntakePapers, issuedOf } from '../paper/intake-papers.js';
import { citizenRules, guidable, guided, pathRefused, pathTookIt } from './guidance.rules.js';
import { guidancePaper } from './path.papers.js';

/** Statutory paths outside the petition procedure: shown, followed up, reopened. */
@Injectable()
export class PathService {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly lookup: MatterLookup,
    private readonly recipients: Recipients,
    private readonly papers: IntakePapers,
  ) {}

  async guide(input: GuideToPath, call: Call): Promise<DecisionTaken> {
    const scope = await this.authorities.scopeOf(call, 'guide-to-path');
    const { authorityUnitId } = input;
    if (authorityUnitId !== undefined && this.recipients.known(authorityUnitId) === undefined)
      throw new Problem('unit-not-found');
    const phone = authorityUnitId === undefined ? undefined : this.papers.contactOf(authorityUnitId);
    const facts = await this.lookup.facts(input.matterId, scope);
    const templates = await this.papers.templates('F-09');
    const answer = await this.changes.change(
      Matter,
      order('guide-to-path', input, call, scope),
      (matter: Matter, now) => {
        refuseUnlessAnswerable(matter, scope);
        // Before the paper is written: without a path it has no words.
        guidable(matter);
        const rules = citizenRules(matter.category, matter.path, input.citizenRules);
        const issue = { matterId: matter.id, officeId: matter.responsibleUnit, facts, at: now, by: call.actor.id };
        const signing = { officer: matter.officerName, officePhone: this.papers.contactOf(matter.responsibleUnit) };
        const paper = this.papers.issue(guidancePaper(input, rules, issue, signing, phone), issue, templates);
        const decision = guided(matter, input, rules, call.actor.id, this.recipients.offices, now, issuedOf([paper]));
        return { ...decision, adds: [...decision.adds, paper] };
      },
    );
    this.papers.nudge();
    return answer;
  }

  async recordIntake(input: RecordPathIntake, call: Call): Promise<DecisionTaken> {
    const scope = await this.authorities.scopeOf(call, 'guide-to-path');
    const wanted = order('guide-to-path', input, call, scope, 'intake.record-path-intake.v1');
    return this.changes.change(Matter, wanted, (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      return pathTookIt(matter, input, call.actor.id, this.recipients.offices, now);
    });
  }

  /** By the bureau, or by the citizen who opened the matter. */
  async reopen(input: ReopenPathRefused, call: Call): Promise<DecisionTaken> {
    const scope = await this.authorities.scopeOf(call, 'reopen-path-refused');
    const isCitizen = call.actor.kind === 'citizen';
    return this.changes.change(Matter, order('reopen-path-refused', input, call, scope), (matter: Matter, now) => {
      if (!isCitizen) refuseUnlessAnswerable(matter, scope);
      else if (scope.matterId !== matter.id) throw new Problem('not-found');
      return pathRefused(matter, input.proof, isCitizen ? 'citizen' : call.actor.id, this.recipients.offices, now);
    });
  }
}
