/**
 * What one change costs: CPU milliseconds of this process and of PostgreSQL's backends. A matter with an event, and one with a row beside
 * it, as triage makes them. Run by hand: `npm run build && npm run cost [-- <changes> <at once>]`.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { EntitySchema } from 'typeorm';
import { matterRemoved } from '@huiyin/contracts';
import { outgoing } from '@huiyin/messaging';
import { Changes, Database, migrate, migration, scopePolicy, tablesEveryServiceHas } from '@huiyin/service';
import { TestSystem } from '../dist/index.js';

const [changesEach = 4_000, atOnce = 16] = process.argv.slice(2).map(Number);
const text = (name) => ({ type: 'text', name, nullable: true });
const Matter = new EntitySchema({
  name: 'Matter',
  tableName: 'matter_row',
  schema: 'intake',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    state: text('state'),
    kind: text('kind'),
    category: text('category'),
    path: text('path'),
    locationCode: text('location_code'),
    urgency: text('urgency'),
    responsibleUnit: { type: 'int', name: 'responsible_unit' },
    officerId: { type: 'uuid', name: 'officer_id' },
    officerName: text('officer_name'),
    linkedTo: { type: 'uuid', name: 'linked_to', nullable: true },
    registeredAt: { type: 'timestamptz', name: 'registered_at' },
  },
});
const Reasons = new EntitySchema({
  name: 'Reasons',
  tableName: 'reasons_row',
  schema: 'intake',
  columns: {
    matterId: { type: 'uuid', name: 'matter_id', primary: true },
    version: { type: 'int', primary: true },
    at: { type: 'timestamptz' },
    kind: text('kind'),
    answers: { type: 'jsonb' },
    reason: text('reason'),
  },
});

const system = await TestSystem.start({ services: [] });
await migrate(system.adminUrl, 'intake', [
  migration('CostTables1764000000000', [
    ...tablesEveryServiceHas('intake'),
    `create table intake.matter_row (id uuid primary key, version int not null, state text, kind text, category text, path text,
       location_code text, urgency text, responsible_unit int not null, officer_id uuid not null, officer_name text, linked_to uuid,
       registered_at timestamptz not null)`,
    `create table intake.reasons_row (matter_id uuid, version int, at timestamptz not null, kind text, answers jsonb, reason text,
       primary key (matter_id, version))`,
    'grant select, insert, update on intake.matter_row, intake.reasons_row to hy_intake',
    ...scopePolicy('intake.matter_row', { unit: 'responsible_unit', matter: 'id' }),
  ]),
]);
const settings = system.settings('intake');
const login = { user: 'hy_intake', password: settings.secret('db-hy_intake'), schema: 'intake', pool: atOnce };
const database = new Database(settings, login, [Matter, Reasons]);
await database.open(console.error);
const changes = new Changes(database, 'intake', 'qinghe', () => undefined);
await system.rows(
  `insert into intake.matter_row select gen_random_uuid(), 1, 'registered', null, null, null, '331124', 'ordinary', 7,
     gen_random_uuid(), '王一', null, now() from generate_series(1, $1)`,
  [2_000],
);
const ids = (await system.rows('select id from intake.matter_row')).map((row) => row.id);

const scope = { actor: 'official:x', units: [7, 8, 9], isEverything: false };
const versions = new Map(ids.map((id) => [id, 1]));
async function change(id, hasRowBeside) {
  const version = versions.get(id);
  const order = {
    order: 'intake.classify.v1',
    act: 'classify',
    call: {
      actor: { kind: 'official', id: 'x', session: 'the session' },
      token: '',
      requestId: randomUUID(),
      deadlineAt: Date.now() + 5_000,
      idempotencyKey: randomUUID(),
    },
    scope,
    input: { matterId: id, expectedVersion: version, kind: 'claim', category: 'land', reason: '反映征地补偿没有到位' },
    id,
    expectedVersion: version,
  };
  await changes.change(Matter, order, (row, now) => ({
    row: { state: 'triaged', kind: 'claim', category: 'land', path: 'P_PET' },
    events: [outgoing(matterRemoved, { matterId: id, version: row.version + 1 })],
    answer: { matterId: id, version: row.version + 1, state: 'triaged' },
    adds: hasRowBeside
      ? [
          {
            table: Reasons,
            row: {
              matterId: id,
              version: row.version + 1,
              at: now,
              kind: 'claim',
              answers: { q: [1, 2] },
              reason: '有据',
            },
          },
        ]
      : [],
  }));
  versions.set(id, version + 1);
}
async function round(count, hasRowBeside) {
  let next = 0;
  const line = async () => {
    while (next < count) await change(ids[next++ % ids.length], hasRowBeside);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}
/** Nanoseconds on a processor so far, of every backend that serves this service. */
async function backends() {
  const pids = await system.rows(
    `select pid from pg_stat_activity where usename = 'hy_intake' and datname = current_database()`,
  );
  return pids
    .map(({ pid }) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((a, b) => a + b, 0);
}

for (const hasRowBeside of [false, true]) {
  await round(1_000, hasRowBeside);
  const [node, store, began] = [process.cpuUsage(), await backends(), performance.now()];
  await round(changesEach, hasRowBeside);
  const { user, system: kernel } = process.cpuUsage(node);
  const ours = (user + kernel) / 1_000 / changesEach;
  const theirs = ((await backends()) - store) / 1e6 / changesEach;
  const perSecond = (changesEach / (performance.now() - began)) * 1_000;
  console.log(
    `${hasRowBeside ? 'with a row beside it' : 'the row alone       '}: node ${ours.toFixed(3)} ms + backends ${theirs.toFixed(3)} ms` +
      ` = ${(ours + theirs).toFixed(3)} ms CPU a change; ${perSecond.toFixed(0)} changes/s`,
  );
}
await database.close();
await system.stop();
