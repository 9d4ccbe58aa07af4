import { Injectable } from '@nestjs/common';
import { clocksOf, type ExplainedClock, type ExplainedClocks, type MatterIds } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, OnRequest } from '@huiyin/service';
import { limitsBetweenOffices } from '@huiyin/statute';
import { snapshotOf } from './clock.rules.js';
import { clockFrom } from './clock.rows.js';
import { Clocks } from './clock.service.js';
import { type ClockRow } from './clock.table.js';

/** Answers questions about clocks. */
@Injectable()
export class ClockMessages {
  constructor(
    private readonly clocks: Clocks,
    private readonly authorities: Authorities,
  ) {}

  @OnRequest(clocksOf)
  async clocksOf({ matterIds }: MatterIds, call: Call): Promise<ExplainedClocks> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    const rows = await this.clocks.ofMatters(scope, matterIds);
    // The main clock is everybody's: it says what the matter waits for, even where the paper is on its way (TL-47).
    const isForCitizen = (row: ClockRow) => row.is_main || !limitsBetweenOffices.has(row.rule);
    const shown = call.actor.kind === 'citizen' ? rows.filter(isForCitizen) : rows;
    return { clocks: shown.map(explained) };
  }
}

/** The ledger itself is not read for this: its length stands in the row. */
function explained(row: ClockRow): ExplainedClock {
  return {
    ...snapshotOf(clockFrom(row, [])),
    clockVersion: row.clock_version,
    legalExplanation: row.legal_explanation,
    ...(row.internal_explanation === null ? {} : { internalExplanation: row.internal_explanation }),
  };
}
