import { Injectable } from '@nestjs/common';
import {
  type MatterId,
  type ReplyToSupervision,
  replyToSupervision,
  type Supervise,
  supervise,
  type SupervisionLetter,
  type SupervisionLetters,
  supervisionOf,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, OnRequest } from '@huiyin/service';
import { Supervision } from './supervision.service.js';

@Injectable()
export class SupervisionMessages {
  constructor(
    private readonly supervision: Supervision,
    private readonly authorities: Authorities,
  ) {}

  @OnRequest(supervise)
  async supervise(order: Supervise, call: Call): Promise<SupervisionLetter> {
    return this.supervision.issue(order, call, await this.authorities.scopeOf(call, 'supervise'));
  }

  @OnRequest(replyToSupervision)
  async reply(order: ReplyToSupervision, call: Call): Promise<SupervisionLetter> {
    return this.supervision.answer(order, call, await this.authorities.scopeOf(call, 'reply-to-supervision'));
  }

  @OnRequest(supervisionOf)
  async of({ matterId }: MatterId, call: Call): Promise<SupervisionLetters> {
    const scope = await this.authorities.scopeOf(call, 'read-supervision');
    return { letters: await this.supervision.of(matterId, scope) };
  }
}
