import { randomUUID } from 'node:crypto';
import { EntitySchema, type ObjectLiteral } from 'typeorm';
import { matterRemoved } from '@huiyin/contracts';
import { type Call, outgoing } from '@huiyin/messaging';
import {
  Changes,
  Database,
  type Decision,
  migrate,
  migration,
  type Scope,
  scopePolicy,
  tablesEveryServiceHas,
  type Versioned,
} from '@huiyin/service';
import { eventually, TestSystem } from '../src/index.js';

export interface Paper extends Versioned {
  id: string;
  version: number;
  unitId: number;
  note: string | null;
  filedAt: Date;
  heldOn: string | null;
  marks: unknown;
  unitIds: number[];
  seal: Buffer | null;
  mood: string;
  isOpen: boolean;
  counted: string;
}
export const Paper = new EntitySchema<Paper>({
  name: 'Paper',
  tableName: 'paper',
  schema: 'intake',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    unitId: { type: 'int', name: 'unit_id' },
    note: { type: 'text', nullable: true },
    filedAt: { type: 'timestamptz', name: 'filed_at' },
    heldOn: { type: 'date', name: 'held_on', nullable: true },
    marks: { type: 'jsonb' },
    unitIds: { type: 'int', array: true, name: 'unit_ids' },
    seal: { type: 'bytea', nullable: true },
    mood: { type: 'text' },
    isOpen: { type: 'boolean', name: 'is_open' },
    counted: { type: 'bigint' },
  },
});
interface Line extends ObjectLiteral {
  id: string;
  paperId: string;
  note: string | null;
  at: Date;
  seal: Buffer | null;
  list: unknown;
  unitIds: number[];
  shout: string;
  paperVersion: number;
}
export const Line = new EntitySchema<Line>({
  name: 'Line',
  tableName: 'line',
  schema: 'intake',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    paperId: { type: 'uuid', name: 'paper_id' },
    note: { type: 'text', nullable: true },
    at: { type: 'timestamptz' },
    seal: { type: 'bytea', nullable: true },
    list: { type: 'jsonb', nullable: true },
    unitIds: { type: 'int', array: true, name: 'unit_ids' },
    shout: { type: 'text', insert: false, update: false },
    paperVersion: { type: 'int', name: 'paper_version' },
  },
});
export const Stamp = new EntitySchema<{ no: number; paperId: string }>({
  name: 'Stamp',
  tableName: 'stamp',
  schema: 'intake',
  columns: { no: { type: 'int', primary: true }, paperId: { type: 'uuid', name: 'paper_id' } },
});

const tables = [
  ...tablesEveryServiceHas('intake'),
  `create type intake.mood as enum ('calm', 'urgent')`,
  `create table intake.paper (id uuid primary key, version int not null, unit_id int not null, note text, filed_at timestamptz not null,
        held_on date, marks jsonb not null, unit_ids int[] not null, seal bytea, mood intake.mood not null, is_open boolean not null,
        counted bigint not null)`,
  `create table intake.line (id bigint generated always as identity primary key, paper_id uuid not null references intake.paper,
        note text, at timestamptz not null default '2026-01-01Z', seal bytea, list jsonb, unit_ids int[] not null default '{9}',
        shout text generated always as (upper(note)) stored, paper_version int not null)`,
  'create table intake.stamp (no int primary key, paper_id uuid not null)',
  // The trigger looks at the changed row, and does to its transaction what the note says.
  `create function intake.look() returns trigger language plpgsql as $$ begin
        select version into new.paper_version from intake.paper where id = new.paper_id;
        if new.note = 'slow' then perform pg_sleep(8); end if;
        if new.note = 'cut' then perform pg_terminate_backend(pg_backend_pid()); end if;
        return new; end $$`,
  'create trigger look before insert on intake.line for each row execute function intake.look()',
  `create function intake.hold() returns trigger language plpgsql as $$ begin
        if new.note = 'hold me' then return null; end if; return new; end $$`,
  'create trigger hold before update on intake.paper for each row execute function intake.hold()',
  'grant select, insert, update on intake.paper, intake.line, intake.stamp to hy_intake',
  ...scopePolicy('intake.paper', { unit: 'unit_id', matter: 'id' }),
];

export const scope: Scope = { actor: `official:O'Neil \\ 王`, units: [7], isEverything: false };

export const call = (key: string = randomUUID()): Call => ({
  actor: { kind: 'official', id: 'x' },
  token: '',
  requestId: randomUUID(),
  deadlineAt: Date.now() + 5_000,
  idempotencyKey: key,
});

export type Deciding = (row: Paper, now: Date) => Omit<Decision<Paper, object>, 'answer' | 'events'>;

export const note =
  (text: string): Deciding =>
  () => ({ row: { note: text } });

/** Papers with every kind of column, lines and stamps beside them, and a service that changes them. */
export class Papers {
  private constructor(
    readonly system: TestSystem,
    readonly database: Database,
    private readonly changes: Changes,
  ) {}

  static async start(): Promise<Papers> {
    const system = await TestSystem.start({ services: [] });
    await migrate(system.adminUrl, 'intake', [migration('PaperTables1764000000000', tables)]);
    const settings = system.settings('intake');
    const login = { user: 'hy_intake', password: settings.secret('db-hy_intake'), schema: 'intake', pool: 4 };
    const database = new Database(settings, login, [Paper, Line, Stamp]);
    await database.open(() => undefined);
    return new Papers(system, database, new Changes(database, 'intake', 'qinghe', () => undefined));
  }

  async stop(): Promise<void> {
    await this.database.close();
    await this.system.stop();
  }

  async add(unit = 7): Promise<string> {
    const id = randomUUID();
    await this.system.rows(
      `insert into intake.paper values ($1, 1, $2, null, '2026-03-02T09:30:00.123+08', '2026-03-02', '[{"a": [1]}]', '{7,8}',
        '\\x00ff', 'calm', true, 9007199254740993)`,
      [id, unit],
    );
    return id;
  }

  change(
    id: string,
    decide: Deciding,
    options: { by?: Call; within?: Scope; act?: string; expected?: number } = {},
  ): Promise<{ version: number }> {
    const order = {
      order: 'intake.note.v1',
      act: options.act ?? 'classify',
      call: options.by ?? call(),
      scope: options.within ?? scope,
      input: { id },
      id,
      ...(options.expected === undefined ? {} : { expectedVersion: options.expected }),
    };
    return this.changes.change(Paper, order, (row, now) => ({
      ...decide(row, now),
      events: [outgoing(matterRemoved, { matterId: id, version: row.version + 1 })],
      answer: { version: row.version + 1 },
    }));
  }

  async row(id: string): Promise<Record<string, unknown> | undefined> {
    return (await this.system.rows('select * from intake.paper where id = $1', [id]))[0];
  }

  /** The version, and how many rows of each kind belong to the paper. */
  async left(id: string) {
    const count = async (table: string, column: string) =>
      (
        await this.system.rows<{ n: number }>(`select count(*)::int n from intake.${table} where ${column} = $1`, [id])
      )[0]?.n;
    return {
      version: (await this.row(id))?.['version'],
      lines: await count('line', 'paper_id'),
      stamps: await count('stamp', 'paper_id'),
      audit: await count('audit', 'object'),
      events: await count('outbox', 'matter_id'),
    };
  }

  /** Waits until no connection of the service is inside a transaction. */
  async areIdle(): Promise<void> {
    await eventually(async () => {
      const busy = await this.system.rows(
        `select 1 from pg_stat_activity where usename = 'hy_intake' and datname = current_database() and state <> 'idle'`,
      );
      return busy.length === 0;
    });
  }
}
