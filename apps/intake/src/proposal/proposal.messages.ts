import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type DecideProposal,
  decideProposal,
  type MatterId,
  type ProposalDecided,
  type Proposals,
  proposalsOf,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Call, type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { OnRequest, ReadsEvents } from '@huiyin/service';
import { ProposalService } from './proposal.service.js';

@Injectable()
export class ProposalMessages {
  constructor(private readonly proposals: ProposalService) {}

  @OnRequest(proposalsOf)
  of({ matterId }: MatterId, call: Call): Promise<Proposals> {
    return this.proposals.of(matterId, call);
  }

  @OnRequest(decideProposal)
  decide(order: DecideProposal, call: Call): Promise<ProposalDecided> {
    return this.proposals.decide(order, call);
  }
}

/** Looks for likenesses after registration, so that nobody at a counter waits for it. */
@ReadsEvents()
@Injectable()
export class RegisteredSubmissions implements EventHandling<EntityManager> {
  readonly owner = 'intake';
  readonly contracts = [submissionRegistered];

  constructor(private readonly proposals: ProposalService) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.proposals.propose(
      tx,
      batch.flatMap((event) => (isOf(event, submissionRegistered) ? [event.payload.submissionId] : [])),
    );
  }
}
