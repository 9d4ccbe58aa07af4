import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  applySimplified,
  convertToOrdinary,
  decideExtension,
  decideRecusal,
  hearPetitioner,
  openHandling,
  readHandling,
  recordEvidence,
  requestExtension,
  requestRecusal,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { head, lead, second } from './opinion-file.js';
import { department, official, OpinionOffice, otherHead, spare } from './opinion-office.js';

const hearing = () => ({
  takenAt: new Date(Date.now() - 60_000).toISOString(),
  place: '人社局接待室',
  secondOfficerId: second,
  statements: [{ speaker: 'petitioner', text: '三个月没有发工资。' }],
  manner: 'in-person',
  requests: ['发还拖欠的工资', '书面道歉'],
  isSigned: true,
});
const evidence = () => ({
  takenAt: new Date(Date.now() - 30_000).toISOString(),
  place: '工地项目部',
  secondOfficerId: second,
  statements: [{ speaker: 'witness', text: '考勤表是我记的。' }],
  evidenceKind: 'document',
  title: '考勤表',
  findings: '考勤表与工资条相符。',
});
const moreTime = { days: 30, reason: '需要调取三家分包单位的银行流水' };
const simple = { ground: 'facts-and-responsibility-clear', reason: '事实清楚，责任明确' };
const citizen = (matterId: string): Actor => ({ kind: 'citizen', id: matterId });

let office: OpinionOffice;
let matterId: string;
beforeAll(async () => {
  office = await OpinionOffice.start();
});
afterAll(() => office.stop());
beforeEach(async () => {
  matterId = await opened();
});

async function opened(more = {}): Promise<string> {
  const id = await office.taken(more);
  await office.act(accept, id, lead, {});
  await office.act(openHandling, id, head, { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true });
  return id;
}
const row = async () => {
  const [found] = await office.system.rows<Record<string, unknown>>('select * from assignment.file where id = $1', [
    matterId,
  ]);
  return found ?? {};
};
/** The period began so many days ago, in Shanghai. */
const begun = (days: number) =>
  office.system.rows(
    `update assignment.file set handling_started_at = now() - make_interval(days => $2),
       handling_due_on = (now() at time zone 'Asia/Shanghai')::date - $2::int + 60 where id = $1`,
    [matterId, days],
  );

describe('T23: the petitioner is heard', () => {
  it('by two officers, confirms each request, and the record is a paper with no name in its content', async () => {
    const taken = await office.act(hearPetitioner, matterId, lead, hearing());
    expect(taken).toMatchObject({ state: 'in_handling', papers: [{ kind: 'F-10' }] });
    expect(await row()).toMatchObject({ aspects: ['fact_finding'], requests: ['发还拖欠的工资', '书面道歉'] });
    const [paper] = await office.system.rows<{ text: string }>(
      `select content::text as text from assignment.paper where matter_id = $1 and kind = 'F-10'`,
      [matterId],
    );
    expect(paper?.text).toContain('发还拖欠的工资');
    expect(paper?.text).not.toContain('李小禾');
  });

  it.each([
    ['unsigned without saying why', { isSigned: false }, lead, 'record-unsigned'],
    ['by one officer alone', { secondOfficerId: lead }, lead, 'two-officers-needed'],
    ['with somebody beside who is not the other officer', { secondOfficerId: spare }, lead, 'two-officers-needed'],
    ['by an officer of the unit who does not handle it', {}, spare, 'not-the-officer'],
    ['by the head', {}, head, 'not-the-officer'],
    ['by another unit', {}, otherHead, 'not-found'],
    ['with nothing asked for', { requests: [] }, lead, 'validation-failed'],
    ['before it happened', { takenAt: new Date(Date.now() + 600_000).toISOString() }, lead, 'validation-failed'],
    ['before the unit had the matter', { takenAt: '2020-01-01T00:00:00Z' }, lead, 'validation-failed'],
  ])('but not %s', async (_how, more, who, code) => {
    await expect(office.act(hearPetitioner, matterId, who, { ...hearing(), ...more })).rejects.toMatchObject({ code });
    expect(await row()).toMatchObject({ requests: [], aspects: [] });
  });

  it('unsigned where the record says why', async () => {
    const order = { ...hearing(), isSigned: false, unsignedBecause: '当事人不识字，已经宣读，由村干部见证' };
    await office.act(hearPetitioner, matterId, second, { ...order, secondOfficerId: lead });
    const [record] = await office.system.rows<{ by: string[] }>(
      'select by from assignment.record where matter_id = $1',
      [matterId],
    );
    expect(record?.by).toEqual([second, lead]);
  });

  it('not before the handling was opened', async () => {
    matterId = await office.taken();
    await office.act(accept, matterId, lead, {});
    await expect(office.act(hearPetitioner, matterId, lead, hearing())).rejects.toMatchObject({
      code: 'transition-not-allowed',
    });
  });

  it('and is written to the file once, however often it is asked', async () => {
    const order = { matterId, expectedVersion: 3, ...hearing() };
    const key = randomUUID();
    await office.system.ask(hearPetitioner, order, official(lead), { key });
    await office.system.ask(hearPetitioner, order, official(lead), { key });
    const detail = await office.system.ask(readHandling, { matterId }, official(lead));
    expect(detail.records).toHaveLength(1);
    expect(detail.requests.map(({ text }) => text)).toEqual(['发还拖欠的工资', '书面道歉']);
  });
});

