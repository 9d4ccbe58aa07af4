import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  applySimplified,
  confirmHandlingDecision,
  decideExtension,
  decideRecusal,
  decline,
  hearPetitioner,
  openHandling,
  requestExtension,
  requestRecusal,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { head, lead, second } from './opinion-file.js';
import { department, official, OpinionOffice, otherHead, spare } from './opinion-office.js';
import { hearing, simple, two } from './handling-orders.js';

const moreTime = { days: 30, reason: '需要调取三家分包单位的银行流水' };
const refusal = {
  reasonCode: 'not-competent',
  legalGround: '《信访工作条例》第二十三条',
  reasons: '用工单位在外县，应当由用工地处理。',
  rightPlace: '邻县人力资源和社会保障局',
};
const agreed = { isAgreed: true, reason: '同意' };
const citizen = (id: string): Actor => ({ kind: 'citizen', id });

let office: OpinionOffice;
let matterId: string;
beforeAll(async () => {
  office = await OpinionOffice.start();
});
afterAll(() => office.stop());
beforeEach(async () => {
  matterId = await office.taken();
  await office.act(accept, matterId, lead, {});
  await office.act(openHandling, matterId, head, two);
});

const row = async () => {
  const [found] = await office.system.rows('select * from assignment.file where id = $1', [matterId]);
  return found ?? {};
};
/** The period began so many days ago, in Shanghai. */
const begun = (days: number) =>
  office.system.rows(
    `update assignment.file set handling_started_at = now() - make_interval(days => $2),
       handling_due_on = (now() at time zone 'Asia/Shanghai')::date - $2::int + 60 where id = $1`,
    [matterId, days],
  );

describe('T27: more time', () => {
  it('asked for by the officer, approved by the head, told by F-08, counts on from the last day', async () => {
    const [before] = await office.system.rows<{ due: string }>(
      `select (handling_due_on + 30)::text as due from assignment.file where id = $1`,
      [matterId],
    );
    const asked = await office.act(requestExtension, matterId, second, moreTime);
    expect(asked).toMatchObject({ awaits: 'extend', papers: [] });
    expect((await office.lastMove(matterId)).tasks).toEqual([
      { act: 'draft-opinion', unitId: department, officerId: lead },
      { act: 'extend', unitId: department, notOfficerIds: [second] },
    ]);
    const yes = { isApproved: true, reason: '情况复杂' };
    expect(await office.act(decideExtension, matterId, head, yes)).toMatchObject({ papers: [{ kind: 'F-08' }] });
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'T27.1',
      days: 30,
      values: { on: before?.due },
      tasks: [{ act: 'draft-opinion' }],
    });
    expect(await row()).toMatchObject({ aspects: ['extended'], extension_days: 30, pending: null });
  });

  it('is not more than thirty days, and not asked for once it was granted', async () => {
    await expect(office.act(requestExtension, matterId, lead, { ...moreTime, days: 31 })).rejects.toMatchObject({
      code: 'extension-not-lawful',
      detail: { why: 'too-long', days: 31 },
    });
    await office.act(requestExtension, matterId, lead, { ...moreTime, days: 10 });
    await office.act(decideExtension, matterId, head, { isApproved: true, reason: '情况复杂' });
    await expect(office.act(requestExtension, matterId, lead, { ...moreTime, days: 10 })).rejects.toMatchObject({
      code: 'extension-not-lawful',
      detail: { why: 'too-often' },
    });
  });

  it('is asked for on the last day, but not on the day after', async () => {
    await begun(61);
    await expect(office.act(requestExtension, matterId, lead, moreTime)).rejects.toMatchObject({
      code: 'extension-not-lawful',
      detail: { why: 'after-expiry' },
    });
    await begun(60);
    await office.act(requestExtension, matterId, lead, moreTime);
  });

  it('that was asked for in time is not approved too late; it can still be refused', async () => {
    await office.act(requestExtension, matterId, lead, moreTime);
    await begun(61);
    await expect(
      office.act(decideExtension, matterId, head, { isApproved: true, reason: '情况复杂' }),
    ).rejects.toMatchObject({ code: 'extension-not-lawful', detail: { why: 'after-expiry' } });
    await office.act(decideExtension, matterId, head, { isApproved: false, reason: '已经过期' });
    expect(await office.lastMove(matterId)).toMatchObject({ transition: 'T27.2', papers: [] });
    expect(await row()).toMatchObject({ pending: null, extension_days: 0, aspects: [] });
  });

  it.each([
    ['a stranger to the matter', spare, 'not-the-officer'],
    ['the head, who decides', head, 'act-not-allowed'],
    ['another unit', otherHead, 'act-not-allowed'],
  ])('is not asked for by %s', async (_who, who, code) => {
    await expect(office.act(requestExtension, matterId, who, moreTime)).rejects.toMatchObject({ code });
  });

  it('is not decided by an officer, another unit, or where nothing was asked', async () => {
    const yes = { isApproved: true, reason: '情况复杂' };
    await expect(office.act(decideExtension, matterId, head, yes)).rejects.toMatchObject({
      code: 'no-decision-pending',
    });
    await office.act(requestExtension, matterId, lead, moreTime);
    await expect(office.act(decideExtension, matterId, lead, yes)).rejects.toMatchObject({ code: 'act-not-allowed' });
    await expect(office.act(decideExtension, matterId, otherHead, yes)).rejects.toMatchObject({ code: 'not-found' });
    await expect(office.act(requestExtension, matterId, second, moreTime)).rejects.toMatchObject({
      code: 'decision-pending',
    });
  });
});

