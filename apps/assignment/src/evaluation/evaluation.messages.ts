import { Injectable } from '@nestjs/common';
import { type DecisionTaken, type Evaluate, evaluate } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { Evaluations } from './evaluation.service.js';

@Injectable()
export class EvaluationMessages {
  constructor(private readonly evaluations: Evaluations) {}

  @OnRequest(evaluate)
  evaluate(order: Evaluate, call: Call): Promise<DecisionTaken> {
    return this.evaluations.evaluate(order, call);
  }
}
