import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { presentClock } from '../clock/clock.table.js';
import { SupervisionService } from '../supervision/supervision.service.js';
import { Signals } from '../task/signals.service.js';
import { type Handed, TaskService } from '../task/task.service.js';
import { WarningService } from '../warning/warning.service.js';
import { type Effects, type LineChange, type NewLine } from './line.rules.js';
import { type Step } from './told.rules.js';

const newColumns = `matter_id uuid, version int, submission_no text, state text, is_open boolean, matter_kind text, category text,
  path text, location_code text, channel text, urgency text, responsible_unit int, unit_name text, officer_id uuid, officer_name text,
  sender_unit int, seen_by int[], received_at timestamptz, registered_at timestamptz`;
const ownColumns =
  'matter_id uuid, version int, matter_kind text, category text, path text, location_code text, urgency text';
const keptColumns = `state text, is_open boolean, responsible_unit int, unit_name text, officer_id uuid, officer_name text, sender_unit int`;
const namesOf = (columns: string) => columns.split(',').map((c) => c.trim().split(' ')[0] ?? '');

// What intake says of the standing counts until assignment has spoken.
const isKept = 'l.handling_version = 0';
const settings = [
  ...namesOf(ownColumns)
    .slice(1)
    .map((c) => `${c} = coalesce(r.${c}, l.${c})`),
  ...namesOf(keptColumns).map((c) => `${c} = case when ${isKept} then coalesce(r.${c}, l.${c}) else l.${c} end`),
  'returns = l.returns + coalesce(r.returned, 0)',
  `seen_by = case when not ${isKept} then l.seen_by when r.seen_by is not null then r.seen_by
    when r.responsible_unit is null then l.seen_by
    else array_append(array_remove(array_remove(l.seen_by, l.responsible_unit), r.responsible_unit), r.responsible_unit) end`,
  `is_late = case when ${isKept} then coalesce(r.is_open, l.is_open) else l.is_open end and coalesce(l.legal_due_at <= now(), false)`,
];

interface Changed extends Omit<Handed, 'unit_before'> {
  readonly unit_before: number | null;
  readonly is_known: boolean;
}

/** Keeps the lines of matters. All statements are over sets: one of each kind for a whole batch. */
@Injectable()
export class LineService {
  constructor(
    private readonly tasks: TaskService,
    private readonly warnings: WarningService,
    private readonly supervision: SupervisionService,
    private readonly signals: Signals,
  ) {}

