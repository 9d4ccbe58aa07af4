import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { putInOutbox } from '@huiyin/messaging';
import { appendAudit, Database, type Settings, SETTINGS } from '@huiyin/service';
import { closingReasonOf, defaultCalendar } from '@huiyin/statute';
import { moved, type Moved } from '../file/move.rules.js';
import { HandlingFile } from '../file/file.table.js';
import { mayLapse } from '../opinion/execution.rules.js';
import { withSilence } from './evaluation.rules.js';
import { standings } from './evaluation.service.js';

/** A window of the petitioner ended, as the clock's owner tells it. */
export interface WindowOver {
  readonly eventId: string;
  readonly matterId: string;
  readonly rule: 'TL-13' | 'TL-23';
  /** The first instant after its last day. */
  readonly since: Date;
}

/** What the law does by itself when a window of the petitioner is over (T43, T34.3). */
@Injectable()
export class Windows {
  readonly #calendar = defaultCalendar();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /** In the reader's transaction. A step that says nothing new changes nothing. */
  async over(manager: EntityManager, steps: readonly WindowOver[]): Promise<void> {
    if (steps.length === 0) return;
    const found = await manager.find(HandlingFile, {
      where: { id: In(steps.map((step) => step.matterId)) },
      order: { id: 'asc' },
      lock: { mode: 'pessimistic_write' },
    });
    const files = new Map(found.map((file) => [file.id, file]));
    for (const step of steps) {
      const file = files.get(step.matterId);
      const ended = file === undefined ? undefined : this.#endOf(file, step);
      if (file !== undefined && ended !== undefined) await this.#save(manager, file, ended, step);
    }
  }

  #endOf(file: HandlingFile, { rule, since }: WindowOver): (Moved & { command: string }) | undefined {
    const at = this.database.now();
    // Its owner's clock may be ahead of ours by a moment; what it says is over must not be lost for that.
    const known = at < since ? since : at;
    if (rule === 'TL-13') {
      if (!mayLapse(file, known, this.#calendar)) return undefined;
      const command = 'lapse-window';
      const closingReason = closingReasonOf(command, file.finding ?? undefined);
      const changes = { closingReason, closedAt: at };
      return { command, ...moved(file, { command, at, changes, values: { reason: closingReason } }) };
    }
    const command = 'leave-unevaluated';
    const evaluations = withSilence(file, known, this.#calendar);
    // An archived file is not touched any more; it says nothing of satisfaction either.
    if (evaluations === undefined || file.state === 'archived') return undefined;
    return { command, ...moved(file, { command, at, changes: { evaluations }, values: standings(evaluations) }) };
  }

  async #save(
    manager: EntityManager,
    file: HandlingFile,
    { row, events, command }: Moved & { command: string },
    { rule, eventId }: WindowOver,
  ): Promise<void> {
    const version = file.version + 1;
    await manager.update(HandlingFile, { id: file.id }, { ...row, version } as object);
    Object.assign(file, row, { version });
    await putInOutbox(manager, 'assignment', events);
    await appendAudit(manager, 'assignment', this.settings.site, [
      {
        actor: `service:assignment:${rule}`,
        act: command,
        object: file.id,
        version,
        outcome: 'done',
        changed: { fields: Object.keys(row) },
        requestId: eventId,
      },
    ]);
  }
}
