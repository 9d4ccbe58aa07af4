import { Database, ownScope } from '@huiyin/service';
import { TestSystem } from '@huiyin/testing';
import { ClockService } from '../src/clock/clock.service.js';
import { handlingEffectsOf } from '../src/handling/handling.rules.js';
import { HandlingService } from '../src/handling/handling.service.js';
import { reportingService } from '../src/index.js';
import { effectsOf } from '../src/line/line.rules.js';
import { LineService } from '../src/line/line.service.js';
import { type Fact, Life } from './life.js';
import { Neighbours } from './neighbours.js';

export const tablesOfMatters = [
  'matter_line',
  'timeline_step',
  'clock_line',
  'task',
  'warning_line',
  'supervision_line',
  'supervision_draft_line',
  'gone_matter',
] as const;

/** The service with rows put straight into its read model, and officials who look at them. */
export class ReadingSystem {
  readonly neighbours = new Neighbours();
  readonly bureau = this.neighbours.official({ role: 'bureau_triage', unitId: 2 });
  readonly department = this.neighbours.official({ role: 'dept_officer', unitId: 3 });
  readonly village = this.neighbours.official({ role: 'village_clerk', unitId: 16 });
  readonly township = this.neighbours.official({ role: 'township_clerk', unitId: 13, subtree: [13, 16, 17, 18] });
  readonly admin = this.neighbours.official({ role: 'admin', unitId: 1 });
  #system: TestSystem | undefined;

  async start(): Promise<void> {
    this.#system = await TestSystem.start({ services: [reportingService], neighbours: this.neighbours.answer });
  }

  get system(): TestSystem {
    if (this.#system === undefined) throw new Error('not started');
    return this.#system;
  }

  part<T>(type: new (...parts: never[]) => T): T {
    return this.system.service('reporting').app.get(type, { strict: false });
  }

  async tell(...facts: Fact[]): Promise<void> {
    const toldBy = (owner: string) =>
      facts
        .filter(({ contract }) => contract.owner === owner)
        .map(({ contract, payload }) => ({ name: contract.name, payload }));
    await this.part(Database).inScope(ownScope('test'), async (tx) => {
      await this.part(LineService).apply(effectsOf(toldBy('intake')), tx);
      await this.part(HandlingService).apply(handlingEffectsOf(toldBy('assignment')), tx);
      await this.part(ClockService).apply(toldBy('accountability'), tx);
    });
  }

  async clear(): Promise<void> {
    for (const table of tablesOfMatters) await this.system.rows(`delete from reporting.${table}`);
  }
}

/** A registered matter of a unit, `minute` minutes after the first. */
export function matterOf(
  unitId: number,
  minute: number,
  given: { officerId?: string; channel?: 'online' | 'letter' } = {},
): Life {
  const registeredAt = new Date(Date.parse('2026-10-01T01:00:00Z') + minute * 60_000).toISOString();
  return new Life().registered({ unitId, registeredAt, receivedAt: registeredAt, ...given });
}

/** `answered`, or the code of the refusal. */
export function codeOf(asking: Promise<unknown>): Promise<string | undefined> {
  return asking.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );
}
