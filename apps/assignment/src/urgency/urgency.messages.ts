import { Injectable } from '@nestjs/common';
import { type DecisionTaken, escalateHandling, type EscalateUrgent, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest, UnitDirectory } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { noteOf } from '../records/record.rows.js';
import { urgentReported } from './urgency.rules.js';

/** The urgent report of whoever has the matter (R25). */
@Injectable()
export class UrgencyMessages {
  constructor(
    private readonly files: Files,
    private readonly units: UnitDirectory,
  ) {}

  /** @throws Problem `unit-not-found` for a unit told that is not open. */
  @OnRequest(escalateHandling)
  report(order: EscalateUrgent, call: Call): Promise<DecisionTaken> {
    const { reportTo, reason } = order;
    return this.files.act(escalateHandling, order, call, (file, now) => {
      // Only who may see the file hears which units there are.
      if (reportTo.some((id) => this.units.find(id)?.standing !== 'open')) throw new Problem('unit-not-found');
      const move = urgentReported(file, order, now);
      const note = { kind: 'urgent-report', title: move.command, content: { reportTo, reason } } as const;
      return carriedOut(file, move, { adds: [noteOf(file, note, call.actor.id, now)] });
    });
  }
}