describe('T22.1, T22.2: recusal', () => {
  const ground = '经办人是用工单位负责人的亲属';
  const yes = { isGranted: true, reason: '确有利害关系', replacementOfficerId: spare };

  it('asked for by the petitioner, granted by the head, bars the officer from then on', async () => {
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    expect((await office.lastMove(matterId)).tasks).toContainEqual({
      act: 'decide-recusal',
      unitId: department,
      notOfficerIds: [lead],
    });
    expect(JSON.stringify(await office.moves(matterId))).not.toContain(ground);
    const decided = await office.act(decideRecusal, matterId, head, yes);
    expect(decided).toMatchObject({ papers: [{ kind: 'F-41' }] });
    expect(await row()).toMatchObject({ officer_id: spare, officer_name: '孙候', recused: [lead], pending: null });
    await expect(office.act(hearPetitioner, matterId, lead, hearing())).rejects.toMatchObject({
      code: 'officer-recused',
    });
    await expect(office.act(requestExtension, matterId, lead, moreTime)).rejects.toMatchObject({
      code: 'officer-recused',
    });
    await expect(office.act(applySimplified, matterId, lead, simple)).rejects.toMatchObject({
      code: 'officer-recused',
    });
    await office.act(hearPetitioner, matterId, spare, hearing());
  });

  it('does not bring back who stepped aside', async () => {
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    await office.act(decideRecusal, matterId, head, yes);
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    await expect(
      office.act(decideRecusal, matterId, head, { ...yes, replacementOfficerId: lead }),
    ).rejects.toMatchObject({ code: 'officer-recused' });
  });

  it('of the second officer, asked for by that officer, leaves the lead', async () => {
    await office.system.ask(requestRecusal, { matterId, ground: '我与信访人是邻居' }, official(second));
    await office.act(decideRecusal, matterId, head, yes);
    expect(await row()).toMatchObject({ officer_id: lead, second_officer_id: spare, recused: [second] });
  });

  it('refused leaves all as it was', async () => {
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    await office.act(decideRecusal, matterId, head, { isGranted: false, reason: '没有利害关系' });
    expect(await row()).toMatchObject({ officer_id: lead, recused: [], pending: null });
  });

  it.each([
    ['nobody', undefined],
    ['the other officer', second],
    ['the officer who steps aside', lead],
    ['an officer of another unit', otherHead],
  ])('is not granted with %s to step in', async (_who, replacementOfficerId) => {
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    const order = { isGranted: true, reason: '确有利害关系', ...(replacementOfficerId && { replacementOfficerId }) };
    await expect(office.act(decideRecusal, matterId, head, order)).rejects.toMatchObject({ code: 'officers-unfit' });
  });

  it('is not for another matter’s petitioner, an outsider, or of somebody who does not handle it', async () => {
    const stranger = citizen(randomUUID());
    await expect(office.system.ask(requestRecusal, { matterId, ground }, stranger)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(office.system.ask(requestRecusal, { matterId, ground }, official(otherHead))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(office.system.ask(requestRecusal, { matterId, ground }, official(spare))).rejects.toMatchObject({
      code: 'not-the-officer',
    });
  });

  it('of a head is not decided by that head', async () => {
    matterId = await office.taken();
    await office.act(accept, matterId, lead, {});
    await office.act(openHandling, matterId, head, {
      leadOfficerId: lead,
      secondOfficerId: head,
      hasNoInterest: true,
    });
    await office.system.ask(requestRecusal, { matterId, ground, officerId: head }, citizen(matterId));
    await expect(office.act(decideRecusal, matterId, head, yes)).rejects.toMatchObject({ code: 'same-person' });
  });

  it('granted before the handling was opened keeps that officer out of all that follows', async () => {
    matterId = await office.taken();
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    await office.act(decideRecusal, matterId, head, yes);
    expect((await office.lastMove(matterId)).tasks).toEqual([{ act: 'accept', unitId: department, officerId: spare }]);
    await expect(office.act(accept, matterId, lead, {})).rejects.toMatchObject({ code: 'officer-recused' });
    await expect(office.act(decline, matterId, lead, refusal)).rejects.toMatchObject({ code: 'officer-recused' });
    await office.act(decline, matterId, second, refusal);
    await expect(office.act(confirmHandlingDecision, matterId, lead, agreed)).rejects.toMatchObject({
      code: 'officer-recused',
    });
    await office.act(confirmHandlingDecision, matterId, spare, { ...agreed, isAgreed: false });
    await office.act(accept, matterId, spare, {});
    await expect(office.act(openHandling, matterId, head, two)).rejects.toMatchObject({ code: 'officer-recused' });
    await office.act(openHandling, matterId, head, { ...two, leadOfficerId: spare });
  });

  it('is decided once, however many heads decide at the same moment', async () => {
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    const { version } = await office.file(matterId);
    const decide = () =>
      office.system.ask(decideRecusal, { matterId, expectedVersion: version, ...yes }, official(head));
    const answers = await Promise.allSettled([decide(), decide(), decide()]);
    const refused = answers.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    );
    expect(refused).toEqual(['stale-version', 'stale-version']);
    const papers = await office.system.rows(`select 1 from assignment.paper where matter_id = $1 and kind = 'F-41'`, [
      matterId,
    ]);
    expect(papers).toHaveLength(1);
  });
});
