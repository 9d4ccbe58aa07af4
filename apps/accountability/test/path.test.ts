import {
  clocksOf,
  clockStepReached,
  type ExplainedClock,
  handlingMoved,
  matterClassified,
  matterEscalated,
  matterMoved,
  readPayload,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { registry } from '@huiyin/service';
import { defaultCalendar, dueOf, profiles } from '@huiyin/statute';
import { eventually, TestSystem } from '@huiyin/testing';
import { AlarmJobs } from '../src/alarm/alarm.jobs.js';
import { accountabilityService } from '../src/index.js';
import { aClassification, aHandlingMove, aMove, anOffer, aRegistration, byDepartment } from './events.js';
import {
  bureau,
  departmentOfficer,
  housing,
  housingOfficer,
  humanResources,
  Neighbour,
  triageOfficer,
} from './neighbours.js';

let system: TestSystem;
const [intake, assignment] = [new Neighbour('intake'), new Neighbour('assignment')];

beforeAll(async () => {
  system = await TestSystem.start({
    services: [accountabilityService],
    neighbours: Neighbour.answers(intake, assignment),
  });
  await intake.start(system);
  await assignment.start(system);
});
afterAll(async () => {
  await intake.stop();
  await assignment.stop();
  await system.stop();
});

const calendar = defaultCalendar();
const profile = profiles.fast_520_210;

interface SeenClock {
  rule: string;
  standing: string;
  isMain: boolean;
  unit: number;
  officer: string;
  legal: string;
  internal: string | null;
}
async function clocksIn(matterId: string): Promise<SeenClock[]> {
  return system.rows<SeenClock>(
    `select rule, standing, is_main as "isMain", responsible_unit as unit, officer_id as officer, legal_due_on::text as legal,
            internal_due_on::text as internal from accountability.clock where matter_id = $1 order by rule, started_at`,
    [matterId],
  );
}
const running = async (matterId: string) => (await clocksIn(matterId)).filter(({ standing }) => standing !== 'stopped');
const clockIn = async (matterId: string, rule: string) =>
  (await clocksIn(matterId)).filter((clock) => clock.rule === rule);
const mainIn = async (matterId: string) =>
  (await running(matterId)).filter(({ isMain }) => isMain).map(({ rule }) => rule);

async function reached(matterId: string, { version = 1, handling = 0 }): Promise<void> {
  await eventually(async () => {
    const rows = await system.rows(
      `select 1 from accountability.matter_duty where matter_id = $1 and version >= $2 and handling_version >= $3`,
      [matterId, version, handling],
    );
    return rows.length > 0;
  });
}
async function registered(given: Parameters<typeof aRegistration>[0] = {}): Promise<string> {
  const event = aRegistration(given);
  await intake.publish(submissionRegistered, event);
  await reached(event.matterId, {});
  return event.matterId;
}
/** Moves of intake from version 2 on, one after another in one commit. */
async function moved(matterId: string, ...moves: ReturnType<typeof aMove>[]): Promise<void> {
  await intake.publish(matterMoved, ...moves);
  await reached(matterId, { version: moves.at(-1)?.version ?? 1 });
}
/** A matter that the department took on, and its file: offered and taken at these instants. */
async function taken(offeredAt: string, given: { takenAt?: string; days?: number } = {}): Promise<string> {
  const { takenAt = offeredAt, days } = given;
  const matterId = await registered({ receivedAt: offeredAt });
  await moved(
    matterId,
    anOffer(matterId, 2, { at: offeredAt, ...(days === undefined ? {} : { days }) }),
    aMove(matterId, 3, 'T14.1', { ...byDepartment, at: takenAt }),
  );
  await handled(matterId, ['T14.1', takenAt]);
  return matterId;
}
type Row = readonly [transition: string, at: string, given?: Partial<Parameters<typeof aHandlingMove>[3]>];
/** Moves of the file, from its first version on. */
async function handled(matterId: string, ...moves: readonly Row[]): Promise<void> {
  const before = await system.rows<{ n: number }>(
    `select handling_version as n from accountability.matter_duty where matter_id = $1`,
    [matterId],
  );
  const from = before[0]?.n ?? 0;
  const events = moves.map(([transition, at, given], index) =>
    aHandlingMove(matterId, from + index + 1, transition, { matterVersion: 3, at, ...given }),
  );
  await assignment.publish(handlingMoved, ...events);
  await reached(matterId, { handling: from + events.length });
}
const official = (id: string): Actor => ({ kind: 'official', id, authzVersion: 1 });

it('R22, R23 (O 1): the bureau’s fifteen days and then the receiving office’s own fifteen both run, and both are shown', async () => {
  const matterId = await registered({ receivedAt: '2026-03-02T02:00:00.000Z' });
  await moved(matterId, anOffer(matterId, 2, { at: '2026-03-10T02:00:00.000Z' }));
  expect(await clocksIn(matterId)).toMatchObject([
    { rule: 'TL-01', standing: 'stopped', legal: '2026-03-17' },
    { rule: 'TL-03', standing: 'running', isMain: true, unit: bureau, officer: triageOfficer, legal: '2026-03-25' },
    { rule: 'TL-04', standing: 'running', isMain: false, unit: humanResources },
  ]);
  expect(await mainIn(matterId)).toEqual(['TL-03']);

  await moved(matterId, aMove(matterId, 3, 'T14.1', { ...byDepartment, at: '2026-03-12T02:00:00.000Z' }));
  expect(await running(matterId)).toMatchObject([
    { rule: 'TL-03', unit: humanResources, officer: departmentOfficer, legal: '2026-03-25' },
  ]);
});

it('R23 ¶3 (O 2): an objection at five working days, across National Day with its Saturday made up', async () => {
  const matterId = await registered({ receivedAt: '2026-09-28T02:00:00.000Z' });
  await moved(matterId, anOffer(matterId, 2, { at: '2026-09-29T02:00:00.000Z' }));
  const { clocks } = await system.ask(clocksOf, { matterIds: [matterId] }, official(departmentOfficer));
  const objection = clocks.find(({ rule }) => rule === 'TL-04') as ExplainedClock;
  const expected = dueOf({ rule: 'TL-04', startedAt: '2026-09-29T02:00:00.000Z', calendar }).legal;
  expect(objection).toMatchObject({ legalDueOn: '2026-10-12', legalDueAt: expected.at, unitId: humanResources });
  // 30 September; then 8, 9 and the made-up Saturday 10 October, and Monday the twelfth.
  expect(objection.legalExplanation).toMatchObject({ madeUp: [{ on: '2026-10-10' }], length: 5, unit: 'working-day' });
  expect(objection.legalExplanation).toEqual(expected.explanation);
});

it('R34 (O 3): one extension of thirty days, approved on the last day, lengthens the legal date', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  await handled(matterId, ['T19', '2026-03-04T02:00:00.000Z'], ['T22', '2026-03-05T02:00:00.000Z']);
  expect(await clockIn(matterId, 'TL-06')).toMatchObject([{ legal: '2026-05-03' }]);
  await handled(matterId, ['T27.1', '2026-05-03T02:00:00.000Z', { days: 30 }]);
  expect(await clockIn(matterId, 'TL-06')).toMatchObject([{ legal: '2026-06-02', isMain: true }]);
});

