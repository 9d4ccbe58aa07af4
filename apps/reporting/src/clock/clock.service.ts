import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ClockSnapshot } from '@huiyin/contracts';
import { type Step } from '../line/line.rules.js';
import { LineService } from '../line/line.service.js';
import { presentClock } from './clock.table.js';

@Injectable()
export class ClockService {
  constructor(private readonly lines: LineService) {}

  async apply(clocks: readonly ClockSnapshot[], steps: readonly Step[], tx: EntityManager): Promise<void> {
    await this.lines.alone(tx);
    if (clocks.length > 0) await this.#keep(clocks, tx);
    if (steps.length > 0) await this.lines.addSteps(steps, tx);
  }

  /** Each snapshot is whole: the highest version wins, whatever the order in which they come. */
  async #keep(clocks: readonly ClockSnapshot[], tx: EntityManager): Promise<void> {
    const kept = (await tx.query(
      `insert into reporting.clock_line as k (matter_id, clock_id, clock_version, rule, standing, started_at, stopped_at,
         legal_due_on, legal_due_at, internal_due_on, internal_due_at)
       select r."matterId", r."clockId", r."clockVersion", r.rule, r.standing, r."startedAt", r."stoppedAt",
         r."legalDueOn", r."legalDueAt", r."internalDueOn", r."internalDueAt"
       from jsonb_to_recordset($1::jsonb) as r("matterId" uuid, "clockId" uuid, "clockVersion" int, rule text, standing text,
         "startedAt" timestamptz, "stoppedAt" timestamptz, "legalDueOn" date, "legalDueAt" timestamptz,
         "internalDueOn" date, "internalDueAt" timestamptz)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r."matterId")
       on conflict (matter_id, clock_id) do update set clock_version = excluded.clock_version, rule = excluded.rule,
         standing = excluded.standing, started_at = excluded.started_at, stopped_at = excluded.stopped_at,
         legal_due_on = excluded.legal_due_on, legal_due_at = excluded.legal_due_at,
         internal_due_on = excluded.internal_due_on, internal_due_at = excluded.internal_due_at
       where k.clock_version < excluded.clock_version
       returning k.matter_id`,
      [JSON.stringify(clocks)],
    )) as { matter_id: string }[];
    if (kept.length > 0) await this.#show([...new Set(kept.map((k) => k.matter_id))], tx);
  }

  async #show(matterIds: readonly string[], tx: EntityManager): Promise<void> {
    const [rows] = (await tx.query(
      `update reporting.matter_line l set clock_rule = c.rule, legal_due_on = c.legal_due_on, legal_due_at = c.legal_due_at,
         internal_due_on = c.internal_due_on, next_due_at = coalesce(c.next_due_at, 'infinity'),
         is_late = l.is_open and coalesce(c.is_late, false)
       from unnest($1::uuid[]) as m(id) left join lateral (${presentClock('m.id')}) c on true
       where l.matter_id = m.id returning l.officer_id`,
      [matterIds],
    )) as [{ officer_id: string }[], number];
    this.lines.touch(rows.map((row) => row.officer_id));
  }
}
