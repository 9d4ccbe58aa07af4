import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  assign,
  type Assign,
  clockStepReached,
  confirmDecision,
  type ConfirmDecision,
  decideJurisdiction,
  type DecideJurisdiction,
  type DecisionTaken,
  disputeJurisdiction,
  type DisputeJurisdiction,
  forward,
  type Forward,
  type HandOverChanged,
  type HandOvers,
  handOversOf,
  keepForOwnHandling,
  type KeepForOwnHandling,
  type MatterChanged,
  type MatterId,
  objectToHandOver,
  type ObjectToHandOver,
  type OnHandOver,
  referForStudy,
  ruleOnObjection,
  type RuleOnObjection,
  take,
} from '@huiyin/contracts';
import { type Call, type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { OnRequest, ReadsEvents } from '@huiyin/service';
import { DecisionService } from '../matter/decision.service.js';
import { Conversation } from './conversation.js';
import { HandOverReading } from './hand-over.reading.js';
import { HandOverService } from './hand-over.service.js';
import { OfferService } from './offer.service.js';
import { RulingService } from './ruling.service.js';

@Injectable()
export class HandOverMessages {
  constructor(
    private readonly handOvers: HandOverService,
    private readonly offers: OfferService,
    private readonly rulings: RulingService,
    private readonly decisions: DecisionService,
    private readonly reading: HandOverReading,
  ) {}

  @OnRequest(forward)
  forward(order: Forward, call: Call): Promise<HandOverChanged> {
    return this.handOvers.forward(order, call);
  }

  @OnRequest(assign)
  assign(order: Assign, call: Call): Promise<HandOverChanged> {
    return this.handOvers.assign(order, call);
  }

  @OnRequest(referForStudy)
  referForStudy(order: Forward, call: Call): Promise<HandOverChanged> {
    return this.handOvers.referForStudy(order, call);
  }

  @OnRequest(keepForOwnHandling)
  keep(order: KeepForOwnHandling, call: Call): Promise<MatterChanged> {
    return this.handOvers.keep(order, call);
  }

  @OnRequest(take)
  take(order: OnHandOver, call: Call): Promise<HandOverChanged> {
    return this.offers.take(order, call);
  }

  @OnRequest(objectToHandOver)
  object(order: ObjectToHandOver, call: Call): Promise<HandOverChanged> {
    return this.offers.object(order, call);
  }

  @OnRequest(disputeJurisdiction)
  dispute(order: DisputeJurisdiction, call: Call): Promise<HandOverChanged> {
    return this.offers.dispute(order, call);
  }

  @OnRequest(ruleOnObjection)
  rule(order: RuleOnObjection, call: Call): Promise<DecisionTaken> {
    return this.rulings.rule(order, call);
  }

  @OnRequest(decideJurisdiction)
  decideJurisdiction(order: DecideJurisdiction, call: Call): Promise<DecisionTaken> {
    return this.rulings.decideJurisdiction(order, call);
  }

  @OnRequest(confirmDecision)
  confirm(order: ConfirmDecision, call: Call): Promise<DecisionTaken> {
    return this.decisions.confirm(order, call);
  }

  @OnRequest(handOversOf)
  handOversOf({ matterId }: MatterId, call: Call): Promise<HandOvers> {
    return this.reading.of(matterId, call);
  }
}

/** The clocks' word that the period for an objection is over. */
@ReadsEvents()
@Injectable()
export class LapsedObjections implements EventHandling<EntityManager> {
  readonly owner = 'accountability';
  readonly contracts = [clockStepReached];

  constructor(private readonly conversation: Conversation) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.conversation.lapsed(
      tx,
      batch.flatMap((event) => {
        if (!isOf(event, clockStepReached)) return [];
        const { rule, measure, step, matterId, at } = event.payload;
        return rule === 'TL-04' && measure === 'legal' && step === 'T+1' ? [{ matterId, at: new Date(at) }] : [];
      }),
    );
  }
}
