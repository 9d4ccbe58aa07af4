import { clocksOf, type ExplainedClock, supervise } from '@huiyin/contracts';
import { dueOf } from '@huiyin/statute';
import { aMove, anOffer, byDepartment } from './events.js';
import { bureau, bureauHead, departmentOfficer, housing, humanResources, triageOfficer } from './neighbours.js';
import {
  system,
  calendar,
  profile,
  clocksIn,
  running,
  clockIn,
  mainIn,
  registered,
  moved,
  taken,
  handled,
  official,
} from './path-system.js';

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
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-23', 'TL-51']);
  await handled(matterId, [
    'T34.2',
    '2026-04-21T03:00:00.000Z',
    { state: 'closed', values: { unit: 'satisfied', pending: 1 } },
  ]);
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-23', 'TL-51']);
  await handled(matterId, [
    'T34.2',
    '2026-04-21T04:00:00.000Z',
    { state: 'closed', values: { bureau: 'satisfied', pending: 0 } },
  ]);
  expect((await running(matterId)).map(({ rule }) => rule)).toEqual(['TL-51']);
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

it('R32 ¶2, I.5(4): a confirmed execution is disputed for thirty days; disputed, the office answers in ten and may be supervised though it is closed', async () => {
  const matterId = await taken('2026-03-02T02:00:00.000Z');
  await handled(
    matterId,
    ['T19', '2026-03-04T02:00:00.000Z'],
    ['T33', '2026-03-16T02:00:00.000Z'],
    ['T34', '2026-03-17T02:00:00.000Z', { countsFrom: '2026-03-16T16:00:00.000Z' }],
    ['T35', '2026-03-18T02:00:00.000Z', { days: 20 }],
    ['T36', '2026-03-20T02:00:00.000Z'],
  );
  const letter = { matterId, ground: 'not-executed', demand: '请于期限内书面说明落实情况' } as const;
  const supervised = () => system.ask(supervise, letter, official(bureauHead));
  expect(await clockIn(matterId, 'TL-51')).toMatchObject([
    { legal: '2026-04-20', isMain: false, unit: humanResources },
  ]);
  await expect(supervised()).rejects.toMatchObject({ code: 'transition-not-allowed' });
  await handled(matterId, [
    'T36.2',
    '2026-03-25T02:00:00.000Z',
    { state: 'closed', values: { subject: 'confirmation' } },
  ]);
  expect(await clockIn(matterId, 'TL-51')).toMatchObject([{ standing: 'stopped' }]);
  expect(await clockIn(matterId, 'TL-52')).toMatchObject([
    { legal: '2026-04-04', isMain: false, unit: humanResources },
  ]);
  expect(await supervised()).toMatchObject({ ground: 'not-executed', toUnitId: humanResources });
  await handled(matterId, [
    'T36.3',
    '2026-03-30T02:00:00.000Z',
    { state: 'closed', values: { outcome: 'carried-out' } },
  ]);
  expect(await clockIn(matterId, 'TL-52')).toMatchObject([{ standing: 'stopped' }]);
  expect(await mainIn(matterId)).toEqual([]);
  await handled(matterId, ['T47', '2026-05-20T02:00:00.000Z', { state: 'archived' }]);
  await expect(supervised()).rejects.toMatchObject({ code: 'transition-not-allowed' });
});
