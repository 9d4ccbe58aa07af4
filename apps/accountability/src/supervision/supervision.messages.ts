import { Injectable } from '@nestjs/common';
import {
  type DraftSupervision,
  draftSupervision,
  issueSupervision,
  type MatterId,
  type ReplyToSupervision,
  replyToSupervision,
  type ReturnSupervision,
  returnSupervision,
  type Supervise,
  supervise,
  type SupervisionDraft,
  type SupervisionDraftId,
  type SupervisionLetter,
  type SupervisionLetters,
  supervisionOf,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, OnRequest } from '@huiyin/service';
import { SupervisionDrafts } from './draft.service.js';
import { Supervision } from './supervision.service.js';

@Injectable()
export class SupervisionMessages {
  constructor(
    private readonly supervision: Supervision,
    private readonly drafts: SupervisionDrafts,
    private readonly authorities: Authorities,
  ) {}

  @OnRequest(supervise)
  async supervise(order: Supervise, call: Call): Promise<SupervisionLetter> {
    const scope = await this.authorities.scopeOf(call, 'supervise');
    return this.supervision.issue(order, call, scope, await this.authorities.standpointsOf(call, 'supervise'));
  }

  @OnRequest(replyToSupervision)
  async reply(order: ReplyToSupervision, call: Call): Promise<SupervisionLetter> {
    return this.supervision.answer(order, call, await this.authorities.scopeOf(call, 'reply-to-supervision'));
  }

  @OnRequest(supervisionOf)
  async of({ matterId }: MatterId, call: Call): Promise<SupervisionLetters> {
    const scope = await this.authorities.scopeOf(call, 'read-supervision');
    return this.supervision.of(matterId, scope);
  }

  @OnRequest(draftSupervision)
  draft(order: DraftSupervision, call: Call): Promise<SupervisionDraft> {
    return this.drafts.draft(order, call);
  }

  @OnRequest(issueSupervision)
  issue(order: SupervisionDraftId, call: Call): Promise<SupervisionLetter> {
    return this.drafts.issue(order, call);
  }

  @OnRequest(returnSupervision)
  return(order: ReturnSupervision, call: Call): Promise<SupervisionDraft> {
    return this.drafts.return(order, call);
  }
}
