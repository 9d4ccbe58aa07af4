import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type HandlingMoved } from '@huiyin/contracts';
import { LineService } from '../line/line.service.js';
import { TaskService } from '../task/task.service.js';
import { WarningService } from '../warning/warning.service.js';
import { type HandlingChange, type HandlingEffects } from './handling.rules.js';

/** A removed matter has every version: nothing of it is waited for or applied. */
const gone = 2_147_483_647;

/** Keeps what assignment says of a matter: from its first word on the line shows assignment's standing, not intake's. */
@Injectable()
export class HandlingService {
  constructor(
    private readonly lines: LineService,
    private readonly tasks: TaskService,
    private readonly warnings: WarningService,
  ) {}

  async versionsOf(matterIds: readonly string[], tx: EntityManager): Promise<ReadonlyMap<string, number>> {
    return versions('handling_version', matterIds, tx);
  }

  /** Matters whose line has not the version of intake yet with which the file was opened. */
  async notReady(moves: readonly HandlingMoved[], tx: EntityManager): Promise<ReadonlySet<string>> {
    const known = await versions('version', [...new Set(moves.map((move) => move.matterId))], tx);
    const waiting = moves.filter((move) => (known.get(move.matterId) ?? 0) < move.matterVersion);
    return new Set(waiting.map((move) => move.matterId));
  }

  async apply({ changed, steps, owed }: HandlingEffects, tx: EntityManager): Promise<void> {
    await this.lines.alone(tx);
    await this.#change(changed, tx);
    await this.tasks.replace(owed, 'assignment', tx);
    await this.lines.addSteps(steps, tx);
    await this.warnings.show([...owed.keys()], tx);
  }

  async #change(changes: readonly HandlingChange[], tx: EntityManager): Promise<void> {
    await tx.query(
      `update reporting.matter_line l set handling_version = r.handling_version, state = r.state, is_open = r.is_open,
         responsible_unit = r.responsible_unit, unit_name = r.unit_name, officer_id = r.officer_id, officer_name = r.officer_name,
         sender_unit = r.sender_unit, seen_by = r.seen_by, urgency = coalesce(r.urgency, l.urgency), is_late = r.is_open and coalesce(l.legal_due_at <= now(), false)
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, handling_version int, state text, is_open boolean, responsible_unit int,
         unit_name text, officer_id uuid, officer_name text, sender_unit int, seen_by int[], urgency text)
       where l.matter_id = r.matter_id and l.handling_version < r.handling_version`,
      [JSON.stringify(changes)],
    );
  }
}

async function versions(
  column: 'version' | 'handling_version',
  matterIds: readonly string[],
  tx: EntityManager,
): Promise<Map<string, number>> {
  const rows = (await tx.query(
    `select matter_id, ${column} as version from reporting.matter_line where matter_id = any($1)
     union all select matter_id, ${gone} from reporting.gone_matter where matter_id = any($1)`,
    [matterIds],
  )) as { matter_id: string; version: number }[];
  return new Map(rows.map((row) => [row.matter_id, row.version]));
}
