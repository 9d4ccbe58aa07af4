import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ClockSnapshot } from '@huiyin/contracts';
import { type Told } from '../line/told.rules.js';
import { LineService } from '../line/line.service.js';
import { draftsOf, lettersOf } from '../supervision/supervision.rules.js';
import { SupervisionService } from '../supervision/supervision.service.js';
import { TaskService } from '../task/task.service.js';
import { warningsOf } from '../warning/warning.rules.js';
import { WarningService } from '../warning/warning.service.js';
import { citizenSteps, latestClocks } from './clock.rules.js';
import { presentClock } from './clock.table.js';

/** Keeps what accountability tells, in whatever order it comes. */
@Injectable()
export class ClockService {
  constructor(
    private readonly lines: LineService,
    private readonly tasks: TaskService,
    private readonly warnings: WarningService,
    private readonly supervision: SupervisionService,
  ) {}

  async apply(events: readonly Told[], tx: EntityManager): Promise<void> {
    const [clocks, warnings] = [latestClocks(events), warningsOf(events)];
    const [letters, drafts] = [lettersOf(events), draftsOf(events)];
    await this.lines.alone(tx);
    const moved = clocks.length === 0 ? [] : await this.#keep(clocks, tx);
    await this.warnings.keep(warnings, tx);
    await this.supervision.keep(letters, drafts, tx);
    await this.lines.addSteps([...citizenSteps(events), ...letters.map(({ step }) => step)], tx);
    const warned = [...warnings, ...letters, ...drafts].map((told) => told.matter_id);
    await this.warnings.show([...new Set([...moved, ...warned])], tx);
  }

  /**
   * Each snapshot is whole: the highest version wins, whatever the order in which they come.
   * @returns the matters whose clocks moved.
   */
  async #keep(clocks: readonly ClockSnapshot[], tx: EntityManager): Promise<string[]> {
    const kept = (await tx.query(
      `insert into reporting.clock_line as k (matter_id, clock_id, clock_version, rule, standing, unit_id, officer_id, started_at,
         stopped_at, legal_due_on, legal_due_at, internal_due_on, internal_due_at)
       select r."matterId", r."clockId", r."clockVersion", r.rule, r.standing, r."unitId", r."officerId", r."startedAt", r."stoppedAt",
         r."legalDueOn", r."legalDueAt", r."internalDueOn", r."internalDueAt"
       from jsonb_to_recordset($1::jsonb) as r("matterId" uuid, "clockId" uuid, "clockVersion" int, rule text, standing text,
         "unitId" int, "officerId" uuid, "startedAt" timestamptz, "stoppedAt" timestamptz, "legalDueOn" date, "legalDueAt" timestamptz,
         "internalDueOn" date, "internalDueAt" timestamptz)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r."matterId")
       on conflict (matter_id, clock_id) do update set clock_version = excluded.clock_version, rule = excluded.rule,
         standing = excluded.standing, unit_id = excluded.unit_id, officer_id = excluded.officer_id, started_at = excluded.started_at,
         stopped_at = excluded.stopped_at, legal_due_on = excluded.legal_due_on, legal_due_at = excluded.legal_due_at,
         internal_due_on = excluded.internal_due_on, internal_due_at = excluded.internal_due_at
       where k.clock_version < excluded.clock_version
       returning k.matter_id`,
      [JSON.stringify(clocks)],
    )) as { matter_id: string }[];
    const matterIds = [...new Set(kept.map((k) => k.matter_id))];
    if (matterIds.length > 0) {
      await this.#show(matterIds, tx);
      await this.tasks.date(matterIds, tx);
    }
    return matterIds;
  }

  async #show(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    await tx.query(
      `update reporting.matter_line l set clock_rule = c.rule, legal_due_on = c.legal_due_on, legal_due_at = c.legal_due_at,
         internal_due_on = c.internal_due_on, is_late = l.is_open and coalesce(c.is_late, false)
       from unnest($1::uuid[]) as m(id) left join lateral (${presentClock('m.id')}) c on true
       where l.matter_id = m.id`,
      [matterIds],
    );
  }
}
