import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  escalateUrgent,
  assign,
  findMatters,
  forward,
  handOversOf,
  headingsOf,
  intakePapersOf,
  keepForOwnHandling,
  objectToHandOver,
  readMatter,
  referForStudy,
  revealIdentity,
  take,
} from '@huiyin/contracts';
import { randomUUID } from 'node:crypto';
import { type TestSystem } from '@huiyin/testing';
import { official, people, startIntake } from './office.js';
import { code, housing, hr, Path, suggests, triage, why } from './path.js';

let system: TestSystem;
let path: Path;
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
});
afterAll(() => system.stop());

describe('forwarding', () => {
  it('R22, T11: offers the matter to the competent office; who received it first answers until it is taken', async () => {
    const matterId = await path.triaged();
    const answer = await path.forward(matterId);
    expect(answer).toMatchObject({
      matterId,
      version: 3,
      state: 'forwarded',
      papers: [{ kind: 'F-02' }, { kind: 'F-03' }],
    });
    expect(await path.read(matterId)).toMatchObject({
      responsibleUnitId: 2,
      keeper: 'intake',
      senderUnitId: 2,
      returns: 0,
    });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T11',
      unitId: 2,
      otherUnitId: 3,
      seenBy: [2, 3],
      tasks: [{ act: 'take', unitId: 3, officerId: people.hr, rule: 'TL-04' }],
      values: { unit: '青禾县人社局', attempt: 1 },
    });
    await path.offerKnown(answer.handOverId);
    const taken = await system.ask(take, { handOverId: answer.handOverId, expectedVersion: 1 }, hr);
    expect(taken).toMatchObject({ matterId, version: 2, state: 'taken' });
    expect(await path.reached(matterId, 'acceptance_pending')).toMatchObject({
      kept_by: 'assignment',
      responsible_unit: 3,
      officer_id: people.hr,
      seen_by: [2, 3],
    });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T14.1',
      command: 'take',
      unitId: 3,
      tasks: [],
      senderUnitId: 2,
    });
    expect(await path.handOvers(matterId, hr)).toMatchObject([{ standing: 'taken', attempt: 1, version: 2 }]);
    expect(await path.read(matterId, hr)).toMatchObject({ keeper: 'assignment', responsibleUnitId: 3 });
  });

  it('R22(3), T12: an assignment sets its period and says so to whoever opens the file', async () => {
    const matterId = await path.triaged();
    const order = { matterId, expectedVersion: 2, toUnitId: 3, note: '重点督办', periodDays: 30 };
    const answer = await system.ask(assign, order, triage);
    expect(answer.state).toBe('assigned');
    expect(await path.told(matterId)).toMatchObject({ transition: 'T12', days: 30, values: { days: 30 } });
    await path.offerKnown(answer.handOverId);
    await system.ask(take, { handOverId: answer.handOverId, expectedVersion: 1 }, hr);
    await path.reached(matterId, 'acceptance_pending');
    expect(await path.told(matterId)).toMatchObject({ transition: 'T14.1', days: 30 });
    const [slip] = await system.rows(
      `select content -> 'values' ->> 'way' as way, word from intake.paper where matter_id = $1 and kind = 'F-03'`,
      [matterId],
    );
    expect(slip).toEqual({ way: '交办', word: '交' });
  });

  it('R23 ¶2, T11.1: the office that received it itself keeps it', async () => {
    const matterId = await path.triaged({}, {}, hr);
    const kept = await system.ask(keepForOwnHandling, { matterId, expectedVersion: 2, note: '属本局职责' }, hr);
    expect(kept).toEqual({ matterId, version: 3, state: 'acceptance_pending' });
    expect(await path.read(matterId, hr)).toMatchObject({ keeper: 'assignment', responsibleUnitId: 3 });
  });

  it('R25, T13.1: what was sent on unreported is still reported by whoever sent it, until another has taken it', async () => {
    const matterId = await path.triaged({ urgency: 'major_urgent' });
    const { handOverId, version } = await path.forward(matterId);
    expect(await path.told(matterId)).toMatchObject({ transition: 'T11', owesUrgentReport: true });
    const order = { matterId, expectedVersion: version, reason: '紧急', reportTo: [2] };
    expect(await code(system.ask(escalateUrgent, order, hr))).toBe('not-found');
    expect(await system.ask(escalateUrgent, order, triage)).toMatchObject({ state: 'forwarded', version: version + 1 });
    await path.offerKnown(handOverId);
    await system.ask(take, { handOverId, expectedVersion: 1 }, hr);
    const { version: now } = await path.reached(matterId, 'acceptance_pending');
    expect(await path.told(matterId)).not.toHaveProperty('owesUrgentReport');
    expect(await code(system.ask(escalateUrgent, { ...order, expectedVersion: now }, triage))).toBe('not-found');
  });

  it('R29, R23 ¶2, SUG-07: the office that received a suggestion itself studies it, or sends it on to the competent one', async () => {
    const more = { kind: 'suggestion', answers: suggests };
    const [own, sent] = [await path.triaged(more, {}, hr), await path.triaged(more, {}, hr)];
    const kept = await system.ask(keepForOwnHandling, { matterId: own, expectedVersion: 2, note: '由本局研究' }, hr);
    expect(kept).toEqual({ matterId: own, version: 3, state: 'under_study' });
    expect(await path.told(own)).toMatchObject({ transition: 'SUG-07', unitId: 3, tasks: [] });
    const order = { matterId: sent, expectedVersion: 2, toUnitId: 4, note: '请研究' };
    expect(await system.ask(referForStudy, order, hr)).toMatchObject({ state: 'referred' });
    expect(await path.told(sent)).toMatchObject({ transition: 'T07', unitId: 3, otherUnitId: 4 });
  });

  it('SD37, T11: the officer who received a claim directly sends it on, and sends it on again where it comes back', async () => {
    const matterId = await path.triaged({}, {}, hr);
    const [classified] = await system.rows<{ payload: { tasks: object } }>(
      `select payload from intake.outbox where matter_id = $1 and name = 'intake.matter-classified.v1'`,
      [matterId],
    );
    expect(classified?.payload.tasks).toEqual([{ act: 'keep-for-own-handling', unitId: 3, officerId: people.hr }]);
    expect(await path.forward(matterId, { toUnitId: 4 }, hr)).toMatchObject({ state: 'forwarded' });
  });

  it('R29, T07: a suggestion is referred, its study begins by the taking, and a refusal sends it straight back', async () => {
    const [begun, refused] = [await path.suggestion(), await path.suggestion()];
    const orders = await Promise.all(
      [begun, refused].map((matterId) =>
        system.ask(referForStudy, { matterId, expectedVersion: 2, toUnitId: 3, note: '请研究' }, triage),
      ),
    );
    for (const { handOverId, state } of orders) {
      expect(state).toBe('referred');
      await path.offerKnown(handOverId);
    }
    await system.ask(take, { handOverId: orders[0]?.handOverId ?? '', expectedVersion: 1 }, hr);
    expect(await path.reached(begun, 'under_study')).toMatchObject({ kept_by: 'assignment', responsible_unit: 3 });
    await system.ask(objectToHandOver, { handOverId: orders[1]?.handOverId ?? '', expectedVersion: 1, ...why }, hr);
    expect(await path.reached(refused, 'triaged')).toMatchObject({ returns: 1, seen_by: [2], responsible_unit: 2 });
    expect(await path.told(refused)).toMatchObject({
      transition: 'SUG-05',
      tasks: [{ act: 'refer-for-study', unitId: 2 }],
    });
  });

  it('lets other offices read along where the order says so, and nothing more', async () => {
    const matterId = await path.triaged();
    await path.forward(matterId, { isDirect: true, informUnitIds: [4] });
    expect(await path.told(matterId)).toMatchObject({
      seenBy: [2, 3, 4],
      values: { informed: '青禾县住建局', direct: 1 },
    });
    expect(await path.read(matterId, housing)).toMatchObject({ matterId });
    await expect(path.forward(matterId, { expectedVersion: 3, toUnitId: 13 }, housing)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is done once for one key, and by one of two clerks', async () => {
    const matterId = await path.triaged();
    const key = randomUUID();
    const order = { matterId, expectedVersion: 2, toUnitId: 3, note: '请办理' };
    const first = await system.ask(forward, order, triage, { key });
    expect(await system.ask(forward, order, triage, { key })).toEqual(first);
    const other = await path.triaged();
    const both = await Promise.allSettled([path.forward(other), path.forward(other, { toUnitId: 4 })]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'stale-version' });
    const offers = await system.rows('select 1 from intake.hand_over where matter_id = any($1::uuid[])', [
      [matterId, other],
    ]);
    expect(offers).toHaveLength(2);
  });

  it.each([
    ['a unit that is not there', 4711, 'unit-not-found'],
    ['a unit that was closed', 5, 'unit-closed'],
    ['the sender itself', 2, 'prohibited-transfer'],
  ])('refuses %s and changes nothing', async (_what, toUnitId, refusal) => {
    const matterId = await path.triaged();
    await expect(path.forward(matterId, { toUnitId })).rejects.toMatchObject({ code: refusal });
    expect(await path.read(matterId)).toMatchObject({ version: 2, state: 'triaged' });
    expect(await system.rows('select 1 from intake.paper where matter_id = $1', [matterId])).toEqual([]);
  });
});

