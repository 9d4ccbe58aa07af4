import { Injectable } from '@nestjs/common';
import {
  type ConfirmExecution,
  confirmExecution,
  type DecisionTaken,
  type OrderExecution,
  orderExecution,
  Problem,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { UnitDirectory } from '@huiyin/service';
import { closingReasonOf, defaultCalendar } from '@huiyin/statute';
import { disputeAfterConfirming } from '../dispute/dispute.rules.js';
import { lawful, moved } from '../file/move.rules.js';
import { Files } from '../file/file.service.js';
import { executionDueOn, refuseConfirming } from './execution.rules.js';
import { ExecutionOrder, Performance } from './opinion.table.js';
import { startOf } from './window.rules.js';

/** What the opinion supports is carried out, and that is proven (T35, T36). */
@Injectable()
export class Executions {
  readonly #calendar = defaultCalendar();

  constructor(
    private readonly files: Files,
    private readonly units: UnitDirectory,
  ) {}

  async order(order: OrderExecution, call: Call): Promise<DecisionTaken> {
    const unit = this.units.find(order.unitId);
    if (unit?.standing !== 'open') throw new Problem('unit-not-found');
    return this.files.act(orderExecution, order, call, (file, now) => {
      lawful(file, 'order-execution');
      const dueOn = executionDueOn(file, order.days, now);
      const changes = {
        executionUnit: unit.id,
        executionDueOn: dueOn,
        executionConfirmedAt: null,
        executionDispute: null,
        seenBy: [...new Set([...file.seenBy, unit.id])],
      };
      const row: ExecutionOrder = {
        matterId: file.id,
        unitId: unit.id,
        dueOn,
        demand: order.demand,
        orderedBy: call.actor.id,
        orderedAt: now,
      };
      return {
        ...moved(file, {
          command: 'order-execution',
          at: now,
          changes,
          other: { unitId: unit.id, unitName: unit.name },
          values: { unit: unit.name, on: dueOn },
          days: order.days,
        }),
        adds: [{ table: ExecutionOrder, row }],
      };
    });
  }

  confirm(order: ConfirmExecution, call: Call): Promise<DecisionTaken> {
    return this.files.act(confirmExecution, order, call, (file, now) => {
      lawful(file, 'confirm-execution');
      refuseConfirming(file, order.performedOn, call.actor.id, now, this.#calendar);
      const closingReason = closingReasonOf('confirm-execution', file.finding ?? undefined);
      const row: Performance = {
        matterId: file.id,
        performedOn: order.performedOn,
        evidence: order.evidence,
        confirmedBy: call.actor.id,
        confirmedAt: now,
      };
      return {
        ...moved(file, {
          command: 'confirm-execution',
          at: now,
          changes: {
            closingReason,
            closedAt: now,
            executionConfirmedAt: now,
            executionDispute: disputeAfterConfirming(file),
          },
          values: { reason: closingReason },
          countsFrom: new Date(startOf(order.performedOn)),
        }),
        adds: [{ table: Performance, row }],
      };
    });
  }
}
