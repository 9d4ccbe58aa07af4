import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  assignmentEventsSince,
  confirmHandlingDecision,
  decline,
  matterMoved,
  readHandling,
} from '@huiyin/contracts';
import { serviceActor } from '@huiyin/messaging';
import { eventually } from '@huiyin/testing';
import { head, lead, reviewer, second } from './opinion-file.js';
import { bureau, department, official, OpinionOffice, other, otherHead, triage } from './opinion-office.js';

const refusal = {
  reasonCode: 'not-competent',
  legalGround: '《信访工作条例》第二十三条',
  reasons: '用工单位在外县，应当由用工地人社部门处理。',
  rightPlace: '邻县人力资源和社会保障局',
} as const;
const saysNo = { isAgreed: false, reason: '事实没有查清' };
const saysYes = { isAgreed: true, reason: '同意不予受理' };

let office: OpinionOffice;
let matterId: string;
beforeAll(async () => {
  office = await OpinionOffice.start();
});
afterAll(() => office.stop());
beforeEach(async () => {
  matterId = await office.taken();
});

const takingOf = (id: string) => ({
  matterId: id,
  version: 2,
  at: new Date().toISOString(),
  transition: 'T14.1',
  command: 'take',
  state: 'acceptance_pending',
  unitId: department,
  unitName: '青禾县人社局',
  officerId: second,
  officerName: '林静',
  seenBy: [department],
  tasks: [],
  papers: [],
  values: {},
});
const papersOf = (id: string) =>
  office.system.rows<{ kind: string; is_for_petitioner: boolean; content: { values: Record<string, string> } }>(
    'select kind, is_for_petitioner, content from assignment.paper where matter_id = $1',
    [id],
  );

describe('the file opens', () => {
  it('once, however often it is told, with the move of the taking and the acceptance owed', async () => {
    const [move] = await office.moves(matterId);
    expect(move).toMatchObject({
      transition: 'T14.1',
      command: 'take',
      state: 'acceptance_pending',
      version: 1,
      matterVersion: 2,
      tasks: [{ act: 'accept', unitId: department, officerId: lead }],
    });
    const again = await office.told('intake', matterMoved, { ...takingOf(matterId), version: 3 });
    await office.heardOf(again);
    expect(await office.moves(matterId)).toHaveLength(1);
  });

  it('with the days that an assignment set, and for the bureau that will read its opinion', async () => {
    const assigned = await office.taken({ days: 30, senderUnitId: 1, seenBy: [1, department] });
    const [row] = await office.system.rows('select * from assignment.file where id = $1', [assigned]);
    expect(row).toMatchObject({ is_assigned: true, period_days: 30, sender_unit: 1, review_unit: bureau });
    expect(row?.['seen_by']).toEqual([1, department, bureau]);
  });

  it('with the days that ran since its unit, or the office that disputed it, received it', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const receivedOf = async (id: string) =>
      (await office.system.rows<{ at: Date }>('select received_at as at from assignment.file where id = $1', [id]))[0]
        ?.at;
    const offers = { state: 'forwarded', transition: 'T11', command: 'forward', unitId: bureau };
    for (const command of ['take', 'decide-jurisdiction']) {
      const id = randomUUID();
      const theirs = {
        ...takingOf(id),
        ...offers,
        at: daysAgo(9),
        otherUnitId: department,
        otherUnitName: '青禾县人社局',
      };
      const others = { ...theirs, at: daysAgo(6), otherUnitId: other, otherUnitName: '青禾县住建局' };
      await office.heardOf(await office.told('intake', matterMoved, theirs));
      await office.heardOf(await office.told('intake', matterMoved, others));
      const again = { ...theirs, at: daysAgo(3) };
      await office.heardOf(await office.told('intake', matterMoved, again));
      await office.heardOf(await office.told('intake', matterMoved, { ...takingOf(id), command }));
      expect((await receivedOf(id))?.toISOString()).toBe(command === 'take' ? theirs.at : others.at);
    }
  });

  it('and keeps no word of the petition and no name of the petitioner', async () => {
    const [row] = await office.system.rows('select to_jsonb(f)::text as text from assignment.file f where id = $1', [
      matterId,
    ]);
    expect(row?.['text']).not.toContain('李小禾');
  });

  it('and tells a reader what it missed, in order', async () => {
    await office.act(accept, matterId, lead, {});
    const { events } = await office.system.ask(
      assignmentEventsSince,
      { matterId, afterVersion: 0 },
      serviceActor('reporting', 'gap'),
    );
    expect(events.map(({ version }) => version)).toEqual([1, 2]);
  });
});

