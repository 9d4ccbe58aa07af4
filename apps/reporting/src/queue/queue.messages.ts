import { Injectable } from '@nestjs/common';
import { queue, type QueuePage, type QueueQuery } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, OnRequest } from '@huiyin/service';
import { taskActs } from '@huiyin/statute';
import { reachOf } from './queue.rules.js';
import { QueueService } from './queue.service.js';

@Injectable()
export class QueueMessages {
  constructor(
    private readonly queues: QueueService,
    private readonly authorities: Authorities,
  ) {}

  @OnRequest(queue)
  async queue(query: QueueQuery, call: Call): Promise<QueuePage> {
    const { actor, units } = await this.authorities.scopeOf(call, 'read-queue');
    const { posts } = await this.authorities.of(call.actor.id);
    const places = query.isOwn === true ? new Map<string, never>() : await this.authorities.placesOf(call, taskActs);
    const postUnits = posts.map((post) => post.unitId);
    return this.queues.page(query, { officialId: call.actor.id, actor, ...reachOf(places, postUnits, units) });
  }
}
