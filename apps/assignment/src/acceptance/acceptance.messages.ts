import { Injectable } from '@nestjs/common';
import {
  accept,
  type Accept,
  type ConfirmDecision,
  confirmHandlingDecision,
  type DecisionTaken,
  decline,
  type Decline,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { Files } from '../file/file.service.js';
import { Officials } from '../handling/officials.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { accepted, declineDecided, declineProposed } from './acceptance.rules.js';

/** The office says whether it accepts; a refusal needs two persons. */
@Injectable()
export class AcceptanceMessages {
  constructor(
    private readonly files: Files,
    private readonly papers: HandlingPapers,
    private readonly officials: Officials,
  ) {}

  @OnRequest(accept)
  async accept(order: Accept, call: Call): Promise<DecisionTaken> {
    const desk = await this.papers.desk(call, 'F-05');
    return this.files.act(accept, order, call, (file, now) => ({
      ...accepted(file, call.actor.id, now, desk),
      reason: order.note,
    }));
  }

  @OnRequest(decline)
  async decline(order: Decline, call: Call): Promise<DecisionTaken> {
    const by = { id: call.actor.id, name: await this.officials.nameOf(call) };
    return this.files.act(decline, order, call, (file, now) => declineProposed(file, order, by, now));
  }

  /** Of the decisions that wait for a second person, only a refusal is confirmed here: the others have orders of their own. */
  @OnRequest(confirmHandlingDecision)
  async confirm(order: ConfirmDecision, call: Call): Promise<DecisionTaken> {
    const desk = await this.papers.desk(call, 'F-06');
    return this.files.act(
      confirmHandlingDecision,
      order,
      call,
      (file, now) => ({ ...declineDecided(file, order.isAgreed, call.actor.id, now, desk), reason: order.reason }),
      { act: 'decline' },
    );
  }
}
