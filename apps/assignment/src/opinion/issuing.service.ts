import { Injectable } from '@nestjs/common';
import { type DecisionTaken, type IssueOpinion, issueOpinion, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { words } from '@huiyin/words';
import { lawful, moved } from '../file/move.rules.js';
import { Files } from '../file/file.service.js';
import { Officials } from '../handling/officials.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { refuseIssuing } from './draft.rules.js';
import { NextHigher } from './next-higher.js';
import { investigationPaper, opinionPaper } from './opinion.papers.js';
import { OpinionReading } from './opinion.reading.js';

/** The head signs the answer in the name of the office (T33). */
@Injectable()
export class Issuing {
  constructor(
    private readonly files: Files,
    private readonly reading: OpinionReading,
    private readonly nextHigher: NextHigher,
    private readonly papers: HandlingPapers,
    private readonly officials: Officials,
  ) {}

  async issue(order: IssueOpinion, call: Call): Promise<DecisionTaken> {
    const draft = await this.reading.lastDraft(order.matterId, call);
    const [desk, name, next] = await Promise.all([
      this.papers.desk(call, 'F-07', 'F-11'),
      this.officials.nameOf(call),
      draft === undefined ? undefined : this.nextHigher.of(draft.unitId),
    ]);
    return this.files.act(issueOpinion, order, call, (file, now) => {
      const move = { command: 'issue-opinion', at: now, changes: { issuedAt: now } };
      lawful(file, move.command);
      // The draft was read before the file was locked.
      if (draft?.draftNo !== file.draftNo || draft.unitId !== file.unitId || next === undefined)
        throw new Problem('stale-version', { current: file.version });
      refuseIssuing(
        file,
        draft.answers.map((answer) => answer.finding),
        order.signedAs,
        call.actor.id,
      );
      const role = words('zh-CN')(`opinion.signedAs.${order.signedAs}`);
      const signatories = [{ role, name, at: now.toISOString() }];
      const opinion = desk.issue(file, 'F-07', { ...opinionPaper(file, draft, next, desk.unit), signatories }, now);
      const report = desk.issue(file, 'F-11', { ...investigationPaper(file, draft), isInternal: true }, now);
      return {
        ...moved(file, {
          ...move,
          papers: [opinion.entry, report.entry],
          values: { finding: file.finding ?? '', draftNo: file.draftNo },
        }),
        adds: [opinion.add, report.add],
      };
    });
  }
}
