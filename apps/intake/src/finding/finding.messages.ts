import { Injectable } from '@nestjs/common';
import { type FindMatters, findMatters, type FoundMatters } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { FindingService } from './finding.service.js';

@Injectable()
export class FindingMessages {
  constructor(private readonly finding: FindingService) {}

  @OnRequest(findMatters)
  find(wanted: FindMatters, call: Call): Promise<FoundMatters> {
    return this.finding.find(wanted, call);
  }
}
