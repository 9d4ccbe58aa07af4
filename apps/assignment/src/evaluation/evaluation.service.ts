import { Injectable } from '@nestjs/common';
import { type DecisionTaken, type Evaluate, evaluate, type EvaluationEntry } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { defaultCalendar } from '@huiyin/statute';
import { moved } from '../file/move.rules.js';
import { Files } from '../file/file.service.js';
import { withEvaluation } from './evaluation.rules.js';
import { Evaluation } from './evaluation.table.js';

/** The petitioner says how it was, of the bureau and of the unit apart (T34.2). */
@Injectable()
export class Evaluations {
  readonly #calendar = defaultCalendar();

  constructor(private readonly files: Files) {}

  evaluate(order: Evaluate, call: Call): Promise<DecisionTaken> {
    return this.files.act(evaluate, order, call, (file, now) => {
      const evaluations = withEvaluation(file, order, now, this.#calendar);
      const { subject, value, reason } = order;
      const row: Evaluation = { matterId: file.id, subject, value, reason: reason ?? null, evaluatedAt: now };
      const values = { ...standings(evaluations), subject };
      return {
        ...moved(file, { command: 'evaluate', at: now, changes: { evaluations }, values }),
        adds: [{ table: Evaluation, row }],
      };
    });
  }
}

/** For readers of the event: how each office stands, and how many still wait for a word. */
export function standings(evaluations: readonly EvaluationEntry[]): Record<string, string | number> {
  const each = evaluations.map(({ subject, standing, value }) => [subject, value ?? standing] as const);
  return { ...Object.fromEntries(each), pending: evaluations.filter(({ standing }) => standing === 'pending').length };
}