it('C.4 (O 10): a promise shortens the internal date, the legal date stays, on every clock of the path', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  await handled(matterId, ['T19', '2026-03-04T02:00:00.000Z']);
  const { clocks } = await system.ask(clocksOf, { matterIds: [matterId] }, official(triageOfficer));
  const promised = new Map(clocks.map((clock) => [clock.rule, clock]));
  for (const [rule, startedAt] of [
    ['TL-01', '2026-03-02T02:00:00.000Z'],
    ['TL-03', '2026-03-02T02:00:00.000Z'],
    ['TL-06', '2026-03-04T02:00:00.000Z'],
  ] as const) {
    const { legal, internal } = dueOf({ rule, startedAt, calendar, profile });
    expect(promised.get(rule)).toMatchObject({
      legalDueOn: legal.on,
      legalExplanation: legal.explanation,
      internalDueOn: internal?.on,
      internalExplanation: internal?.explanation,
    });
    expect(legal.on).toBe(dueOf({ rule, startedAt, calendar }).legal.on);
  }
});

it('R23 ¶3: what was sent back is the sender’s first clock again, dates unchanged, and a second offer to the same office restarts nothing', async () => {
  const matterId = await registered({ receivedAt: '2099-03-02T02:00:00.000Z' });
  const before = await clockIn(matterId, 'TL-01');
  await moved(matterId, anOffer(matterId, 2, { at: '2026-03-10T02:00:00.000Z', days: 30 }));
  const offered = await clocksIn(matterId);
  await moved(
    matterId,
    aMove(matterId, 3, 'T14', { at: '2026-03-11T02:00:00.000Z', otherUnitId: humanResources }),
    aMove(matterId, 4, 'T15', { at: '2026-03-13T02:00:00.000Z', otherUnitId: humanResources }),
  );
  expect(await running(matterId)).toEqual(before);
  const [restored] = await system.rows(
    `select stopped_at, was_late, next_step is not null as waits, clock_version from accountability.clock where matter_id = $1 and rule = 'TL-01'`,
    [matterId],
  );
  expect(restored).toEqual({ stopped_at: null, was_late: null, waits: true, clock_version: 3 });

  await moved(matterId, anOffer(matterId, 5, { at: '2026-03-14T02:00:00.000Z', days: 90 }));
  expect((await clocksIn(matterId)).filter(({ rule }) => rule !== 'TL-05')).toEqual(offered);
  await moved(
    matterId,
    aMove(matterId, 6, 'T14', { at: '2026-03-15T02:00:00.000Z' }),
    aMove(matterId, 7, 'T15', { at: '2026-03-15T03:00:00.000Z' }),
    anOffer(matterId, 8, { at: '2026-03-16T02:00:00.000Z', otherUnitId: housing }),
  );
  expect((await running(matterId)).map(({ rule, legal, unit }) => [rule, legal, unit])).toEqual([
    ['TL-03', '2026-03-31', bureau],
    ['TL-04', '2026-03-23', housing],
  ]);
});

