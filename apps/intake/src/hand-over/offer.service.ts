import { Injectable } from '@nestjs/common';
import {
  commonSuperior,
  type DisputeJurisdiction,
  type HandOverChanged,
  type ObjectToHandOver,
  type OnHandOver,
  Problem,
} from '@huiyin/contracts';
import { Bus, type Call, serviceActor } from '@huiyin/messaging';
import { type Act } from '@huiyin/statute';
import { Authorities, Changes, Database, type Scope } from '@huiyin/service';
import { objectionDueAt } from '../submission/first-clock.js';
import { type Answering, disputed, objected, type OfferDecision, taken } from './offer.rules.js';
import { Offer } from './offer.table.js';
import { Recipients } from './recipients.js';

/** The recipient's side: an office answers what it is offered, in its own book. */
@Injectable()
export class OfferService {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly database: Database,
    private readonly recipients: Recipients,
    private readonly bus: Bus,
  ) {}

  take(input: OnHandOver, call: Call): Promise<HandOverChanged> {
    return this.#answer('take', input, call, (offer, by, now) => taken(offer, by, now));
  }

  async object(input: ObjectToHandOver, call: Call): Promise<HandOverChanged> {
    if (input.proposedUnitId !== undefined && this.recipients.known(input.proposedUnitId) === undefined)
      throw new Problem('unit-not-found');
    return this.#answer('object', input, call, (offer, by, now) =>
      objected(offer, input, by, now, objectionDueAt(offer)),
    );
  }

  async dispute(input: DisputeJurisdiction, call: Call): Promise<HandOverChanged> {
    const scope = await this.authorities.scopeOf(call, 'dispute-jurisdiction');
    const offer = await this.database.inScope(scope, (manager) =>
      manager.findOne(Offer, { where: { id: input.handOverId } }),
    );
    if (offer === null || !isMine(offer, scope)) throw new Problem('not-found');
    const superior = await this.bus.ask(
      commonSuperior,
      { unitId: offer.toUnit, otherUnitId: input.otherUnitId },
      { for: serviceActor('intake', 'dispute-jurisdiction') },
    );
    const decider = this.recipients.deciderUnder(superior.id);
    return this.#answer('dispute-jurisdiction', input, call, (row, by, now) => disputed(row, input, decider, by, now));
  }

  async #answer(
    act: Act,
    input: OnHandOver,
    call: Call,
    rule: (offer: Offer, by: Answering, now: Date) => OfferDecision,
  ): Promise<HandOverChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    const order = {
      order: `intake.${act}.v1`,
      act,
      call,
      scope,
      input,
      id: input.handOverId,
      expectedVersion: input.expectedVersion,
    };
    return this.changes.change(Offer, order, (offer: Offer, now) => {
      if (!isMine(offer, scope)) throw new Problem('not-found');
      return rule(offer, { officialId: call.actor.id, officer: this.recipients.officerOf(offer.toUnit) }, now);
    });
  }
}

function isMine(offer: Offer, scope: Scope): boolean {
  return scope.isEverything || scope.units.includes(offer.toUnit);
}
