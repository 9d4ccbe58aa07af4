import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type DecisionTaken, Problem, type RefuseConcluded } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Changes, Database, type Scope } from '@huiyin/service';
import { type HandOverDecision, type Offices } from '../hand-over/hand-over.rules.js';
import { type MatterFacts } from '../hand-over/matter-facts.js';
import { Recipients } from '../hand-over/recipients.js';
import { proposed, secondPerson } from '../hand-over/ruling.rules.js';
import { moved, stepOf } from '../matter/matter-move.rules.js';
import { order, refuseUnlessAnswerable } from '../matter/matter-order.js';
import { Matter } from '../matter/matter.table.js';
import { IntakePapers, issuedOf } from '../paper/intake-papers.js';
import { refusalPaper } from './path.papers.js';

/** The same person by any of the blind indexes; a name alone is not enough to refuse anybody. */
const sameConcluded = `select 1 from intake.matter c join intake.submission cs on cs.matter_id = c.id join intake.petitioner cp on cp.id = cs.petitioner_id
  join intake.submission s on s.matter_id = $1 join intake.petitioner p on p.id = s.petitioner_id
  where c.id = $2 and c.id <> $1 and c.state = 'concluded' and ($3 or c.seen_by && $4::int[])
    and (cp.phone_index = p.phone_index or cp.id_number_index = p.id_number_index or cp.email_index = p.email_index) limit 1`;

/** T21; Regulations on Petition Work, Art. 36 ¶3: after a recheck opinion the same facts and reasons are not accepted again. */
@Injectable()
export class RefusalService {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly database: Database,
    private readonly recipients: Recipients,
    private readonly papers: IntakePapers,
  ) {}

  /** @throws Problem `not-concluded` where the named matter is not concluded, not the same person's, or not in scope. */
  async propose(input: RefuseConcluded, call: Call): Promise<DecisionTaken> {
    const scope = await this.authorities.scopeOf(call, 'refuse-concluded');
    const isConcluded = await this.#isConcluded(input, scope);
    const { matterId: _id, expectedVersion: _version, ...kept } = input;
    return this.changes.change(Matter, order('refuse-concluded', input, call, scope), (matter: Matter, now) => {
      refuseUnlessAnswerable(matter, scope);
      if (!isConcluded) throw new Problem('not-concluded');
      const pending = { act: 'refuse-concluded' as const, at: now.toISOString(), by: call.actor.id, order: kept };
      return proposed(matter, pending, { command: 'refuse-concluded', reason: input.reasons }, this.recipients.offices);
    });
  }

  /** The second person's yes. */
  confirmed(
    matter: Matter,
    facts: MatterFacts,
    call: Call,
    names: { readonly first: string; readonly second: string },
    now: Date,
    templates: Awaited<ReturnType<IntakePapers['templates']>>,
  ): HandOverDecision<DecisionTaken> {
    const pending = secondPerson(matter, call.actor.id);
    const input = pending.order as RefuseConcluded;
    const issue = { matterId: matter.id, officeId: matter.responsibleUnit, facts, at: now, by: call.actor.id };
    const officePhone = this.papers.contactOf(matter.responsibleUnit);
    const signing = { officer: names.second, officePhone, first: names.first, firstAt: pending.at };
    const paper = this.papers.issue(refusalPaper(input, issue, signing), issue, templates);
    return { ...refused(matter, input, this.recipients.offices, now, issuedOf([paper])), adds: [paper] };
  }

  async #isConcluded(input: RefuseConcluded, scope: Scope): Promise<boolean> {
    const found = await this.database.inScope(
      scope,
      async (manager: EntityManager) =>
        (await manager.query(sameConcluded, [
          input.matterId,
          input.concludedMatterId,
          scope.isEverything,
          scope.units,
        ])) as unknown[],
    );
    return found.length > 0;
  }
}

function refused(
  matter: Matter,
  input: RefuseConcluded,
  offices: Offices,
  now: Date,
  papers: ReturnType<typeof issuedOf>,
) {
  const move = moved(matter, stepOf(matter, 'refuse-concluded'), offices.nameOf, {
    row: { pending: null },
    at: now,
    tasks: [],
    papers,
    values: { reason: input.reasonCode },
  });
  const answer: DecisionTaken = { matterId: matter.id, version: move.version, state: move.state, papers };
  return { row: move.row, events: [move.event], answer, reason: input.reasons };
}