it('R34: without a notice in time the sixty days start on the last lawful day of TL-03: delay buys no time', async () => {
  const late = await taken('2026-03-02T02:00:00.000Z');
  await handled(late, ['T19', '2026-04-20T02:00:00.000Z']);
  expect(await clockIn(late, 'TL-06')).toMatchObject([{ legal: '2026-05-16', unit: humanResources, isMain: true }]);
  const fromLastDay = dueOf({ rule: 'TL-06', startedAt: '2026-03-17T00:00:00+08:00', calendar }).legal.on;
  expect(fromLastDay).toBe('2026-05-16');
});

it('SIMP22 (T25, T26): the short track counts from the acceptance, beside the sixty days', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  await handled(
    matterId,
    ['T19', '2026-03-04T02:00:00.000Z'],
    ['T22', '2026-03-05T02:00:00.000Z'],
    ['T25', '2026-03-09T02:00:00.000Z'],
  );
  const short = dueOf({ rule: 'TL-09', startedAt: '2026-03-04T02:00:00.000Z', calendar }).legal.on;
  expect(await clockIn(matterId, 'TL-09')).toMatchObject([{ legal: short, isMain: false, standing: 'running' }]);
  await handled(matterId, ['T26', '2026-03-10T02:00:00.000Z']);
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-06']);
});

