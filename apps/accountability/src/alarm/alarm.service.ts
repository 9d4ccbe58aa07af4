import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { clockStepReached } from '@huiyin/contracts';
import { outgoing, putInOutbox } from '@huiyin/messaging';
import { Database, NUDGE, ownScope } from '@huiyin/service';
import { defaultCalendar, type TimeLimitId } from '@huiyin/statute';
import { apply } from '../clock/clock.rules.js';
import { datesFrom } from '../clock/clock.rows.js';
import { Clocks } from '../clock/clock.service.js';
import { type ClockRow } from '../clock/clock.table.js';
import { datesBy } from '../clock/dates.rules.js';
import { type Step, stepAfter, stepsOf, stepsReached } from '../clock/steps.rules.js';

/** A running clock and the instant of its next step. */
export interface Waiting {
  readonly clockId: string;
  readonly at: Date;
}

/** Clocks whose steps are fired in one transaction: many, since each look passes over the index entries of those fired before. */
const firedTogether = 500;

interface Reached {
  readonly row: ClockRow;
  readonly steps: readonly Step[];
  readonly next: Step | undefined;
}

const scope = ownScope('clock-steps');

/** Fires the steps of clocks. May be asked by any number of copies at once, for any reason, as often as they like. */
@Injectable()
export class Alarms {
  readonly #count = datesBy(defaultCalendar());

  constructor(
    private readonly database: Database,
    private readonly clocks: Clocks,
    @Inject(NUDGE) private readonly nudge: () => void,
  ) {}

  /**
   * Answers an alarm. The alarm is only a hint: the row says whether a step is due. Steps of many clocks fall on the same midnight,
   * so the due ones are fired together; what another worker holds is left to it.
   * @returns how many steps were fired.
   */
  async ring(clockId: string): Promise<number> {
    const isDue = await this.database.inScope(scope, async (manager) => {
      const rows = (await manager.query(
        `select 1 from accountability.clock where id = $1 and standing = 'running' and next_step_at <= now()`,
        [clockId],
      )) as unknown[];
      return rows.length > 0;
    });
    return isDue ? (await this.#fire()).steps : 0;
  }

  /** Fires everything that is due. @returns how many steps. */
  async fireAll(): Promise<number> {
    let steps = 0;
    for (let clocks = firedTogether; clocks === firedTogether;) {
      const fired = await this.#fire();
      clocks = fired.clocks;
      steps += fired.steps;
    }
    return steps;
  }

  /** Clocks whose next step comes within so many milliseconds, nearest first. */
  async waiting(within: number, atMost: number): Promise<Waiting[]> {
    return this.database.inScope(scope, async (manager) => {
      const rows = (await manager.query(
        `select id, next_step_at from accountability.clock
          where standing = 'running' and next_step_at > now() and next_step_at <= now() + $1 * interval '1 millisecond'
          order by next_step_at, id limit $2`,
        [within, atMost],
      )) as { id: string; next_step_at: Date }[];
      return rows.map((row) => ({ clockId: row.id, at: row.next_step_at }));
    });
  }

  async #fire(): Promise<{ clocks: number; steps: number }> {
    const fired = await this.database.inScope(scope, async (manager, now) => {
      const rows = (await manager.query(
        `select row_to_json(c) as clock from accountability.clock c
          where standing = 'running' and next_step_at <= now() order by next_step_at, id limit ${firedTogether}
            for update skip locked`,
      )) as { clock: ClockRow }[];
      if (rows.length === 0) return { clocks: 0, steps: 0 };
      const reached = rows.map(({ clock }) => reachedBy(clock, now));
      const steps = await this.#claim(manager, reached);
      await this.#moveOn(manager, reached);
      await this.#endWindows(manager, reached);
      return { clocks: rows.length, steps };
    });
    if (fired.steps > 0) this.nudge();
    return fired;
  }

  /** A window of the citizen that is over stops by itself, unless it is the main clock: then the matter's own end stops it. */
  async #endWindows(manager: EntityManager, reached: readonly Reached[]): Promise<void> {
    const over = reached.filter(({ row, steps }) => !row.is_main && steps.some(({ kind }) => kind === 'window-over'));
    const clocks = await this.clocks.lock(
      manager,
      over.map(({ row }) => row.id),
    );
    const ended = clocks.map((clock) => ({
      clock: apply(clock, { kind: 'stopped', at: clock.legal.at, why: 'window-over' }, this.#count),
      stored: clock.entries.length,
    }));
    await this.clocks.save(manager, ended);
  }

  /** Whoever inserts the claim publishes the step, in the same transaction. */
  async #claim(manager: EntityManager, reached: readonly Reached[]): Promise<number> {
    const claims = reached.flatMap(({ row, steps }) =>
      steps.map((s) => ({ clock_id: row.id, matter_id: row.matter_id, due_on: s.dueOn, ...s })),
    );
    const claimed = (await manager.query(
      `insert into accountability.step_claim (clock_id, measure, due_on, step, matter_id, kind, at)
       select clock_id, measure, due_on, step, matter_id, kind, at from jsonb_to_recordset($1::jsonb)
         as r(clock_id uuid, measure text, due_on date, step text, matter_id uuid, kind text, at timestamptz)
       on conflict do nothing returning clock_id, measure, due_on::text, step`,
      [JSON.stringify(claims)],
    )) as { clock_id: string; measure: string; due_on: string; step: string }[];
    const mine = new Set(claimed.map((c) => `${c.clock_id} ${c.measure} ${c.due_on} ${c.step}`));
    const events = reached.flatMap(({ row, steps }) =>
      steps.filter((s) => mine.has(`${row.id} ${s.measure} ${s.dueOn} ${s.step}`)).map((s) => told(row, s)),
    );
    await putInOutbox(manager, 'accountability', events);
    return events.length;
  }

  async #moveOn(manager: EntityManager, reached: readonly Reached[]): Promise<void> {
    const next = reached.map(({ row, next: step }) => ({
      id: row.id,
      step: step?.step,
      measure: step?.measure,
      at: step?.at,
    }));
    await manager.query(
      `update accountability.clock c set next_step = r.step, next_measure = r.measure, next_step_at = r.at
         from jsonb_to_recordset($1::jsonb) as r(id uuid, step text, measure text, at timestamptz) where c.id = r.id`,
      [JSON.stringify(next)],
    );
  }
}

function reachedBy(row: ClockRow, now: Date): Reached {
  const steps = stepsOf(row.rule as TimeLimitId, datesFrom(row));
  return { row, steps: stepsReached(steps, new Date(row.next_step_at ?? now), now), next: stepAfter(steps, now) };
}

function told(row: ClockRow, step: Step) {
  return outgoing(clockStepReached, {
    clockId: row.id,
    matterId: row.matter_id,
    rule: row.rule,
    step: step.step,
    stepKind: step.kind,
    measure: step.measure,
    dueOn: step.dueOn,
    unitId: row.responsible_unit,
    officerId: row.officer_id,
    at: step.at,
  });
}
