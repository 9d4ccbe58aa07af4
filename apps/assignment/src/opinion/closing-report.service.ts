import { Injectable } from '@nestjs/common';
import { type DecisionTaken, Problem, type SubmitClosingReport, submitClosingReport } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { words } from '@huiyin/words';
import { lawful, moved } from '../file/move.rules.js';
import { Files } from '../file/file.service.js';
import { Officials } from '../handling/officials.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { refuseReporting } from './execution.rules.js';
import { closingReportPaper } from './opinion.papers.js';
import { OpinionReading } from './opinion.reading.js';

/** The office that was assigned the matter reports how it ended (T34.1). */
@Injectable()
export class ClosingReports {
  constructor(
    private readonly files: Files,
    private readonly reading: OpinionReading,
    private readonly papers: HandlingPapers,
    private readonly officials: Officials,
  ) {}

  async submit(order: SubmitClosingReport, call: Call): Promise<DecisionTaken> {
    const [proof, desk, name] = await Promise.all([
      this.reading.proofOfService(order.matterId, call),
      this.papers.desk(call, 'F-23'),
      this.officials.nameOf(call),
    ]);
    return this.files.act(submitClosingReport, order, call, (file, now) => {
      const move = { command: 'submit-closing-report', at: now, changes: { hasClosingReport: true } };
      lawful(file, move.command);
      refuseReporting(file);
      if (proof === undefined) throw new Problem('stale-version', { current: file.version });
      const signatories = [{ role: words('zh-CN')('paper.signer.unitHead'), name, at: now.toISOString() }];
      const given = { ...closingReportPaper(file, order, proof, desk.unit), signatories, isInternal: true };
      const report = desk.issue(file, 'F-23', given, now);
      return { ...moved(file, { ...move, papers: [report.entry] }), adds: [report.add] };
    });
  }
}