it('R22(3), R32 ¶2: the report and the carrying out have the days that their papers set', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z', { days: 45 });
  expect(await clockIn(matterId, 'TL-12')).toMatchObject([
    { legal: '2026-04-16', unit: humanResources, isMain: false },
  ]);
  await handled(
    matterId,
    ['T19', '2026-03-04T02:00:00.000Z'],
    ['T33', '2026-03-16T02:00:00.000Z'],
    ['T34', '2026-03-19T02:00:00.000Z', { countsFrom: '2026-03-17T16:00:00.000Z' }],
    ['T35', '2026-03-20T02:00:00.000Z', { days: 20, otherUnitId: housing }],
  );
  expect(await running(matterId)).toMatchObject([
    { rule: 'TL-12' },
    { rule: 'TL-13', isMain: false, legal: '2026-04-17' },
    { rule: 'TL-23', isMain: false, legal: '2026-04-17' },
    { rule: 'TL-49', isMain: true, legal: '2026-04-09', unit: humanResources },
  ]);
  await handled(
    matterId,
    ['T36', '2026-04-20T02:00:00.000Z'],
    ['T34.1', '2026-04-21T02:00:00.000Z', { state: 'closed' }],
  );
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-23']);
  await handled(matterId, [
    'T34.2',
    '2026-04-21T03:00:00.000Z',
    { state: 'closed', values: { unit: 'satisfied', pending: 1 } },
  ]);
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-23']);
  await handled(matterId, [
    'T34.2',
    '2026-04-21T04:00:00.000Z',
    { state: 'closed', values: { bureau: 'satisfied', pending: 0 } },
  ]);
  expect(await running(matterId)).toEqual([]);
});

it('R35: the review window counts from the day of service; the service itself has five working days', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  await handled(matterId, ['T19', '2026-03-04T02:00:00.000Z'], ['T33', '2026-04-30T02:00:00.000Z']);
  expect(await running(matterId)).toMatchObject([{ rule: 'TL-47', isMain: true, legal: '2026-05-11' }]);
  await handled(matterId, ['T34', '2026-05-12T02:00:00.000Z', { countsFrom: '2026-05-10T16:00:00.000Z' }]);
  const due = dueOf({ rule: 'TL-13', startedAt: '2026-05-10T16:00:00.000Z', calendar }).legal;
  expect(await running(matterId)).toMatchObject([
    { rule: 'TL-13', isMain: true, legal: due.on },
    { rule: 'TL-23', isMain: false, legal: due.on },
  ]);
});

it('R32 ¶2: what a served opinion supports is to be ordered within five working days, beside the review window', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  const tasks = [{ act: 'order-execution', unitId: humanResources, rule: 'TL-50' }];
  await handled(
    matterId,
    ['T19', '2026-03-04T02:00:00.000Z'],
    ['T33', '2026-03-16T02:00:00.000Z'],
    ['T34', '2026-03-19T02:00:00.000Z', { countsFrom: '2026-03-17T16:00:00.000Z', tasks }],
  );
  expect(await clockIn(matterId, 'TL-50')).toMatchObject([
    { legal: '2026-03-25', unit: humanResources, isMain: false, standing: 'running' },
  ]);
  await handled(matterId, ['T35', '2026-03-20T02:00:00.000Z', { days: 20 }]);
  expect(await clockIn(matterId, 'TL-50')).toMatchObject([{ standing: 'stopped' }]);
});

it('R25: a major or urgent matter is to be reported within two hours, until it was', async () => {
  const matterId = await registered();
  const at = new Date().toISOString();
  await intake.publish(matterClassified, {
    ...aClassification(matterId, 2),
    at,
    matterKind: 'claim',
    urgency: 'major_urgent',
  });
  await reached(matterId, { version: 2 });
  const [urgent] = await system.rows<{ due: Date }>(
    `select legal_due_at as due from accountability.clock where matter_id = $1 and rule = 'TL-11' and not is_main`,
    [matterId],
  );
  expect((urgent?.due.getTime() ?? 0) - Date.parse(at)).toBe(2 * 3_600_000);
  await intake.publish(matterEscalated, { matterId, version: 3, at, reportTo: [1] });
  await reached(matterId, { version: 3 });
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-01']);
});

