import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { clockStepReached, readPayload, submissionRegistered } from '@huiyin/contracts';
import { LocalLine } from '@huiyin/messaging';
import { Database, ownScope, type RunningService, startService } from '@huiyin/service';
import { defaultCalendar } from '@huiyin/statute';
import { eventually, TestSystem } from '@huiyin/testing';
import { AlarmJobs } from '../src/alarm/alarm.jobs.js';
import { Alarms } from '../src/alarm/alarm.service.js';
import { startClock } from '../src/clock/clock.rules.js';
import { Clocks } from '../src/clock/clock.service.js';
import { datesBy } from '../src/clock/dates.rules.js';
import { accountabilityService } from '../src/index.js';
import { aRegistration } from './events.js';
import { bureau, Neighbour, triageOfficer } from './neighbours.js';

const msPerDay = 86_400_000;
const msPerHour = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

let system: TestSystem;
let second: RunningService;
const intake = new Neighbour('intake');

beforeAll(async () => {
  system = await TestSystem.start({
    services: [accountabilityService],
    neighbours: Neighbour.answers(intake),
    isApart: true,
  });
  await intake.start(system);
  second = await startService(accountabilityService, system.settings('accountability'), new LocalLine());
});
afterAll(async () => {
  await intake.stop();
  await second.stop();
  await system.stop();
});

const copies = () => [system.service('accountability'), second];
const sweepOf = (copy: RunningService) => copy.app.get(AlarmJobs, { strict: false }).sweep();
const ringAt = (copy: RunningService, clockId: string) => copy.app.get(Alarms, { strict: false }).ring(clockId);

async function clockOf(matterId: string): Promise<{ id: string; next_step_at: Date | null }> {
  return eventually(async () => {
    const rows = await system.rows<{ id: string; next_step_at: Date | null }>(
      `select id, next_step_at from accountability.clock where matter_id = $1`,
      [matterId],
    );
    return rows[0];
  });
}
async function toldOf(matterId: string): Promise<string[]> {
  const rows = await system.rows<{ payload: object }>(
    `select payload from accountability.outbox where name = $1 and matter_id = $2`,
    [clockStepReached.name, matterId],
  );
  return rows
    .map(({ payload }) => readPayload(clockStepReached.payload, payload))
    .map((s) => `${s.measure} ${s.step}`)
    .sort();
}

/** A two-hour clock (TL-11) whose end comes in so many milliseconds. */
async function endingIn(ms: number): Promise<{ clockId: string; matterId: string; at: number }> {
  const [clockId, matterId] = [randomUUID(), randomUUID()];
  const at = Date.now() + ms;
  const started = { kind: 'started', at: new Date(at - 2 * msPerHour).toISOString(), rule: 'TL-11' } as const;
  const parts = { clockId, matterId, isMain: true, unitId: bureau, officerId: triageOfficer, started };
  const clock = startClock(parts, datesBy(defaultCalendar()));
  const { app } = system.service('accountability');
  const clocks = app.get(Clocks, { strict: false });
  await app.get(Database).inScope(ownScope('test'), (manager) => clocks.save(manager, [{ clock, stored: 0 }]));
  return { clockId, matterId, at };
}

const before = ['internal T-1', 'legal T-2', 'legal T-5'];
const atAndAfter = ['T', 'T+1', 'T+5', 'T+15'].flatMap((step) => [`internal ${step}`, `legal ${step}`]);
const allSteps = [...before, ...atAndAfter].toSorted();

it('ten workers in two copies fire each step of an overdue clock once', async () => {
  const events = Array.from({ length: 30 }, () => aRegistration({ receivedAt: ago(40 * msPerDay) }));
  await intake.publish(submissionRegistered, ...events);
  const clocks = await Promise.all(events.map((e) => clockOf(e.matterId)));
  const workers = Array.from({ length: 10 }, (_, n) => copies()[n % 2] as RunningService);
  await Promise.all(workers.map(async (copy) => Promise.all(clocks.map(({ id }) => ringAt(copy, id)))));
  for (const { matterId } of events) {
    await eventually(async () => (await toldOf(matterId)).length === allSteps.length);
    expect(await toldOf(matterId)).toEqual(allSteps);
    expect((await clockOf(matterId)).next_step_at).toBeNull();
  }
});

