import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThanOrEqual } from 'typeorm';
import {
  type AnswerDispute,
  answerDispute,
  type DecisionTaken,
  type DisputeExecution,
  disputeExecution,
  type HandlingDetail,
  Problem,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { UnitDirectory } from '@huiyin/service';
import { defaultCalendar } from '@huiyin/statute';
import { Files } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, moved } from '../file/move.rules.js';
import { disputeOf, refuseAnswering, toldTo } from './dispute.rules.js';
import { DisputeAnswer, ExecutionDispute } from './dispute.table.js';

/** The petitioner says that it was not carried out (T36.2), and the office answers (T36.3). */
@Injectable()
export class Disputes {
  readonly #calendar = defaultCalendar();

  constructor(
    private readonly files: Files,
    private readonly units: UnitDirectory,
  ) {}

  dispute(order: DisputeExecution, call: Call): Promise<DecisionTaken> {
    return this.files.act(disputeExecution, order, call, (file, now) => {
      lawful(file, 'dispute-execution');
      const subject = disputeOf(file, now, this.#calendar);
      const told = toldTo(file, (unitId) => this.units.find(unitId)?.kind === 'petition-bureau');
      const executionDispute = { subject, toldTo: told, isAnswered: false };
      const row: ExecutionDispute = { matterId: file.id, subject, reasons: order.reasons, disputedAt: now };
      return {
        ...moved(file, {
          command: 'dispute-execution',
          at: now,
          changes: { executionDispute },
          values: { subject },
        }),
        adds: [{ table: ExecutionDispute, row }],
      };
    });
  }

  answer(order: AnswerDispute, call: Call): Promise<DecisionTaken> {
    return this.files.act(answerDispute, order, call, (file, now) => {
      lawful(file, 'answer-dispute');
      refuseAnswering(file, order, call.actor.id, now);
      const { executionDispute: waiting } = file;
      if (waiting === null)
        throw new Problem('transition-not-allowed', { state: file.state, command: 'answer-dispute' });
      const { outcome, findings, until } = order;
      const row: DisputeAnswer = {
        matterId: file.id,
        outcome,
        findings,
        until: until ?? null,
        answeredBy: call.actor.id,
        answeredAt: now,
      };
      return {
        ...moved(file, {
          command: 'answer-dispute',
          at: now,
          changes: { executionDispute: { ...waiting, isAnswered: true } },
          values: { outcome, ...(until === undefined ? {} : { on: until }) },
        }),
        adds: [{ table: DisputeAnswer, row }],
      };
    });
  }
}

/** The last dispute with its answer, for the office that owes it and the one that watches. */
export async function shownDispute(
  manager: EntityManager,
  { id: matterId, executionDispute }: HandlingFile,
): Promise<Pick<HandlingDetail, 'dispute'>> {
  if (executionDispute === null) return {};
  const { subject } = executionDispute;
  const dispute = await manager.findOneOrFail(ExecutionDispute, { where: { matterId }, order: { disputedAt: 'desc' } });
  const answer = await manager.findOneBy(DisputeAnswer, { matterId, answeredAt: MoreThanOrEqual(dispute.disputedAt) });
  return {
    dispute: {
      subject,
      disputedAt: dispute.disputedAt.toISOString(),
      reasons: dispute.reasons,
      ...(answer === null
        ? {}
        : {
            answeredAt: answer.answeredAt.toISOString(),
            outcome: answer.outcome,
            findings: answer.findings,
            ...(answer.until === null ? {} : { until: answer.until }),
          }),
    },
  };
}
