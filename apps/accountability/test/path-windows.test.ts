import {
  clocksOf,
  clockStepReached,
  handlingMoved,
  matterClassified,
  matterEscalated,
  matterMoved,
  readPayload,
  submissionRegistered,
} from '@huiyin/contracts';
import { registry } from '@huiyin/service';
import { dueOf } from '@huiyin/statute';
import { eventually } from '@huiyin/testing';
import { AlarmJobs } from '../src/alarm/alarm.jobs.js';
import { aClassification, aHandlingMove, aMove, anOffer, aRegistration, byDepartment } from './events.js';
import { departmentOfficer, housingOfficer, humanResources, triageOfficer } from './neighbours.js';
import {
  system,
  intake,
  assignment,
  calendar,
  clocksIn,
  running,
  clockIn,
  mainIn,
  reached,
  registered,
  moved,
  taken,
  handled,
  official,
} from './path-system.js';

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
  // What runs between the two offices is no date of the petitioner's.
  const citizen = { kind: 'citizen', id: matterId } as const;
  const { clocks } = await system.ask(clocksOf, { matterIds: [matterId] }, citizen);
  expect(clocks.map(({ rule }) => rule).sort()).toEqual(['TL-01', 'TL-03']);
  // The main clock always is one, also while the opinion waits to be served.
  const issued = await taken('2026-03-02T02:00:00.000Z');
  await handled(issued, ['T19', '2026-03-04T02:00:00.000Z'], ['T33', '2026-04-30T02:00:00.000Z']);
  const own = await system.ask(clocksOf, { matterIds: [issued] }, { kind: 'citizen', id: issued });
  expect(own.clocks.filter(({ standing }) => standing === 'running').map(({ rule }) => rule)).toEqual(['TL-47']);
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
  expect(stored.length).toBeGreaterThan(20);
  for (const { rule, started, days, extended, on, legal } of stored) {
    const extensions = extended === null ? [] : [{ count: extended, approvedOn: on.slice(0, 10) }];
    const order = { rule, startedAt: started, calendar, asSetDays: days ?? undefined, extensions } as Parameters<
      typeof dueOf
    >[0];
    expect([rule, legal]).toEqual([rule, dueOf(order).legal.on]);
  }
  expect(await system.rows(`select 1 from accountability.dead_letter`)).toEqual([]);
});