it('says no step twice when a clock is put back to an earlier one', async () => {
  const event = aRegistration({ receivedAt: ago(40 * msPerDay) });
  await intake.publish(submissionRegistered, event);
  const { id } = await clockOf(event.matterId);
  await eventually(async () => (await ringAt(second, id)) > 0 || (await toldOf(event.matterId)).length > 0);
  await system.rows(`update accountability.clock set next_step_at = now() - interval '39 days' where id = $1`, [id]);
  await Promise.all(copies().map(async (copy) => ringAt(copy, id)));
  expect(await toldOf(event.matterId)).toEqual(allSteps);
  expect((await clockOf(event.matterId)).next_step_at).toBeNull();
});

it('waits for the next step once the present one was told', async () => {
  const event = aRegistration({ receivedAt: ago(11 * msPerDay), profile: 'national' });
  await intake.publish(submissionRegistered, event);
  const { id } = await clockOf(event.matterId);
  await ringAt(second, id);
  await eventually(async () => (await toldOf(event.matterId)).length > 0);
  expect(await toldOf(event.matterId)).toEqual(['legal T-5']);
  expect((await clockOf(event.matterId)).next_step_at?.getTime()).toBeGreaterThan(Date.now());
  expect(await ringAt(second, id)).toBe(0);
});

it('an alarm in Redis rings to the second', async () => {
  const { matterId, at } = await endingIn(2_500);
  await sweepOf(system.service('accountability'));
  await eventually(async () => (await toldOf(matterId)).length > 0, 6_000);
  const [claim] = await system.rows<{ claimed_at: Date }>(
    `select claimed_at from accountability.step_claim where matter_id = $1`,
    [matterId],
  );
  const late = (claim?.claimed_at.getTime() ?? 0) - at;
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(2_000);
  expect(await toldOf(matterId)).toEqual(['legal T']);
});

it('the sweep fires what an emptied Redis has forgotten', async () => {
  const { matterId, at } = await endingIn(2_000);
  await sweepOf(system.service('accountability'));
  const { redisUrl, site } = system.settings('accountability');
  const queue = new Queue('clock-steps', {
    connection: { url: redisUrl ?? '', maxRetriesPerRequest: null },
    prefix: site,
  });
  expect(await queue.getDelayedCount()).toBeGreaterThan(0);
  await queue.obliterate({ force: true });
  expect(await queue.getDelayedCount()).toBe(0);
  await queue.close();
  await new Promise((resolve) => setTimeout(resolve, at - Date.now() + 200));
  await sweepOf(system.service('accountability'));
  expect(await toldOf(matterId)).toEqual(['legal T']);
});

it.each([
  ['without Redis', undefined],
  ['with a Redis that is away', 'redis://127.0.0.1:1'],
])('a copy %s takes over the sweep of those that ended', async (_, redisUrl) => {
  await Promise.all(copies().map((copy) => copy.stop()));
  const { matterId, at } = await endingLater();
  const settings = { ...system.settings('accountability'), redisUrl };
  const third = await startService(accountabilityService, settings, new LocalLine());
  try {
    await new Promise((resolve) => setTimeout(resolve, at - Date.now() + 100));
    // A sweep that began earlier may still be waiting for Redis: asking again joins it, and the next one fires.
    await eventually(async () => {
      await sweepOf(third);
      return (await toldOf(matterId)).length > 0;
    });
    expect(await toldOf(matterId)).toEqual(['legal T']);
  } finally {
    await third.stop();
  }
});

/** Written past the services, which have ended: the same clock, due in a second. */
async function endingLater(): Promise<{ matterId: string; at: number }> {
  const matterId = randomUUID();
  const at = Date.now() + 1_000;
  await system.rows(
    `insert into accountability.clock (id, matter_id, is_main, rule, rule_edition, standing, responsible_unit, officer_id, started_at,
       legal_due_on, legal_due_at, legal_explanation, clock_version, next_step, next_measure, next_step_at)
     select gen_random_uuid(), $1, true, 'TL-11', 'R25: 2 hour', 'running', $2, $3, $4::timestamptz - interval '2 hours',
       current_date, $4, '{"ruleId":"TL-11","unit":"hour","length":2}', 1, 'T', 'legal', $4`,
    [matterId, bureau, triageOfficer, new Date(at)],
  );
  return { matterId, at };
}
