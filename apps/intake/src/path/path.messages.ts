import { Injectable } from '@nestjs/common';
import {
  type DecisionTaken,
  guideToPath,
  type GuideToPath,
  recordPathIntake,
  type RecordPathIntake,
  refuseConcluded,
  type RefuseConcluded,
  reopenPathRefused,
  type ReopenPathRefused,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { PathService } from './path.service.js';
import { RefusalService } from './refusal.service.js';

@Injectable()
export class PathMessages {
  constructor(
    private readonly paths: PathService,
    private readonly refusals: RefusalService,
  ) {}

  @OnRequest(guideToPath)
  guide(order: GuideToPath, call: Call): Promise<DecisionTaken> {
    return this.paths.guide(order, call);
  }

  @OnRequest(recordPathIntake)
  recordIntake(order: RecordPathIntake, call: Call): Promise<DecisionTaken> {
    return this.paths.recordIntake(order, call);
  }

  @OnRequest(reopenPathRefused)
  reopen(order: ReopenPathRefused, call: Call): Promise<DecisionTaken> {
    return this.paths.reopen(order, call);
  }

  @OnRequest(refuseConcluded)
  refuse(order: RefuseConcluded, call: Call): Promise<DecisionTaken> {
    return this.refusals.propose(order, call);
  }
}