it('R31: guided to a path, followed up, and back to the first clock where the path refused', async () => {
  const matterId = await registered({ receivedAt: '2026-03-02T02:00:00.000Z' });
  await moved(matterId, aMove(matterId, 2, 'T09', { at: '2026-03-05T02:00:00.000Z' }));
  expect(await running(matterId)).toMatchObject([{ rule: 'TL-48', isMain: true, legal: '2026-03-20' }]);
  await moved(matterId, aMove(matterId, 3, 'T10.1', { at: '2026-03-08T02:00:00.000Z' }));
  expect(await running(matterId)).toMatchObject([{ rule: 'TL-01', isMain: true, legal: '2026-03-17' }]);
});

it('R29: a suggestion is replied to within sixty days of its sending', async () => {
  const matterId = await registered({ receivedAt: '2026-03-02T02:00:00.000Z' });
  await moved(
    matterId,
    aMove(matterId, 2, 'T07', { at: '2026-03-05T02:00:00.000Z', otherUnitId: humanResources }),
    aMove(matterId, 3, 'SUG-01', { ...byDepartment, at: '2026-03-06T02:00:00.000Z' }),
  );
  await handled(matterId, ['SUG-01', '2026-03-06T02:00:00.000Z']);
  expect(await running(matterId)).toMatchObject([
    { rule: 'TL-46', isMain: true, unit: humanResources, legal: '2026-05-04' },
  ]);
  await handled(matterId, ['SUG-02', '2026-04-01T02:00:00.000Z'], ['T08', '2026-04-02T02:00:00.000Z']);
  expect(await running(matterId)).toEqual([]);
});

it('the officer whom the head names answers for the clocks, and dates do not move', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z', { days: 45 });
  await handled(matterId, ['T19', '2026-03-04T02:00:00.000Z']);
  const before = await running(matterId);
  await handled(matterId, ['T22', '2026-03-05T02:00:00.000Z', { officerId: housingOfficer }]);
  expect(await running(matterId)).toEqual(before.map((clock) => ({ ...clock, officer: housingOfficer })));
});

it('waits for intake before it applies what the file’s keeper says of a matter', async () => {
  const event = aRegistration({ receivedAt: '2026-03-02T02:00:00.000Z' });
  const { matterId } = event;
  await assignment.publish(
    handlingMoved,
    aHandlingMove(matterId, 1, 'T14.1', { matterVersion: 3, at: '2026-03-03T02:00:00.000Z' }),
    aHandlingMove(matterId, 2, 'T19', { matterVersion: 3, at: '2026-03-04T02:00:00.000Z' }),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await clocksIn(matterId)).toEqual([]);
  await intake.publish(submissionRegistered, event);
  await intake.publish(
    matterMoved,
    anOffer(matterId, 2, { at: '2026-03-02T03:00:00.000Z' }),
    aMove(matterId, 3, 'T14.1', { ...byDepartment, at: '2026-03-03T02:00:00.000Z' }),
  );
  await reached(matterId, { version: 3, handling: 2 });
  expect((await clocksIn(matterId)).map(({ rule, standing }) => [rule, standing])).toEqual([
    ['TL-01', 'stopped'],
    ['TL-03', 'stopped'],
    ['TL-04', 'stopped'],
    ['TL-06', 'running'],
  ]);
  expect(await system.rows(`select 1 from accountability.dead_letter`)).toEqual([]);
});

