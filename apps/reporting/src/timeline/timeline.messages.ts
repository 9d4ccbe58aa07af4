import { Injectable } from '@nestjs/common';
import { type MatterId, timeline, type Timeline } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, OnRequest } from '@huiyin/service';
import { TimelineService } from './timeline.service.js';

@Injectable()
export class TimelineMessages {
  constructor(
    private readonly timelines: TimelineService,
    private readonly authorities: Authorities,
  ) {}

  @OnRequest(timeline)
  async timeline({ matterId }: MatterId, call: Call): Promise<Timeline> {
    return this.timelines.of(matterId, await this.authorities.scopeOf(call, 'read-matter'));
  }
}
