import {
  confirmExecution,
  draftOpinion,
  type Finding,
  issueOpinion,
  opinionChecks,
  orderExecution,
  preReviewOpinion,
  type ServeOpinion,
  serveOpinion,
} from '@huiyin/contracts';
import { civilDate, shanghaiDayOf } from '@huiyin/statute';
import { head, lead, reviewer } from './opinion-file.js';
import { type OpinionOffice, other } from './opinion-office.js';

/** Today in Shanghai, or so many days before. */
export const day = (before = 0) => civilDate(shanghaiDayOf(new Date()) - before);

/** One answer for each of the two requests. */
export const answers = (...findings: Finding[]) =>
  findings.map((finding, at) => ({
    requestNo: at + 1,
    finding,
    facts: `第${at + 1}项:考勤表与工资条相符。`,
    law: '《劳动法》第五十条',
    answer: `第${at + 1}项的答复。`,
  }));
export const aDraft = (...findings: Finding[]) => ({
  answers: answers(...findings),
  summary: '经调查,作出如下处理意见。',
});
export const passed = { passed: [...opinionChecks], remark: '六项均符合' };
export const signed: Pick<ServeOpinion, 'manner' | 'servedOn' | 'place' | 'receivedBy' | 'result'> = {
  manner: 'in-person',
  servedOn: day(),
  place: '柳溪镇便民服务中心',
  receivedBy: 'petitioner',
  result: 'signed',
};

/** The ordinary steps of the path, each by who must take it. */
export class Orders {
  constructor(private readonly office: OpinionOffice) {}

  draft = (id: string, ...findings: Finding[]) => this.office.act(draftOpinion, id, lead, aDraft(...findings));
  review = (id: string) => this.office.act(preReviewOpinion, id, reviewer, passed);
  issue = (id: string, signedAs = 'deputy-head') => this.office.act(issueOpinion, id, head, { signedAs });
  serve = (id: string, order: object = {}) => this.office.act(serveOpinion, id, lead, { ...signed, ...order });
  order = (id: string) =>
    this.office.act(orderExecution, id, head, { unitId: other, days: 10, demand: '十日内发还工资。' });
  confirm = (id: string, performedOn = day()) =>
    this.office.act(confirmExecution, id, lead, { performedOn, evidence: '银行回单,全额到账。' });

  async reviewed(...findings: Finding[]): Promise<string> {
    const id = await this.office.inHandling();
    await this.draft(id, ...findings);
    await this.review(id);
    return id;
  }

  async issued(...findings: Finding[]): Promise<string> {
    const id = await this.reviewed(...findings);
    await this.issue(id);
    return id;
  }

  async served(...findings: Finding[]): Promise<string> {
    const id = await this.issued(...findings);
    await this.serve(id);
    return id;
  }
}
