import { randomUUID } from 'node:crypto';
import {
  draftSupervision,
  issueSupervision,
  matterMoved,
  replyToSupervision,
  returnSupervision,
  submissionRegistered,
  supervisionDraftMoved,
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
  bureau,
  bureauHead,
  conference,
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

const official = (id: string): Actor => ({ kind: 'official', id, authzVersion: 1 });

/** A matter that the department took from the bureau, or that it received itself. */
async function matter(of: 'the bureau' | 'the department' = 'the bureau'): Promise<string> {
  const at = '2026-03-03T02:00:00.000Z';
  const event = { ...aRegistration({ receivedAt: '2026-03-02T02:00:00.000Z' }) };
  if (of === 'the department') Object.assign(event, { unitId: humanResources, officerId: departmentOfficer });
  const { matterId } = event;
  await intake.publish(submissionRegistered, event);
  if (of === 'the bureau')
    await intake.publish(
      matterMoved,
      anOffer(matterId, 2, { at }),
      aMove(matterId, 3, 'T14.1', { ...byDepartment, at }),
    );
  await eventually(async () => {
    const rows = await system.rows(`select 1 from accountability.matter_duty where matter_id = $1 and version = $2`, [
      matterId,
      of === 'the bureau' ? 3 : 1,
    ]);
    return rows.length > 0;
  });
  return matterId;
}
const order = (matterId: string, more = {}) => ({
  matterId,
  ground: 'not-closed-in-time' as const,
  facts: '办理期限已过三日,未见书面答复',
  demand: '请于期限内书面说明办理进展',
  ...more,
});
const draft = (who: string, matterId: string, more = {}) =>
  system.ask(draftSupervision, order(matterId, more), official(who));
const issue = (who: string, draftId: string) => system.ask(issueSupervision, { draftId }, official(who));
const back = (who: string, draftId: string) =>
  system.ask(returnSupervision, { draftId, reason: '请先电话了解情况' }, official(who));
const seen = async (who: string, matterId: string) =>
  system.ask(supervisionOf, { matterId }, official(who)).then(({ letters, drafts = [] }) => [letters, drafts] as const);
const told = (matterId: string) =>
  system.rows<{ name: string; standing: string; unit: number | null }>(
    `select name, payload->>'standing' as standing, (payload->>'signingUnitId')::int as unit from accountability.outbox
      where payload->>'matterId' = $1 and name in ($2, $3) order by at, name`,
    [matterId, supervisionDraftMoved.name, supervisionMoved.name],
  );

it('R40, C.3: an officer of the bureau drafts, its head signs, and only then is there a letter with its ten days', async () => {
  const matterId = await matter();
  const { draftId, ...drafted } = await draft(triageOfficer, matterId);
  expect(drafted).toMatchObject({ standing: 'drafted', byUnitId: bureau, signingUnitId: bureau });
  expect(await seen(departmentHead, matterId)).toEqual([[], []]);
  const letter = await issue(bureauHead, draftId);
  const dueOn = civilDate(shanghaiDayOf(new Date()) + 10);
  expect(letter).toMatchObject({ matterId, toUnitId: humanResources, dueOn, demand: order(matterId).demand });
  const [letters, drafts] = await seen(bureauHead, matterId);
  expect([letters.length, drafts.map(({ standing }) => standing)]).toEqual([1, ['issued']]);
  // The supervised office reads the letter, not the draft and what was written for the signature.
  expect(await seen(departmentHead, matterId)).toMatchObject([[{ letterId: letter.letterId }], []]);
  expect(JSON.stringify(letter)).not.toContain('未见书面答复');
  expect(await told(matterId)).toEqual([
    { name: supervisionDraftMoved.name, standing: 'drafted', unit: bureau },
    { name: supervisionDraftMoved.name, standing: 'issued', unit: bureau },
    { name: supervisionMoved.name, standing: 'issued', unit: null },
  ]);
});

it('part E, separation drafter-not-signer: nobody signs what they drafted, whatever the way', async () => {
  const matterId = await matter();
  const { draftId } = await draft(bureauHead, matterId);
  await expect(issue(bureauHead, draftId)).rejects.toMatchObject({ code: 'separation-of-duties' });
  const toLeader = await draft(bureauHead, matterId, { signer: 'leader' });
  await expect(issue(bureauHead, toLeader.draftId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(issue(leader, toLeader.draftId)).resolves.toMatchObject({ toUnitId: humanResources });
});

it('part E: a supervisor drafts for the whole area; what the bureau has nothing to do with is signed by the leader', async () => {
  const matterId = await matter('the department');
  await expect(draft(triageOfficer, matterId)).rejects.toMatchObject({ code: 'not-found' });
  const { draftId, signingUnitId, byUnitId } = await draft(supervisor, matterId);
  expect([byUnitId, signingUnitId]).toEqual([bureau, 1]);
  await expect(issue(bureauHead, draftId)).rejects.toMatchObject({ code: 'not-found' });
  const { letterId } = await issue(leader, draftId);
  // Who drafted reads the answer too.
  await system.ask(replyToSupervision, { letterId, reply: '已安排专人办理' }, official(departmentHead));
  expect(await seen(supervisor, matterId)).toMatchObject([[{ letterId, reply: '已安排专人办理' }], [{ draftId }]]);
});

it('the office of the joint conference has no head of a bureau: its drafts go to the leader', async () => {
  const matterId = await matter();
  await expect(draft(conference, matterId, { signer: 'head' })).rejects.toMatchObject({ code: 'validation-failed' });
  expect(await draft(conference, matterId)).toMatchObject({ byUnitId: 12, signingUnitId: 1 });
});

it('R40: who has nothing to do with the matter cannot tell it, or a draft, from nothing', async () => {
  const matterId = await matter();
  const { draftId } = await draft(supervisor, matterId, { signer: 'leader' });
  await expect(draft(otherBureauHead, matterId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(draft(supervisor, randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  await expect(issue(otherLeader, draftId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(back(otherLeader, draftId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(issue(leader, randomUUID())).rejects.toMatchObject({ code: 'not-found' });
  expect(await seen(otherLeader, matterId)).toEqual([[], []]);
  await expect(draft(departmentHead, matterId)).rejects.toMatchObject({ code: 'act-not-allowed' });
  await expect(draft(leader, matterId)).rejects.toMatchObject({ code: 'act-not-allowed' });
  await expect(issue(supervisor, draftId)).rejects.toMatchObject({ code: 'act-not-allowed' });
});

it('is sent back with reasons, once; what was decided is neither signed nor sent back again', async () => {
  const matterId = await matter();
  const { draftId } = await draft(triageOfficer, matterId);
  expect(await back(bureauHead, draftId)).toMatchObject({ standing: 'returned', reason: '请先电话了解情况' });
  for (const again of [issue, back])
    await expect(again(bureauHead, draftId)).rejects.toMatchObject({ code: 'transition-not-allowed' });
  expect(await seen(triageOfficer, matterId)).toMatchObject([[], [{ standing: 'returned' }]]);
  expect(await system.rows(`select 1 from accountability.supervision_letter where matter_id = $1`, [matterId])).toEqual(
    [],
  );
});

it('two signatures at one moment make one letter', async () => {
  const matterId = await matter();
  const { draftId } = await draft(triageOfficer, matterId);
  const all = await Promise.allSettled([1, 2, 3].map(() => issue(bureauHead, draftId)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(
    await system.rows(`select 1 from accountability.supervision_letter where matter_id = $1`, [matterId]),
  ).toHaveLength(1);
});

it('B.3 guard 3: neither a draft nor its return moves a clock; no text of one leaves its row', async () => {
  const matterId = await matter();
  const clocks = () =>
    system.rows(`select rule, clock_version from accountability.clock where matter_id = $1 order by rule`, [matterId]);
  const before = await clocks();
  const { draftId } = await draft(triageOfficer, matterId);
  await back(bureauHead, draftId);
  expect(await clocks()).toEqual(before);
  expect(
    await system.rows(
      `select 1 from accountability.outbox where payload::text like '%未见书面%' or payload::text like '%书面说明%'
       union all select 1 from accountability.audit where changed::text like '%书面%'`,
    ),
  ).toEqual([]);
  expect(
    await system.rows(`select act, actor from accountability.audit where object = $1 order by entry`, [matterId]),
  ).toEqual([
    { act: 'draft-supervision', actor: `official:${triageOfficer}` },
    { act: 'return-supervision', actor: `official:${bureauHead}` },
  ]);
});

it('R24 ¶2: a draft that waits for the signature of a unit that ended waits for that of its heir', async () => {
  const [waiting, signed] = [await matter(), await matter()];
  const { draftId } = await draft(triageOfficer, waiting, { signer: 'leader' });
  const { draftId: done } = await draft(triageOfficer, signed, { signer: 'leader' });
  await issue(leader, done);
  const { app } = system.service('accountability');
  const heir = 91;
  const succeed = (unitId: number, successorId: number) =>
    app.get(Database).inScope(ownScope('test'), (manager) =>
      app.get(Succession).unitSucceeded(manager, {
        unitId,
        successorId,
        successorOfficerId: leader,
        successorOfficerName: '某某',
        at: new Date().toISOString(),
      }),
    );
  await succeed(1, heir);
  const ofDraft = async (matterId: string) =>
    (await told(matterId)).filter(({ name }) => name === supervisionDraftMoved.name).map(({ unit }) => unit);
  expect(await ofDraft(waiting)).toEqual([1, heir]);
  // What was signed is told to nobody again.
  expect(await ofDraft(signed)).toEqual([1, 1]);
  await expect(issue(leader, draftId)).rejects.toMatchObject({ code: 'not-found' });
  expect(
    await system.rows(`select signing_unit, by_unit, seen_by from accountability.supervision_draft where id = $1`, [
      draftId,
    ]),
  ).toEqual([{ signing_unit: heir, by_unit: bureau, seen_by: [bureau, heir] }]);
  await succeed(heir, 1);
  expect(await issue(leader, draftId)).toMatchObject({ matterId: waiting });
});