  /**
   * The streams of three owners meet in one row; whoever applies a batch waits here for the others' commits, so that neither the line
   * nor the clock that came first is overlooked.
   */
  async alone(tx: EntityManager): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('reporting/read model', 0))`);
  }

  /** The version of each matter that is in, removed ones included. */
  async versionsOf(matterIds: readonly string[], tx: EntityManager): Promise<ReadonlyMap<string, number>> {
    const rows = (await tx.query(
      `select matter_id, version from reporting.matter_line where matter_id = any($1)
       union all select matter_id, version from reporting.gone_matter where matter_id = any($1)`,
      [matterIds],
    )) as { matter_id: string; version: number }[];
    return new Map(rows.map((row) => [row.matter_id, row.version]));
  }

  async apply(effects: Effects, tx: EntityManager): Promise<void> {
    const { added, changed, owed, steps, removed } = effects;
    await this.alone(tx);
    if (added.length > 0) await this.#add(added, tx);
    const handed = changed.length === 0 ? [] : await this.#change(changed, tx);
    await this.tasks.replace(owed, 'intake', tx);
    await this.tasks.hand(
      handed.filter((h) => !owed.has(h.matter_id)),
      tx,
    );
    await this.addSteps(steps, tx);
    const dispatched = [...added, ...changed].filter((line) => line.sender_unit !== undefined);
    await this.warnings.show(
      dispatched.map((line) => line.matter_id),
      tx,
    );
    if (removed.length > 0) await this.#remove(removed, tx);
  }

  /** Steps of matters that are gone are not kept. */
  async addSteps(steps: readonly Step[], tx: EntityManager): Promise<void> {
    if (steps.length === 0) return;
    await tx.query(
      `insert into reporting.timeline_step (matter_id, key, step, at, values, is_internal)
       select s.matter_id, s.key, s.step, s.at, s.values, coalesce(s.is_internal, false)
       from jsonb_to_recordset($1::jsonb) as s(matter_id uuid, key text, step text, at timestamptz, values jsonb, is_internal boolean)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = s.matter_id)
       on conflict do nothing`,
      [JSON.stringify(steps)],
    );
  }

  async #add(lines: readonly NewLine[], tx: EntityManager): Promise<void> {
    const names = namesOf(newColumns);
    await tx.query(
      `insert into reporting.matter_line (${names.join(', ')}, returns, clock_rule, legal_due_on, legal_due_at, internal_due_on, is_late)
       select ${names.map((n) => `r.${n}`).join(', ')}, coalesce(r.returned, 0), c.rule, c.legal_due_on, c.legal_due_at, c.internal_due_on,
         r.is_open and coalesce(c.is_late, false)
       from jsonb_to_recordset($1::jsonb) as r(${newColumns}, returned int) left join lateral (${presentClock('r.matter_id')}) c on true
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r.matter_id)
       on conflict (matter_id) do nothing`,
      [JSON.stringify(lines)],
    );
    this.signals.touch(lines.map((line) => ({ unit_id: line.responsible_unit, officer_id: line.officer_id })));
  }

  /**
   * @returns the matters that changed hands.
   * @throws when a matter was never registered here: better a dead letter that somebody sees than a line that is missing.
   */
  async #change(changes: readonly LineChange[], tx: EntityManager): Promise<Handed[]> {
    const rows = (await tx.query(
      `with given as (
         select * from jsonb_to_recordset($1::jsonb) as r(${ownColumns}, ${keptColumns}, seen_by int[], returned int)),
       old as (select l.matter_id, l.responsible_unit, l.officer_id from reporting.matter_line l join given using (matter_id)),
       done as (
         update reporting.matter_line l set ${settings.join(', ')}
         from given r where l.matter_id = r.matter_id and l.version < r.version
         returning l.matter_id, l.responsible_unit, l.officer_id)
       select g.matter_id, o.responsible_unit as unit_before, o.officer_id as officer_before,
         coalesce(d.responsible_unit, o.responsible_unit) as unit_after, coalesce(d.officer_id, o.officer_id) as officer_after,
         o.matter_id is not null or exists (select 1 from reporting.gone_matter x where x.matter_id = g.matter_id) as is_known
       from given g left join old o using (matter_id) left join done d using (matter_id)`,
      [JSON.stringify(changes)],
    )) as Changed[];
    const unknown = rows.find((row) => !row.is_known);
    if (unknown !== undefined) throw new Error(`matter ${unknown.matter_id} changed before it was registered`);
    const known = rows.filter((row): row is Handed & Changed => row.unit_before !== null);
    this.signals.touch(known.map((row) => ({ unit_id: row.unit_after, officer_id: row.officer_after })));
    return known.filter((row) => row.unit_after !== row.unit_before || row.officer_after !== row.officer_before);
  }

  async #remove(removed: Effects['removed'], tx: EntityManager): Promise<void> {
    const ids = removed.map((r) => r.matter_id);
    await tx.query(
      `insert into reporting.gone_matter (matter_id, version)
       select * from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, version int) on conflict do nothing`,
      [JSON.stringify(removed)],
    );
    await this.tasks.remove(ids, tx);
    await this.warnings.remove(ids, tx);
    await this.supervision.remove(ids, tx);
    for (const table of ['timeline_step', 'clock_line', 'matter_line'])
      await tx.query(`delete from reporting.${table} where matter_id = any($1)`, [ids]);
  }
}