describe('T24: evidence', () => {
  it('is taken by two officers', async () => {
    await office.act(recordEvidence, matterId, lead, evidence());
    await office.act(recordEvidence, matterId, second, { ...evidence(), secondOfficerId: lead });
    expect(await row()).toMatchObject({ evidence_count: 2 });
  });

  it.each([
    ['one alone', { secondOfficerId: lead }, lead, 'two-officers-needed'],
    ['a stranger to the matter', {}, spare, 'not-the-officer'],
  ])('but not by %s', async (_who, more, who, code) => {
    await expect(office.act(recordEvidence, matterId, who, { ...evidence(), ...more })).rejects.toMatchObject({ code });
  });
});

describe('T25, T26: the short track', () => {
  it('is entered, left, and not entered by what is assigned', async () => {
    await office.act(applySimplified, matterId, lead, simple);
    expect((await row())['aspects']).toEqual(['simplified']);
    await expect(office.act(applySimplified, matterId, lead, simple)).rejects.toMatchObject({
      code: 'simplified-unfit',
    });
    await office.act(convertToOrdinary, matterId, head, { reason: '事实有争议', isPetitionerTold: true });
    expect((await row())['aspects']).toEqual([]);
    await expect(
      office.act(convertToOrdinary, matterId, head, { reason: '再转一次', isPetitionerTold: true }),
    ).rejects.toMatchObject({ code: 'transition-not-allowed' });
    matterId = await opened({ days: 30 });
    await expect(office.act(applySimplified, matterId, lead, simple)).rejects.toMatchObject({
      code: 'simplified-unfit',
    });
  });

  it('is not left before the petitioner was told', async () => {
    await office.act(applySimplified, matterId, lead, simple);
    await expect(
      office.act(convertToOrdinary, matterId, head, { reason: '事实有争议', isPetitionerTold: false }),
    ).rejects.toMatchObject({ code: 'validation-failed' });
  });
});

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
      { act: 'extend', unitId: department },
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
    expect((await office.lastMove(matterId)).tasks).toContainEqual({ act: 'decide-recusal', unitId: department });
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
      leadOfficerId: head,
      secondOfficerId: second,
      hasNoInterest: true,
    });
    await office.system.ask(requestRecusal, { matterId, ground }, citizen(matterId));
    await expect(office.act(decideRecusal, matterId, head, yes)).rejects.toMatchObject({ code: 'same-person' });
  });
});