describe('T19: acceptance', () => {
  it('is one officer’s, tells path, procedure, date and rights by F-05, and starts the sixty days on the last lawful day', async () => {
    const taken = await office.act(accept, matterId, lead, {});
    expect(taken).toMatchObject({ state: 'accepted', version: 2, papers: [{ kind: 'F-05' }] });
    const [paper] = await papersOf(matterId);
    expect(paper).toMatchObject({ kind: 'F-05', is_for_petitioner: true });
    // Received forty days ago, accepted today: the period began when the notice was due, not with the late notice.
    const [row] = await office.system.rows<{ due: string; late: string }>(
      `select handling_due_on::text as due, ((received_at at time zone 'Asia/Shanghai')::date + 75)::text as late
         from assignment.file where id = $1`,
      [matterId],
    );
    expect(row?.due).toBe(row?.late);
    expect(paper?.content.values['dueOn']).toBe(row?.due);
    expect((await office.lastMove(matterId)).tasks).toEqual([{ act: 'open-handling', unitId: department }]);
  });

  it('is repeated without a second paper', async () => {
    const order = { matterId, expectedVersion: 1 };
    const key = randomUUID();
    const first = await office.system.ask(accept, order, official(lead), { key });
    const again = await office.system.ask(accept, order, official(lead), { key });
    expect(again).toEqual(first);
    expect(await papersOf(matterId)).toHaveLength(1);
    expect((await office.file(matterId)).version).toBe(2);
  });

  it('of two officers at once is given by one; the other sees what happened', async () => {
    const order = { matterId, expectedVersion: 1 };
    const answers = await Promise.allSettled([
      office.system.ask(accept, order, official(lead)),
      office.system.ask(accept, order, official(second)),
    ]);
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as { code: string }] : [],
    );
    expect(refused.map(({ code }) => code)).toEqual(['stale-version']);
    expect(await papersOf(matterId)).toHaveLength(1);
  });

  it.each([
    ['an officer of a third unit', otherHead],
    ['the bureau that dispatched it', triage],
  ])('is not for %s, for whom there is nothing', async (_who, who) => {
    await expect(office.act(accept, matterId, who, {})).rejects.toMatchObject({
      code: who === triage ? 'act-not-allowed' : 'not-found',
    });
    expect((await office.file(matterId)).version).toBe(1);
  });

  it('is not given twice', async () => {
    await office.act(accept, matterId, lead, {});
    await expect(office.act(accept, matterId, lead, {})).rejects.toMatchObject({
      code: 'transition-not-allowed',
      detail: { state: 'accepted', command: 'accept' },
    });
  });
});

describe('T20: a refusal to accept', () => {
  it('takes effect with a second person’s yes, and tells ground, article and the right place by F-06', async () => {
    const proposed = await office.act(decline, matterId, lead, refusal);
    expect(proposed).toMatchObject({ state: 'acceptance_pending', awaits: 'decline', papers: [] });
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'G2',
      tasks: [{ act: 'decline', unitId: department }],
    });
    const decided = await office.act(confirmHandlingDecision, matterId, second, saysYes);
    expect(decided).toMatchObject({ state: 'declined', papers: [{ kind: 'F-06' }] });
    const [paper] = await papersOf(matterId);
    expect(paper?.content.values).toMatchObject({ article: refusal.legalGround, rightPlace: refusal.rightPlace });
  });

  it('is not the same person’s twice', async () => {
    await office.act(decline, matterId, lead, refusal);
    await expect(office.act(confirmHandlingDecision, matterId, lead, saysYes)).rejects.toMatchObject({
      code: 'same-person',
    });
    expect((await office.file(matterId)).state).toBe('acceptance_pending');
  });

  it('is not confirmed from another unit', async () => {
    await office.act(decline, matterId, lead, refusal);
    await expect(office.act(confirmHandlingDecision, matterId, otherHead, saysYes)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('withheld by the second leaves the acceptance owed', async () => {
    await office.act(decline, matterId, lead, refusal);
    await office.act(confirmHandlingDecision, matterId, head, saysNo);
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'G2.1',
      state: 'acceptance_pending',
      tasks: [{ act: 'accept', unitId: department, officerId: lead }],
    });
    await expect(office.act(confirmHandlingDecision, matterId, head, saysYes)).rejects.toMatchObject({
      code: 'no-decision-pending',
    });
  });

  it('that waits is not proposed again, and nothing else is decided meanwhile', async () => {
    await office.act(decline, matterId, lead, refusal);
    for (const order of [decline, accept] as const)
      await expect(office.act<object>(order, matterId, second, order === decline ? refusal : {})).rejects.toMatchObject(
        {
          code: 'decision-pending',
        },
      );
  });

  it('needs its words', async () => {
    await expect(office.act(decline, matterId, lead, { ...refusal, reasons: '' })).rejects.toMatchObject({
      code: 'validation-failed',
    });
    await expect(office.act(decline, matterId, lead, { ...refusal, reasonCode: 'no-time' })).rejects.toMatchObject({
      code: 'validation-failed',
    });
    expect((await office.file(matterId)).version).toBe(1);
  });

  it('is not proposed once the matter was accepted', async () => {
    await office.act(accept, matterId, lead, {});
    await expect(office.act(decline, matterId, lead, refusal)).rejects.toMatchObject({
      code: 'transition-not-allowed',
    });
  });
});

describe('who reads the file', () => {
  it('the unit and the bureau that dispatched it, and nobody else', async () => {
    for (const who of [lead, head, triage, reviewer])
      expect(await office.system.ask(readHandling, { matterId }, official(who))).toMatchObject({
        matterId,
        version: 1,
      });
    await expect(office.system.ask(readHandling, { matterId }, official(otherHead))).rejects.toMatchObject({
      code: 'not-found',
    });
    const nowhere = office.system.ask(readHandling, { matterId: randomUUID() }, official(otherHead));
    await expect(nowhere).rejects.toMatchObject({ code: 'not-found' });
  });

  it('sees the decision that waits; what was proposed only where the second person is', async () => {
    await office.act(decline, matterId, lead, refusal);
    const inUnit = await office.system.ask(readHandling, { matterId }, official(head));
    expect(inUnit.pending).toMatchObject({ act: 'decline', by: '陈安', order: refusal });
    const elsewhere = await office.system.ask(readHandling, { matterId }, official(triage));
    expect(elsewhere.pending).toEqual({ act: 'decline', by: '陈安', at: inUnit.pending?.at });
  });

  it('no event says more than unit, officer and dates', async () => {
    await office.act(decline, matterId, lead, refusal);
    await office.act(confirmHandlingDecision, matterId, second, saysYes);
    await eventually(async () => (await office.moves(matterId)).length === 3);
    const told = JSON.stringify(await office.moves(matterId));
    for (const text of [refusal.reasons, refusal.rightPlace, '李小禾']) expect(told).not.toContain(text);
  });
});
