import { randomUUID } from 'node:crypto';
import {
  matterMoved,
  readPayload,
  replyToSupervision,
  submissionRegistered,
  supervise,
  supervisionMoved,
  supervisionOf,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { Database, ownScope, Succession } from '@huiyin/service';
import { civilDate, shanghaiDayOf } from '@huiyin/statute';
import { eventually, TestSystem } from '@huiyin/testing';
import { accountabilityService } from '../src/index.js';
import { aMove, anOffer, aRegistration, byDepartment } from './events.js';
import {
  auditor,
  bureau,
  bureauHead,
  departmentHead,
  departmentOfficer,
  humanResources,
  leader,
  Neighbour,
  otherBureauHead,
  otherLeader,
  supervisor,
  triageOfficer,
} from './neighbours.js';

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

const official = (id: string, reason?: string): Actor => ({
  kind: 'official',
  id,
  authzVersion: 1,
  ...(reason && { reason }),
});
const onDay = (days: number) => civilDate(shanghaiDayOf(new Date()) + days);

/** A matter that the department took from the bureau; `upTo` leaves later moves out. */
async function matterAt(upTo: 'registered' | 'taken' | 'closed'): Promise<string> {
  const event = aRegistration({ receivedAt: '2026-03-02T02:00:00.000Z' });
  const { matterId } = event;
  const at = '2026-03-03T02:00:00.000Z';
  await intake.publish(submissionRegistered, event);
  const moves = [
    anOffer(matterId, 2, { at }),
    aMove(matterId, 3, 'T14.1', { ...byDepartment, at }),
    aMove(matterId, 4, 'T20', { ...byDepartment, at }),
  ];
  const told = upTo === 'registered' ? [] : upTo === 'taken' ? moves.slice(0, 2) : moves;
  await intake.publish(matterMoved, ...told);
  await eventually(async () => {
    const rows = await system.rows(`select 1 from accountability.matter_duty where matter_id = $1 and version = $2`, [
      matterId,
      told.length + 1,
    ]);
    return rows.length > 0;
  });
  return matterId;
}
const clocksIn = (matterId: string) =>
  system.rows(
    `select rule, standing, is_main, responsible_unit as unit, legal_due_on::text as due, clock_version from accountability.clock
      where matter_id = $1 order by rule`,
    [matterId],
  );
const toldOf = async (matterId: string) =>
  (
    await system.rows<{ payload: object }>(
      `select payload from accountability.outbox where name = $1 and payload->>'matterId' = $2 order by at`,
      [supervisionMoved.name, matterId],
    )
  ).map(({ payload }) => readPayload(supervisionMoved.payload, payload));
const order = (matterId: string, more = {}) => ({
  matterId,
  ground: 'not-closed-in-time',
  demand: '请于期限内书面说明办理进展',
  ...more,
});
const issued = (matterId: string, more = {}) => system.ask(supervise, order(matterId, more), official(bureauHead));

it('R40 (T48): the bureau that sent the matter asks the office that answers; the answer has ten days unless the letter says otherwise', async () => {
  const matterId = await matterAt('taken');
  const letter = await issued(matterId);
  expect(letter).toMatchObject({ matterId, ground: 'not-closed-in-time', toUnitId: humanResources, dueOn: onDay(10) });
  expect(await issued(matterId, { periodDays: 5 })).toMatchObject({ dueOn: onDay(5) });
  expect((await clocksIn(matterId)).filter(({ rule }) => rule === 'TL-22')).toMatchObject([
    { standing: 'running', is_main: false, unit: humanResources },
    { standing: 'running', is_main: false, unit: humanResources },
  ]);
  expect(await toldOf(matterId)).toMatchObject([
    { letterId: letter.letterId, standing: 'issued', byUnitId: bureau, toUnitId: humanResources, dueOn: onDay(10) },
    { standing: 'issued', dueOn: onDay(5) },
  ]);
});

it('B.3 guard 3: a letter and its answer stop and move no clock of the matter', async () => {
  const matterId = await matterAt('taken');
  const before = await clocksIn(matterId);
  const { letterId } = await issued(matterId);
  const answered = await system.ask(
    replyToSupervision,
    { letterId, reply: '已安排专人办理，三日内书面答复' },
    official(departmentHead),
  );
  expect(answered).toMatchObject({ letterId, reply: '已安排专人办理，三日内书面答复' });
  const after = await clocksIn(matterId);
  expect(after.filter(({ rule }) => rule !== 'TL-22')).toEqual(before);
  expect(after.filter(({ rule }) => rule === 'TL-22')).toMatchObject([{ standing: 'stopped' }]);
  expect((await toldOf(matterId)).map(({ standing }) => standing)).toEqual(['issued', 'replied']);
});

it('issues one letter and takes one answer for one key, and refuses a second answer', async () => {
  const matterId = await matterAt('taken');
  const [key, replyKey] = [randomUUID(), randomUUID()];
  const letters = await Promise.all(
    [1, 2, 3].map(() => system.ask(supervise, order(matterId), official(bureauHead), { key })),
  );
  expect(new Set(letters.map(({ letterId }) => letterId)).size).toBe(1);
  const letterId = letters[0]?.letterId ?? '';
  const answer = (withKey: string) =>
    system.ask(replyToSupervision, { letterId, reply: '已经办结并送达' }, official(departmentHead), { key: withKey });
  expect(await answer(replyKey)).toEqual(await answer(replyKey));
  await expect(answer(randomUUID())).rejects.toMatchObject({ code: 'transition-not-allowed' });
  expect(await toldOf(matterId)).toHaveLength(2);
  expect(
    await system.rows(`select 1 from accountability.supervision_letter where matter_id = $1`, [matterId]),
  ).toHaveLength(1);
});

it('R40: only the head of the bureau that sent or registered it; another bureau cannot tell it from nothing', async () => {
  const matterId = await matterAt('taken');
  const by = (who: string, id = matterId) => system.ask(supervise, order(id), official(who));
  await expect(by(otherBureauHead)).rejects.toMatchObject({ code: 'not-found' });
  await expect(by(bureauHead, randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  await expect(by(triageOfficer)).rejects.toMatchObject({ code: 'act-not-allowed' });
  await expect(by(departmentHead)).rejects.toMatchObject({ code: 'act-not-allowed' });
  expect((await clocksIn(matterId)).map(({ rule }) => rule)).toEqual(['TL-01', 'TL-03', 'TL-04']);
});

it('part E, R40: the leader of the area supervises too, in the name of the own office; another area’s cannot tell it from nothing', async () => {
  const matterId = await matterAt('taken');
  const by = (who: string) => system.ask(supervise, order(matterId), official(who));
  const { letterId } = await by(leader);
  expect(await toldOf(matterId)).toMatchObject([{ letterId, byUnitId: 1, toUnitId: humanResources }]);
  await expect(by(otherLeader)).rejects.toMatchObject({ code: 'not-found' });
  await expect(by(supervisor)).rejects.toMatchObject({ code: 'act-not-allowed' });
  const read = async (who: string) => (await system.ask(supervisionOf, { matterId }, official(who))).letters.length;
  // Who signed reads the answer; the bureau, whose letter it is not, learns of it from the timeline.
  expect([await read(leader), await read(bureauHead), await read(otherLeader)]).toEqual([1, 0, 0]);
});

it('R40: the leader may also ask the bureau itself, which answers', async () => {
  const matterId = await matterAt('registered');
  const { letterId, toUnitId } = await system.ask(supervise, order(matterId), official(leader));
  expect(toUnitId).toBe(bureau);
  await expect(
    system.ask(replyToSupervision, { letterId, reply: '今日转送主管部门' }, official(bureauHead)),
  ).resolves.toMatchObject({ reply: '今日转送主管部门' });
});

it.each(['registered', 'closed'] as const)(
  'sends no letter to itself, and none about what ended (%s)',
  async (upTo) => {
    await expect(issued(await matterAt(upTo))).rejects.toMatchObject({ code: 'transition-not-allowed' });
  },
);

it('is answered by the head of the office that got it, and by nobody else', async () => {
  const { letterId } = await issued(await matterAt('taken'));
  const by = (who: string) => system.ask(replyToSupervision, { letterId, reply: '已经办结并送达' }, official(who));
  await expect(by(departmentOfficer)).rejects.toMatchObject({ code: 'act-not-allowed' });
  await expect(by(bureauHead)).rejects.toMatchObject({ code: 'not-found' });
});

it('is read by both offices and by the auditor, never by another office', async () => {
  const matterId = await matterAt('taken');
  const { letterId } = await issued(matterId);
  const read = async (who: string) =>
    (await system.ask(supervisionOf, { matterId }, official(who))).letters.map((l) => l.letterId);
  expect(await read(bureauHead)).toEqual([letterId]);
  expect(await read(departmentOfficer)).toEqual([letterId]);
  expect(await read(auditor)).toEqual([letterId]);
  expect(await read(otherBureauHead)).toEqual([]);
  const database = system.service('accountability').app.get(Database);
  const unscoped = { actor: 'test', units: [9], isEverything: false, matterId };
  expect(
    await database.inScope(unscoped, (manager) => manager.query(`select 1 from accountability.supervision_letter`)),
  ).toEqual([]);
});

it('writes who asked and who answered to the audit, and the text of neither anywhere but in the letter', async () => {
  const matterId = await matterAt('taken');
  const { letterId } = await issued(matterId);
  await system.ask(replyToSupervision, { letterId, reply: '机密不外传的答复' }, official(departmentHead));
  expect(
    await system.rows(`select act, actor, outcome from accountability.audit where object = $1 order by entry`, [
      matterId,
    ]),
  ).toEqual([
    { act: 'supervise', actor: `official:${bureauHead}`, outcome: 'done' },
    { act: 'reply-to-supervision', actor: `official:${departmentHead}`, outcome: 'done' },
  ]);
  const spilt = await system.rows(
    `select 1 from accountability.outbox where payload::text like '%机密%' or payload::text like '%书面说明%'
     union all select 1 from accountability.audit where changed::text like '%机密%'`,
  );
  expect(spilt).toEqual([]);
});

it('R24 ¶2: a letter of a unit that ended is its heir’s to answer, and the letter of a bureau that ended is its heir’s', async () => {
  const [waiting, answered] = [await matterAt('taken'), await matterAt('taken')];
  const { letterId } = await issued(waiting);
  const { letterId: done } = await issued(answered);
  await system.ask(replyToSupervision, { letterId: done, reply: '已经办结并送达' }, official(departmentHead));
  const { app } = system.service('accountability');
  const succeed = (unitId: number, successorId: number) =>
    app.get(Database).inScope(ownScope('test'), (manager) =>
      app.get(Succession).unitSucceeded(manager, {
        unitId,
        successorId,
        successorOfficerId: departmentOfficer,
        successorOfficerName: '某某',
        at: new Date().toISOString(),
      }),
    );
  const heir = 91;
  await succeed(humanResources, heir);
  expect((await toldOf(waiting)).at(-1)).toMatchObject({ letterId, toUnitId: heir, standing: 'issued' });
  // What was answered is told to nobody again, though the heir reads it.
  expect((await toldOf(answered)).at(-1)).toMatchObject({ toUnitId: humanResources, standing: 'replied' });
  const reply = { letterId, reply: '由接续单位答复' };
  await expect(system.ask(replyToSupervision, reply, official(departmentHead))).rejects.toMatchObject({
    code: 'not-found',
  });
  const rows = await system.rows(
    `select to_unit, by_unit, seen_by from accountability.supervision_letter where id = any($1)`,
    [[letterId, done]],
  );
  expect(rows).toEqual([1, 2].map(() => ({ to_unit: heir, by_unit: bureau, seen_by: [bureau, heir] })));
  await succeed(heir, humanResources);
});
