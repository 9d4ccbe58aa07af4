import { Injectable } from '@nestjs/common';
import { correctPaper, type CorrectPaper, type PaperCorrected, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { correctionOf, Papers } from '@huiyin/papers';
import { Authorities, Changes } from '@huiyin/service';
import { moved } from '../file/move.rules.js';
import { HandlingFile } from '../file/file.table.js';
import { refuseRecused } from '../opinion/officer.rules.js';

/** T33.1: slips of the pen; the new version has the same number, the earlier one stays. */
@Injectable()
export class Corrections {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly papers: Papers,
  ) {}

  /** @throws Problem `not-found`, `officer-recused`, `paper-superseded`, `validation-failed`, `transition-not-allowed`. */
  async correct(order: CorrectPaper, call: Call): Promise<PaperCorrected> {
    const scope = await this.authorities.scopeOf(call, 'issue-opinion');
    const paper = await this.papers.reading.toCorrect(scope, order.paperId);
    const wanted = { order: correctPaper.name, act: 'correct-paper', call, scope, input: order, id: paper.matterId };
    const answer = await this.changes
      .change(HandlingFile, wanted, (file: HandlingFile, now) => {
        // The head of the office that gave the paper, and only while that office has the file.
        if (!scope.units.includes(file.unitId) || paper.unitId !== file.unitId) throw new Problem('not-found');
        refuseRecused(file, call.actor.id);
        const corrected = correctionOf(
          paper,
          { values: order.values },
          { reason: order.reason, issuedAt: now, issuedBy: call.actor.id },
        );
        const { id, kind, version } = corrected.row;
        const { row, events } = moved(file, { command: 'correct-paper', at: now, papers: [{ paperId: id, kind }] });
        return { row, events, answer: { paperId: id, version }, adds: [corrected], reason: order.reason };
      })
      .catch((error: unknown) => {
        throw isCorrectedMeanwhile(error) ? new Problem('paper-superseded') : error;
      });
    this.papers.queue.nudge();
    return answer;
  }
}

/** The paper was read before the file was locked: of two corrections at once, the second version can be there only once. */
function isCorrectedMeanwhile(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === '23505' && 'table' in error && error.table === 'paper'
  );
}
