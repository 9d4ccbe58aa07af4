import { randomUUID } from 'node:crypto';
import { clocksChanged, readPayload } from '@huiyin/contracts';
import { Database, ownScope } from '@huiyin/service';
import { type CalendarYear, defaultCalendar, type TimeLimitId } from '@huiyin/statute';
import { TestSystem } from '@huiyin/testing';
import { AlarmJobs } from '../src/alarm/alarm.jobs.js';
import { apply, startClock } from '../src/clock/clock.rules.js';
import { Clocks } from '../src/clock/clock.service.js';
import { datesBy } from '../src/clock/dates.rules.js';
import { Recounts } from '../src/clock/recount.service.js';
import { accountabilityService } from '../src/index.js';
import { bureau, Neighbour, triageOfficer } from './neighbours.js';

/** A year that no edition of the calendar will know for long. */
const year = 2087;
const named = (on: string) => ({ on, name: '-' });
const notice: CalendarYear = {
  year,
  version: 'notice',
  published: true,
  holidays: ['2087-03-06', '2087-03-07'].map(named),
  makeUpWorkdays: ['2087-03-29', '2087-04-05'].map(named),
};
const published = defaultCalendar([notice]);

let system: TestSystem;
const intake = new Neighbour('intake');

beforeAll(async () => {
  system = await TestSystem.start({ services: [accountabilityService], neighbours: Neighbour.answers(intake) });
});
afterAll(() => system.stop());

interface Row {
  readonly on: string;
  readonly provisional_in: number | null;
  readonly clock_version: number;
  readonly told: string | null;
}

/** A clock that was started before the notice came out. */
async function started(rule: TimeLimitId, on: string, stoppedAt?: string): Promise<string> {
  const [clockId, matterId] = [randomUUID(), randomUUID()];
  const count = datesBy(defaultCalendar());
  const entry = { kind: 'started', at: `${on}T02:00:00.000Z`, rule } as const;
  const parts = { clockId, matterId, isMain: true, unitId: bureau, officerId: triageOfficer, started: entry };
  const running = startClock(parts, count);
  const clock = stoppedAt === undefined ? running : apply(running, { kind: 'stopped', at: stoppedAt, why: '-' }, count);
  const { app } = system.service('accountability');
  const clocks = app.get(Clocks, { strict: false });
  await app.get(Database).inScope(ownScope('test'), (manager) => clocks.save(manager, [{ clock, stored: 0 }]));
  return clockId;
}
async function rowOf(clockId: string): Promise<Row | undefined> {
  const rows = await system.rows<Row>(
    `select legal_due_on::text as on, provisional_in, clock_version, legal_explanation ->> 'toldOn' as told
       from accountability.clock where id = $1`,
    [clockId],
  );
  return rows[0];
}
const recount = () => system.service('accountability').app.get(Recounts, { strict: false }).recountBy(published);

it('CNT-8: clocks of a year that was published are counted again and told: a duty by the law, a window never earlier', async () => {
  const duty = await started('TL-04', '2087-03-03');
  const dutyMadeUp = await started('TL-04', '2087-03-26');
  const window = await started('TL-13', '2087-03-06');
  const ended = await started('TL-04', '2087-03-03', '2087-03-04T02:00:00.000Z');
  const certain = await started('TL-01', '2087-03-03');
  expect([await rowOf(duty), await rowOf(window)]).toMatchObject([
    { on: '2087-03-10', provisional_in: year },
    { on: '2087-04-07', provisional_in: year },
  ]);

  expect(await recount()).toBe(3);
  expect(await rowOf(duty)).toEqual({ on: '2087-03-12', provisional_in: null, clock_version: 2, told: '2087-03-10' });
  expect(await rowOf(dutyMadeUp)).toMatchObject({ on: '2087-04-01', told: '2087-04-02' });
  expect(await rowOf(window)).toMatchObject({ on: '2087-04-07', provisional_in: null, told: '2087-04-07' });
  expect(await rowOf(ended)).toMatchObject({ provisional_in: year, clock_version: 2, told: null });
  expect(await rowOf(certain)).toMatchObject({ provisional_in: null, clock_version: 1 });

  const [entry] = await system.rows(
    `select kind, details from accountability.clock_entry where clock_id = $1 and entry_no = 2`,
    [duty],
  );
  expect(entry).toEqual({ kind: 'recounted', details: { toldOn: '2087-03-10' } });
  const told = await system.rows<{ payload: object }>(`select payload from accountability.outbox where name = $1`, [
    clocksChanged.name,
  ]);
  const all = told.flatMap(({ payload }) => readPayload(clocksChanged.payload, payload).clocks);
  const ofDuty = all.filter(({ clockId }) => clockId === duty).toSorted((a, b) => a.clockVersion - b.clockVersion);
  expect(
    ofDuty.map(({ clockVersion, legalDueOn, provisionalIn }) => [clockVersion, legalDueOn, provisionalIn]),
  ).toEqual([
    [1, '2087-03-10', year],
    [2, '2087-03-12', undefined],
  ]);
  expect(await recount()).toBe(0);
});

it('leaves alone what is still provisional, at every sweep', async () => {
  const clock = await started('TL-04', '2088-03-03');
  await system.service('accountability').app.get(AlarmJobs, { strict: false }).sweep();
  expect(await rowOf(clock)).toMatchObject({ provisional_in: 2088, clock_version: 1 });
});
