import { Injectable } from '@nestjs/common';
import { type ConfirmDecision, type DecisionTaken, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { type Act } from '@huiyin/statute';
import { Authorities, Changes } from '@huiyin/service';
import { secondPerson } from '../hand-over/ruling.rules.js';
import { order, refuseUnlessAnswerable } from './matter-order.js';
import { Matter } from './matter.table.js';
import { PendingDecisions } from './pending-decisions.js';

/** The second person's yes or no to what a first one proposed (B.3 guard 2). */
@Injectable()
export class DecisionService {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly proposals: PendingDecisions,
  ) {}

  /** @throws Problem `not-found`, `no-decision-pending`, `same-person`. */
  async confirm(input: ConfirmDecision, call: Call): Promise<DecisionTaken> {
    const facts = await this.proposals.facts(input.matterId, await this.authorities.scopeOf(call, 'read-matter'));
    if (facts.pendingAct === null) throw new Problem('no-decision-pending');
    const act = facts.pendingAct as Act;
    const scope = await this.authorities.scopeOf(call, act);
    const effect = await this.proposals.effectOf(facts, call);
    const wanted = order(act, input, call, scope, 'intake.confirm-decision.v1');
    const answer = await this.changes.change(Matter, wanted, (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      if (secondPerson(matter, call.actor.id).act !== act) throw new Problem('no-decision-pending');
      return input.isAgreed ? effect(matter, now) : this.proposals.withheld(matter, input, call, now);
    });
    this.proposals.nudge();
    return answer;
  }
}
