import { randomUUID } from 'node:crypto';
import {
  clocksChanged,
  clocksOf,
  matterClassified,
  matterLinked,
  matterReassigned,
  matterRemoved,
  readPayload,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { Database, ownScope, registry } from '@huiyin/service';
import { eventually, TestSystem } from '@huiyin/testing';
import { accountabilityService } from '../src/index.js';
import { aClassification, aLink, aReassignment, aRegistration } from './events.js';
import { bureau, departmentOfficer, humanResources, Neighbour, triageOfficer } from './neighbours.js';

let system: TestSystem;
const intake = new Neighbour('intake');

beforeAll(async () => {
  system = await TestSystem.start({ services: [accountabilityService], neighbours: Neighbour.answers(intake) });
  await intake.start(system);
});
afterAll(async () => {
  await intake.stop();
  await system.stop();
});

interface SeenClock {
  rule: string;
  standing: string;
  responsible_unit: number;
  officer_id: string;
  legal: string;
  internal: string | null;
  next_step: string | null;
  clock_version: number;
}
async function clocksIn(matterId: string): Promise<SeenClock[]> {
  return system.rows<SeenClock>(
    `select rule, standing, responsible_unit, officer_id, legal_due_on::text as legal, internal_due_on::text as internal,
            next_step, clock_version from accountability.clock where matter_id = $1 order by started_at`,
    [matterId],
  );
}
async function ledgerOf(matterId: string): Promise<string[]> {
  const rows = await system.rows<{ kind: string }>(
    `select kind from accountability.clock_entry where matter_id = $1 order by clock_id, entry_no`,
    [matterId],
  );
  return rows.map((row) => row.kind);
}
async function versionReached(matterId: string, version: number): Promise<void> {
  await eventually(async () => {
    const rows = await system.rows(`select 1 from accountability.matter_duty where matter_id = $1 and version >= $2`, [
      matterId,
      version,
    ]);
    return rows.length > 0;
  });
}
/** Registers at 02:00 UTC of a day so far ahead that no step of it is due while the test runs. */
async function registered(given: Parameters<typeof aRegistration>[0] = {}): Promise<string> {
  const event = aRegistration({ receivedAt: '2099-03-02T02:00:00.000Z', ...given });
  await intake.publish(submissionRegistered, event);
  await versionReached(event.matterId, event.version);
  return event.matterId;
}
const official = (id: string): Actor => ({ kind: 'official', id, authzVersion: 1 });

it('R22: starts TL-01 on the day of receipt with the legal and the promised date', async () => {
  const matterId = await registered();
  expect(await clocksIn(matterId)).toEqual([
    {
      rule: 'TL-01',
      standing: 'running',
      responsible_unit: bureau,
      officer_id: triageOfficer,
      legal: '2099-03-17',
      internal: '2099-03-07',
      next_step: 'T-1',
      clock_version: 1,
    },
  ]);
  expect(await ledgerOf(matterId)).toEqual(['started']);
});

it('R23 ¶2: starts TL-02 where another office received it, without a promise under the national profile', async () => {
  const matterId = await registered({ clockRule: 'TL-02', profile: 'national', unitId: humanResources });
  expect(await clocksIn(matterId)).toMatchObject([
    { rule: 'TL-02', legal: '2099-03-17', internal: null, next_step: 'T-5' },
  ]);
});

it('tells others of a whole batch in one event that holds to its contract', async () => {
  const events = Array.from({ length: 40 }, () => aRegistration({ receivedAt: '2099-05-01T02:00:00.000Z' }));
  await intake.publish(submissionRegistered, ...events);
  await Promise.all(events.map((e) => versionReached(e.matterId, 1)));
  const told = await system.rows<{ payload: { clocks: { matterId: string }[] } }>(
    `select payload from accountability.outbox where name = 'accountability.clocks-changed.v1'`,
  );
  const mine = new Set(events.map((e) => e.matterId));
  const batches = told.filter((t) => t.payload.clocks.some((c) => mine.has(c.matterId)));
  expect(batches.flatMap((b) => readPayload(clocksChanged.payload, b.payload).clocks)).toHaveLength(40);
  expect(batches.length).toBeLessThan(10);
});

it('leaves the dates alone when the matter is given to another unit and officer', async () => {
  const matterId = await registered();
  const [before] = await clocksIn(matterId);
  await intake.publish(matterReassigned, aReassignment(matterId, 2));
  await versionReached(matterId, 2);
  expect(await clocksIn(matterId)).toEqual([
    { ...before, responsible_unit: humanResources, officer_id: departmentOfficer, clock_version: 2 },
  ]);
  expect(await ledgerOf(matterId)).toEqual(['started', 'reassigned']);
  expect(
    await system.rows(`select distinct responsible_unit from accountability.clock_entry where matter_id = $1`, [
      matterId,
    ]),
  ).toEqual([{ responsible_unit: humanResources }]);
});

it('lets the clock of a suggestion run on', async () => {
  const matterId = await registered();
  const before = await clocksIn(matterId);
  await intake.publish(matterClassified, aClassification(matterId, 2));
  await versionReached(matterId, 2);
  expect(await clocksIn(matterId)).toEqual(before);
});

it('stops the clock of a submission that was linked to another matter', async () => {
  const matterId = await registered();
  await intake.publish(matterLinked, aLink(matterId, 2));
  await versionReached(matterId, 2);
  expect(await clocksIn(matterId)).toMatchObject([{ standing: 'stopped', next_step: null, clock_version: 2 }]);
  expect(
    await system.rows(
      `select was_late, is_open from accountability.clock join accountability.matter_duty using (matter_id) where matter_id = $1`,
      [matterId],
    ),
  ).toEqual([{ was_late: false, is_open: false }]);
});

it('holds nothing of a matter that left the ordinary side', async () => {
  const matterId = await registered({ receivedAt: '2026-01-05T02:00:00.000Z' });
  await eventually(async () => {
    await sweep();
    return (await system.rows(`select 1 from accountability.step_claim where matter_id = $1`, [matterId])).length > 0;
  });
  await intake.publish(matterRemoved, { matterId, version: 2 });
  await eventually(async () => (await clocksIn(matterId)).length === 0);
  for (const table of ['matter_duty', 'clock', 'clock_entry', 'step_claim']) {
    expect(await system.rows(`select 1 from accountability.${table} where matter_id = $1`, [matterId])).toEqual([]);
  }
});

it('starts and ends a clock whose whole life comes in one batch', async () => {
  const event = aRegistration({ receivedAt: '2099-03-02T02:00:00.000Z' });
  const { matterId } = event;
  await intake.withhold(submissionRegistered, event);
  await intake.withhold(matterReassigned, aReassignment(matterId, 2));
  await intake.publish(matterLinked, aLink(matterId, 3));
  await versionReached(matterId, 3);
  expect(await ledgerOf(matterId)).toEqual(['started', 'reassigned', 'stopped']);
  expect(await clocksIn(matterId)).toMatchObject([
    { standing: 'stopped', responsible_unit: humanResources, clock_version: 3 },
  ]);
});

it('fills a gap from the owner, and takes what comes late for what it is: known', async () => {
  const event = aRegistration({ receivedAt: '2099-03-02T02:00:00.000Z' });
  const { matterId } = event;
  const missed = await intake.withhold(submissionRegistered, event);
  await intake.publish(matterClassified, aClassification(matterId, 2));
  await versionReached(matterId, 2);
  expect(await clocksIn(matterId)).toMatchObject([{ standing: 'running', legal: '2099-03-17' }]);

  const before = await clocksIn(matterId);
  await intake.release(missed);
  const behind = await registered();
  expect(await clocksIn(behind)).toHaveLength(1);
  expect(await clocksIn(matterId)).toEqual(before);
  expect(await ledgerOf(matterId)).toEqual(['started']);
});

it('starts one clock however often the same fact comes: again later, and twice in a batch', async () => {
  const event = aRegistration({ receivedAt: '2099-03-02T02:00:00.000Z' });
  const { matterId } = event;
  await intake.publish(submissionRegistered, event, event, event);
  await versionReached(matterId, 1);
  await intake.publish(submissionRegistered, event);
  await intake.publish(matterLinked, aLink(matterId, 2), aLink(matterId, 2));
  await versionReached(matterId, 2);
  await registered();
  expect(await clocksIn(matterId)).toHaveLength(1);
  expect(await ledgerOf(matterId)).toEqual(['started', 'stopped']);
  expect(await system.rows(`select 1 from accountability.dead_letter`)).toEqual([]);
});

it('refuses a second main clock of one matter, whoever writes it', async () => {
  const matterId = await registered();
  const copy = system.rows(
    `insert into accountability.clock select gen_random_uuid(), (c).* from (
       select matter_id, is_main, rule, rule_edition, calendar_edition, standing, responsible_unit, officer_id, started_at,
              legal_due_on, legal_due_at, internal_due_on, internal_due_at, next_step, next_measure, next_step_at,
              legal_explanation, internal_explanation, clock_version, stopped_at, was_late
         from accountability.clock where matter_id = $1) c`,
    [matterId],
  );
  await expect(copy).rejects.toMatchObject({ constraint: 'clock_one_main' });
});

describe('asked for clocks', () => {
  it('answers the officer of the unit with both explanations', async () => {
    const matterId = await registered();
    const { clocks } = await system.ask(clocksOf, { matterIds: [matterId] }, official(triageOfficer));
    expect(clocks).toMatchObject([
      {
        matterId,
        rule: 'TL-01',
        standing: 'running',
        unitId: bureau,
        startedAt: '2099-03-02T02:00:00.000Z',
        legalDueAt: '2099-03-17T16:00:00.000Z',
        legalExplanation: { article: 'R22', length: 15, unit: 'day', firstCountedDay: '2099-03-03' },
        internalExplanation: { length: 5, profile: { id: 'fast_520_210' } },
      },
    ]);
  });

  it('answers an officer of another unit as if there were nothing', async () => {
    const matterId = await registered();
    expect(await system.ask(clocksOf, { matterIds: [matterId] }, official(departmentOfficer))).toEqual({ clocks: [] });
  });

  it('answers a citizen about the own matter only', async () => {
    const [own, other] = [await registered(), await registered()];
    const { clocks } = await system.ask(clocksOf, { matterIds: [own, other] }, { kind: 'citizen', id: own });
    expect(clocks.map((clock) => clock.matterId)).toEqual([own]);
  });

  it('refuses nobody known, and an official without a post', async () => {
    const asked = (actor: Actor) => system.ask(clocksOf, { matterIds: [randomUUID()] }, actor);
    await expect(asked({ kind: 'anonymous', id: '' })).rejects.toMatchObject({ code: 'not-signed-in' });
    await expect(asked(official(randomUUID()))).rejects.toMatchObject({ code: 'act-not-allowed' });
  });
});

it.each(['matter_duty', 'clock', 'clock_entry'])(
  'row-level security shows rows of %s to their unit alone',
  async (table) => {
    const matterId = await registered();
    const database = system.service('accountability').app.get(Database);
    const seenBy = async (units: number[], matter?: string) =>
      database.inScope({ actor: 'test', units, isEverything: false, matterId: matter }, (manager) =>
        manager.query(`select matter_id from accountability.${table} where matter_id = $1`, [matterId]),
      );
    expect(await seenBy([bureau])).toHaveLength(1);
    expect(await seenBy([], matterId)).toHaveLength(1);
    expect(await seenBy([humanResources], randomUUID())).toEqual([]);
    expect(await database.query(`select 1 from accountability.${table}`)).toEqual([]);
  },
);

it('never lets the service change its ledger', async () => {
  const database = system.service('accountability').app.get(Database);
  const change = (text: string) => database.inScope(ownScope('test'), (manager) => manager.query(text));
  await expect(change(`update accountability.clock_entry set at = now()`)).rejects.toThrow('permission denied');
  await expect(change(`delete from accountability.clock_entry`)).rejects.toThrow('permission denied');
});

it('counts overdue clocks, and open matters without a clock: none', async () => {
  const figure = async (name: string) => {
    const metric = await registry.getSingleMetric(name)?.get();
    return metric?.values.find((v) => v.labels['service'] === 'accountability')?.value;
  };
  const before = (await figure('huiyin_clocks_overdue')) ?? Number.NaN;
  await registered({ receivedAt: '2026-02-02T02:00:00.000Z' });
  expect(await figure('huiyin_clocks_overdue')).toBe(before + 1);
  expect(await figure('huiyin_open_without_clock')).toBe(0);
  await system.rows(`delete from accountability.clock where matter_id = $1`, [await registered()]);
  expect(await figure('huiyin_open_without_clock')).toBe(1);
});

async function sweep(): Promise<void> {
  const { AlarmJobs } = await import('../src/alarm/alarm.jobs.js');
  await system.service('accountability').app.get(AlarmJobs, { strict: false }).sweep();
}
