import { Injectable } from '@nestjs/common';
import { type DecisionTaken, Problem, type ServeOpinion, serveOpinion } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { defaultCalendar } from '@huiyin/statute';
import { openedEvaluations } from '../evaluation/evaluation.rules.js';
import { lawful, moved } from '../file/move.rules.js';
import { Files } from '../file/file.service.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { servicePaper } from './opinion.papers.js';
import { OpinionReading } from './opinion.reading.js';
import { ProofOfService } from './opinion.table.js';
import { refuseServing } from './serving.rules.js';
import { lastDayOf, startOf } from './window.rules.js';

/** The opinion reaches the petitioner, and the petitioner's windows begin (T34). */
@Injectable()
export class Serving {
  readonly #calendar = defaultCalendar();

  constructor(
    private readonly files: Files,
    private readonly reading: OpinionReading,
    private readonly papers: HandlingPapers,
  ) {}

  async serve(order: ServeOpinion, call: Call): Promise<DecisionTaken> {
    const [numberText, desk] = await Promise.all([
      this.reading.opinionNumber(order.matterId, call),
      this.papers.desk(call, 'F-24'),
    ]);
    return this.files.act(serveOpinion, order, call, (file, now) => {
      const evaluations = openedEvaluations(file);
      const move = { command: 'serve', at: now, changes: { servedOn: order.servedOn, evaluations } };
      lawful(file, move.command);
      if (numberText === undefined) throw new Problem('stale-version', { current: file.version });
      refuseServing(file, order, call.actor.id, now);
      const proof = desk.issue(file, 'F-24', servicePaper(order, numberText), now);
      return {
        ...moved(file, {
          ...move,
          papers: [proof.entry],
          values: { on: lastDayOf('TL-13', order.servedOn, this.#calendar), pending: evaluations.length },
          countsFrom: new Date(startOf(order.servedOn)),
        }),
        adds: [proof.add, { table: ProofOfService, row: proofRow(order, file.id, call.actor.id, now) }],
      };
    });
  }
}

function proofRow(order: ServeOpinion, matterId: string, servedBy: string, now: Date): ProofOfService {
  const { manner, servedOn, place, receivedBy, result, witness, hasConsented } = order;
  return {
    matterId,
    manner,
    servedOn,
    place,
    receivedBy,
    result,
    witness: witness ?? null,
    hasConsented: hasConsented ?? false,
    servedBy,
    recordedAt: now,
  };
}
