import { Injectable } from '@nestjs/common';
import {
  type DecideProposal,
  decideProposal,
  type MatterId,
  type ProposalDecided,
  type Proposals,
  proposalsOf,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
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
