import { Injectable } from '@nestjs/common';
import {
  type AnswerDispute,
  answerDispute,
  type DecisionTaken,
  type DisputeExecution,
  disputeExecution,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { Disputes } from './dispute.service.js';

@Injectable()
export class DisputeMessages {
  constructor(private readonly disputes: Disputes) {}

  @OnRequest(disputeExecution)
  dispute(order: DisputeExecution, call: Call): Promise<DecisionTaken> {
    return this.disputes.dispute(order, call);
  }

  @OnRequest(answerDispute)
  answer(order: AnswerDispute, call: Call): Promise<DecisionTaken> {
    return this.disputes.answer(order, call);
  }
}