describe('D.9, R30: what a claim says about an office does not go there', () => {
  it.each([
    ['to-the-accused', { unitIds: [3] }, 3],
    ['under-the-accused', { unitIds: [3] }, 31],
    ['accused-heads-recipient', { officialIds: [people.hr] }, 3],
  ])('%s', async (rule, accused, toUnitId) => {
    const matterId = await path.triaged({ accused });
    await expect(path.forward(matterId, { toUnitId })).rejects.toMatchObject({
      code: 'prohibited-transfer',
      detail: { rule },
    });
    expect((await path.forward(matterId, { toUnitId: 4 })).state).toBe('forwarded');
  });

  it('is not kept by the accused office either', async () => {
    const matterId = await path.triaged({ accused: { unitIds: [3] } }, {}, hr);
    await expect(
      system.ask(keepForOwnHandling, { matterId, expectedVersion: 2, note: '自己办' }, hr),
    ).rejects.toMatchObject({ code: 'prohibited-transfer' });
  });
});

describe('who is no part of the conversation', () => {
  const stranger = housing;
  const nothing = async (matterId: string, handOverId: string) => {
    expect(await code(system.ask(readMatter, { matterId }, stranger))).toBe('not-found');
    expect(await code(system.ask(handOversOf, { matterId }, stranger))).toBe('not-found');
    expect(await code(system.ask(intakePapersOf, { matterId }, stranger))).toBe('not-found');
    expect(await system.ask(headingsOf, { matterIds: [matterId] }, stranger)).toEqual({ headings: [] });
    expect(await system.ask(findMatters, { words: '窨井盖' }, stranger)).toEqual({ matters: [] });
    await expect(system.ask(take, { handOverId, expectedVersion: 1 }, stranger)).rejects.toMatchObject({
      code: 'not-found',
    });
  };

  it('sees nothing before, during and after', async () => {
    const matterId = await path.triaged({}, { title: '窨井盖松动无人修' });
    await nothing(matterId, randomUUID());
    const { handOverId } = await path.forward(matterId);
    await path.offerKnown(handOverId);
    await nothing(matterId, handOverId);
    await system.ask(take, { handOverId, expectedVersion: 1 }, hr);
    expect(await path.reached(matterId, 'acceptance_pending')).toMatchObject({ seen_by: [2, 3] });
    await nothing(matterId, handOverId);
  });

  it('a recipient may read and reveal as soon as it is offered, and only the recipient may take', async () => {
    const { matterId, handOverId } = await path.offered();
    const detail = await path.read(matterId, hr);
    const stepped = official(people.hr, { steppedUpAt: Math.floor(Date.now() / 1000) });
    const order = {
      submissionId: detail.submissions[0]?.submissionId ?? '',
      fields: ['phone'],
      reasonCode: 'contact-petitioner',
      note: '核实诉求',
    };
    expect(await system.ask(revealIdentity, order, stepped)).toEqual({ phone: '13900000001' });
    await expect(system.ask(take, { handOverId, expectedVersion: 1 }, triage)).rejects.toMatchObject({
      code: 'act-not-allowed',
    });
  });
});