it('SD46(2): a window that is over says so once; it stops by itself unless it is the matter’s main clock', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  await handled(
    matterId,
    ['T19', '2026-03-04T02:00:00.000Z'],
    ['T33', '2026-03-16T02:00:00.000Z'],
    ['T34', '2026-03-19T02:00:00.000Z', { countsFrom: '2026-03-17T16:00:00.000Z' }],
  );
  const told = await eventually(async () => {
    await system.service('accountability').app.get(AlarmJobs, { strict: false }).sweep();
    const rows = await system.rows<{ payload: object }>(
      `select payload from accountability.outbox where matter_id = $1 and name = $2`,
      [matterId, clockStepReached.name],
    );
    const over = rows
      .map(({ payload }) => readPayload(clockStepReached.payload, payload))
      .filter((s) => s.stepKind === 'window-over');
    return over.length >= 2 ? over : undefined;
  });
  expect(told.map(({ rule, step, measure, at }) => [rule, step, measure, at]).sort()).toEqual([
    ['TL-13', 'T+1', 'legal', '2026-04-17T16:00:00.000Z'],
    ['TL-23', 'T+1', 'legal', '2026-04-17T16:00:00.000Z'],
  ]);
  expect(await mainIn(matterId)).toEqual(['TL-13']);
  expect(await clockIn(matterId, 'TL-23')).toMatchObject([{ standing: 'stopped' }]);
  await handled(matterId, ['T34.3', '2026-04-18T02:00:00.000Z'], ['T43', '2026-04-18T02:00:00.000Z']);
  expect(await running(matterId)).toEqual([]);
  const late = await system.rows(
    `select rule, was_late from accountability.clock where matter_id = $1 and rule in ('TL-13', 'TL-23') order by rule`,
    [matterId],
  );
  expect(late).toEqual([
    { rule: 'TL-13', was_late: false },
    { rule: 'TL-23', was_late: false },
  ]);
});

it('shows the clocks to every office that may read the matter, and to no other', async () => {
  const matterId = await registered({ receivedAt: '2026-03-02T02:00:00.000Z' });
  await moved(matterId, anOffer(matterId, 2, { at: '2026-03-10T02:00:00.000Z' }));
  const rulesFor = async (officer: string) =>
    (await system.ask(clocksOf, { matterIds: [matterId] }, official(officer))).clocks.map(({ rule }) => rule).sort();
  expect(await rulesFor(triageOfficer)).toEqual(['TL-01', 'TL-03', 'TL-04']);
  expect(await rulesFor(departmentOfficer)).toEqual(['TL-01', 'TL-03', 'TL-04']);
  expect(await rulesFor(housingOfficer)).toEqual([]);
});

it('leaves no open matter without its one main clock, nor a date that differs from the statute’s own count', async () => {
  const metric = await registry.getSingleMetric('huiyin_open_without_clock')?.get();
  expect(metric?.values.find((v) => v.labels['service'] === 'accountability')?.value).toBe(0);
  const stored = await system.rows<{
    rule: string;
    started: Date;
    days: number | null;
    extended: number | null;
    on: string;
    legal: string;
  }>(
    `select c.rule, c.started_at as started, (s.details->>'asSetDays')::int as days, (x.details->>'count')::int as extended,
            x.at::text as on, c.legal_due_on::text as legal
       from accountability.clock c join accountability.clock_entry s on s.clock_id = c.id and s.entry_no = 1
       left join accountability.clock_entry x on x.clock_id = c.id and x.kind = 'extended'`,
  );
  expect(stored.length).toBeGreaterThan(40);
  for (const { rule, started, days, extended, on, legal } of stored) {
    const extensions = extended === null ? [] : [{ count: extended, approvedOn: on.slice(0, 10) }];
    const order = { rule, startedAt: started, calendar, asSetDays: days ?? undefined, extensions } as Parameters<
      typeof dueOf
    >[0];
    expect([rule, legal]).toEqual([rule, dueOf(order).legal.on]);
  }
  expect(await system.rows(`select 1 from accountability.dead_letter`)).toEqual([]);
});
