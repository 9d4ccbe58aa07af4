import { Injectable } from '@nestjs/common';
import { type ConfirmDecision } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { type Scope } from '@huiyin/service';
import { type MatterFacts, MatterLookup } from '../hand-over/matter-facts.js';
import { Recipients } from '../hand-over/recipients.js';
import { withheld } from '../hand-over/ruling.rules.js';
import { RulingService } from '../hand-over/ruling.service.js';
import { RefusalService } from '../path/refusal.service.js';
import { IntakePapers } from '../paper/intake-papers.js';
import { type Matter } from './matter.table.js';

/** What each proposed decision does when it takes effect. */
@Injectable()
export class PendingDecisions {
  constructor(
    private readonly lookup: MatterLookup,
    private readonly recipients: Recipients,
    private readonly papers: IntakePapers,
    private readonly rulings: RulingService,
    private readonly refusals: RefusalService,
  ) {}

  facts(matterId: string, scope: Scope): Promise<MatterFacts> {
    return this.lookup.facts(matterId, scope);
  }

  async effectOf(facts: MatterFacts, call: Call) {
    const second = await this.recipients.nameOfOfficial(call.actor.id);
    if (facts.pendingAct === 'rule-on-objection') {
      const templates = await this.papers.templates('F-04');
      return (matter: Matter, now: Date) => this.rulings.uphold(matter, facts, call, second, now, templates);
    }
    const templates = await this.papers.templates('F-06');
    const first = await this.recipients.nameOfOfficial(facts.pendingBy ?? call.actor.id);
    return (matter: Matter, now: Date) =>
      this.refusals.confirmed(matter, facts, call, { first, second }, now, templates);
  }

  withheld(matter: Matter, input: ConfirmDecision, call: Call, now: Date) {
    return withheld(matter, call.actor.id, input.reason, this.recipients.offices, now);
  }

  nudge(): void {
    this.papers.nudge();
  }
}
