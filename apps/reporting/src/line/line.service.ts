import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { queuesChanged } from '@huiyin/contracts';
import { Bus } from '@huiyin/messaging';
import { presentClock } from '../clock/clock.table.js';
import { type Effects, type LineChange, type NewLine, type Step } from './line.rules.js';

type Row = Record<string, unknown>;

const newColumns = `matter_id uuid, version int, submission_no text, state text, is_open boolean, matter_kind text, category text,
  path text, location_code text, channel text, urgency text, responsible_unit int, unit_name text, officer_id uuid, officer_name text,
  received_at timestamptz, registered_at timestamptz`;
const changedColumns = `matter_id uuid, version int, state text, is_open boolean, matter_kind text, category text, path text,
  location_code text, urgency text, responsible_unit int, unit_name text, officer_id uuid, officer_name text`;
const namesOf = (columns: string) => columns.split(',').map((c) => c.trim().split(' ')[0] ?? '');
const settable = namesOf(changedColumns).filter((c) => c !== 'matter_id');

/** Keeps the lines of matters. All statements are over sets: one of each kind for a whole batch. */
@Injectable()
export class LineService {
  readonly #touched = new Set<string>();

  constructor(private readonly bus: Bus) {}

  /**
   * The streams of two owners meet in one row; whoever applies a batch waits here for the other's commit, so that neither the line
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
    await this.alone(tx);
    if (effects.added.length > 0) await this.#add(effects.added, tx);
    if (effects.changed.length > 0) await this.#change(effects.changed, tx);
    if (effects.steps.length > 0) await this.addSteps(effects.steps, tx);
    if (effects.removed.length > 0) await this.#remove(effects.removed, tx);
  }

  /** Steps of matters that are gone are not kept. */
  async addSteps(steps: readonly Step[], tx: EntityManager): Promise<void> {
    await tx.query(
      `insert into reporting.timeline_step (matter_id, key, step, at, values)
       select s.matter_id, s.key, s.step, s.at, s.values
       from jsonb_to_recordset($1::jsonb) as s(matter_id uuid, key text, step text, at timestamptz, values jsonb)
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = s.matter_id)
       on conflict do nothing`,
      [JSON.stringify(steps)],
    );
  }

  /** Remembers whose queues the batch touches; `signal` tells them once it is committed. */
  touch(officerIds: readonly unknown[]): void {
    for (const id of officerIds) if (typeof id === 'string') this.#touched.add(id);
  }

  signal(): void {
    if (this.#touched.size === 0) return;
    this.bus.signal(queuesChanged, { officerIds: [...this.#touched] });
    this.#touched.clear();
  }

  async #add(lines: readonly NewLine[], tx: EntityManager): Promise<void> {
    const names = namesOf(newColumns);
    await tx.query(
      `insert into reporting.matter_line (${names.join(', ')}, clock_rule, legal_due_on, legal_due_at, internal_due_on, next_due_at, is_late)
       select ${names.map((n) => `r.${n}`).join(', ')}, c.rule, c.legal_due_on, c.legal_due_at, c.internal_due_on,
         coalesce(c.next_due_at, 'infinity'), r.is_open and coalesce(c.is_late, false)
       from jsonb_to_recordset($1::jsonb) as r(${newColumns}) left join lateral (${presentClock('r.matter_id')}) c on true
       where not exists (select 1 from reporting.gone_matter g where g.matter_id = r.matter_id)
       on conflict (matter_id) do nothing`,
      [JSON.stringify(lines)],
    );
    this.touch(lines.map((line) => line.officer_id));
  }

  /** @throws when a matter was never registered here: better a dead letter that somebody sees than a line that is missing. */
  async #change(changes: readonly LineChange[], tx: EntityManager): Promise<void> {
    const rows = (await tx.query(
      `with given as (select * from jsonb_to_recordset($1::jsonb) as r(${changedColumns})),
       old as (select l.matter_id, l.officer_id from reporting.matter_line l join given using (matter_id)),
       done as (
         update reporting.matter_line l set ${settable.map((c) => `${c} = coalesce(r.${c}, l.${c})`).join(', ')},
           is_late = coalesce(r.is_open, l.is_open) and coalesce(l.legal_due_at <= now(), false)
         from given r where l.matter_id = r.matter_id and l.version < r.version
         returning l.matter_id, l.officer_id)
       select g.matter_id, o.officer_id as before, d.officer_id as after,
         o.matter_id is not null or exists (select 1 from reporting.gone_matter x where x.matter_id = g.matter_id) as is_known
       from given g left join old o using (matter_id) left join done d using (matter_id)`,
      [JSON.stringify(changes)],
    )) as Row[];
    const unknown = rows.find((row) => row['is_known'] !== true);
    if (unknown !== undefined)
      throw new Error(`matter ${String(unknown['matter_id'])} changed before it was registered`);
    this.touch(rows.flatMap((row) => [row['before'], row['after']]));
  }

  async #remove(removed: Effects['removed'], tx: EntityManager): Promise<void> {
    const ids = removed.map((r) => r.matter_id);
    await tx.query(
      `insert into reporting.gone_matter (matter_id, version)
       select * from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, version int) on conflict do nothing`,
      [JSON.stringify(removed)],
    );
    await tx.query('delete from reporting.timeline_step where matter_id = any($1)', [ids]);
    await tx.query('delete from reporting.clock_line where matter_id = any($1)', [ids]);
    const [rows] = (await tx.query('delete from reporting.matter_line where matter_id = any($1) returning officer_id', [
      ids,
    ])) as [Row[], number];
    this.touch(rows.map((row) => row['officer_id']));
  }
}
