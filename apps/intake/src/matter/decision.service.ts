import { Injectable } from '@nestjs/common';
import { confirmDecision, type ConfirmDecision, type DecisionTaken, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { type Act } from '@huiyin/statute';
import { Authorities, Changes, type Scope } from '@huiyin/service';
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

  /** @throws Problem `not-found`, `stale-version`, `no-decision-pending`, `same-person`. */
  async confirm(input: ConfirmDecision, call: Call): Promise<DecisionTaken> {
    const seen = await this.authorities.scopeOf(call, 'read-matter');
    const facts = await this.proposals.facts(input.matterId, seen);
    if (facts.pendingAct === null) return this.#nothingPending(input, call, seen);
    const act = facts.pendingAct as Act;
    const scope = await this.authorities.scopeOf(call, act);
    const effect = await this.proposals.effectOf(facts, call);
    const wanted = order(act, input, call, scope, confirmDecision.name);
    const answer = await this.changes.change(Matter, wanted, (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      if (secondPerson(matter, call.actor.id).act !== act) throw new Problem('no-decision-pending');
      return input.isAgreed ? effect(matter, now) : this.proposals.withheld(matter, input, call, now);
    });
    this.proposals.nudge();
    return answer;
  }

  /** An answer that was lost is given again under its key, and an old version is told what was done since. */
  #nothingPending(input: ConfirmDecision, call: Call, seen: Scope): Promise<DecisionTaken> {
    return this.changes.change(Matter, order('read-matter', input, call, seen, confirmDecision.name), () => {
      throw new Problem('no-decision-pending');
    });
  }
}
