import { Injectable } from '@nestjs/common';
import {
  type ConfirmExecution,
  confirmExecution,
  type DecisionTaken,
  type DraftOpinion,
  draftOpinion,
  type IssueOpinion,
  issueOpinion,
  type OrderExecution,
  orderExecution,
  type PreReviewOpinion,
  preReviewOpinion,
  type ReturnDraft,
  returnDraft,
  type ServeOpinion,
  serveOpinion,
  type SubmitClosingReport,
  submitClosingReport,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { ClosingReports } from './closing-report.service.js';
import { Drafts } from './draft.service.js';
import { Executions } from './execution.service.js';
import { Issuing } from './issuing.service.js';
import { Serving } from './serving.service.js';

/** Orders on the answer to a matter, from the draft to its execution and the report. */
@Injectable()
export class OpinionMessages {
  constructor(
    private readonly drafts: Drafts,
    private readonly issuing: Issuing,
    private readonly serving: Serving,
    private readonly executions: Executions,
    private readonly reports: ClosingReports,
  ) {}

  @OnRequest(draftOpinion)
  draft(order: DraftOpinion, call: Call): Promise<DecisionTaken> {
    return this.drafts.draft(order, call);
  }

  @OnRequest(preReviewOpinion)
  preReview(order: PreReviewOpinion, call: Call): Promise<DecisionTaken> {
    return this.drafts.preReview(order, call);
  }

  @OnRequest(returnDraft)
  return(order: ReturnDraft, call: Call): Promise<DecisionTaken> {
    return this.drafts.return(order, call);
  }

  @OnRequest(issueOpinion)
  issue(order: IssueOpinion, call: Call): Promise<DecisionTaken> {
    return this.issuing.issue(order, call);
  }

  @OnRequest(serveOpinion)
  serve(order: ServeOpinion, call: Call): Promise<DecisionTaken> {
    return this.serving.serve(order, call);
  }

  @OnRequest(orderExecution)
  order(order: OrderExecution, call: Call): Promise<DecisionTaken> {
    return this.executions.order(order, call);
  }

  @OnRequest(confirmExecution)
  confirm(order: ConfirmExecution, call: Call): Promise<DecisionTaken> {
    return this.executions.confirm(order, call);
  }

  @OnRequest(submitClosingReport)
  report(order: SubmitClosingReport, call: Call): Promise<DecisionTaken> {
    return this.reports.submit(order, call);
  }
}
