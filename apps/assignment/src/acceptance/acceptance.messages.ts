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
import { carriedOut, Files } from '../file/file.service.js';
import { Officials } from '../handling/officials.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { acceptanceNotice, refusalNotice } from './acceptance.papers.js';
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
    return this.files.act(accept, order, call, (file, now) => {
      const { dueOn, ...move } = accepted(file, call.actor.id, now);
      const notice = acceptanceNotice(file, dueOn, now, desk);
      return carriedOut(file, { ...move, reason: order.note }, { papers: [notice] });
    });
  }

  @OnRequest(decline)
  async decline(order: Decline, call: Call): Promise<DecisionTaken> {
    const by = { id: call.actor.id, name: await this.officials.nameOf(call) };
    return this.files.act(decline, order, call, (file, now) => carriedOut(file, declineProposed(file, order, by, now)));
  }

  /** Of the decisions that wait for a second person, only a refusal is confirmed here: the others have orders of their own. */
  @OnRequest(confirmHandlingDecision)
  async confirm(order: ConfirmDecision, call: Call): Promise<DecisionTaken> {
    const desk = await this.papers.desk(call, 'F-06');
    return this.files.act(
      confirmHandlingDecision,
      order,
      call,
      (file, now) => {
        const { refusal, ...move } = declineDecided(file, order, call.actor.id, now);
        const papers = refusal === undefined ? [] : [refusalNotice(file, refusal, now, desk)];
        return carriedOut(file, move, { papers });
      },
      { act: 'decline' },
    );
  }
}
