import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  applySimplified,
  convertToOrdinary,
  hearPetitioner,
  openHandling,
  readHandling,
  recordEvidence,
  requestRecusal,
} from '@huiyin/contracts';
import { evidence, hearing, simple, two } from './handling-orders.js';
import { head, lead, reviewer, second } from './opinion-file.js';
import { department, official, OpinionOffice, otherHead, spare } from './opinion-office.js';

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
  await office.act(openHandling, id, head, two);
  return id;
}
const row = async () => {
  const [found] = await office.system.rows('select * from assignment.file where id = $1', [matterId]);
  return found ?? {};
};
describe('T22: the head opens the handling', () => {
  beforeEach(async () => {
    matterId = await office.taken();
    await office.act(accept, matterId, lead, {});
  });

  it('with two officers, and the draft is owed by the lead', async () => {
    await office.act(openHandling, matterId, head, { ...two, leadOfficerId: second, secondOfficerId: lead });
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'T22',
      state: 'in_handling',
      officerName: '林静',
      tasks: [{ act: 'draft-opinion', unitId: department, officerId: second }],
    });
  });

  it.each([
    ['one person twice', { secondOfficerId: lead }],
    ['an officer of another unit', { secondOfficerId: otherHead }],
    ['somebody whom nobody knows', { secondOfficerId: randomUUID() }],
    ['the reviewer of the bureau', { leadOfficerId: reviewer }],
  ])('but not with %s', async (_who, more) => {
    await expect(office.act(openHandling, matterId, head, { ...two, ...more })).rejects.toMatchObject({
      code: 'officers-unfit',
    });
  });

  it('but not with an interest in it, and not as an officer', async () => {
    await expect(office.act(openHandling, matterId, head, { ...two, hasNoInterest: false })).rejects.toMatchObject({
      code: 'validation-failed',
    });
    await expect(office.act(openHandling, matterId, lead, two)).rejects.toMatchObject({ code: 'act-not-allowed' });
    await expect(office.act(openHandling, matterId, otherHead, two)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('but not while a recusal is undecided', async () => {
    await office.system.ask(
      requestRecusal,
      { matterId, ground: '经办人是单位法人的亲戚' },
      {
        kind: 'citizen',
        id: matterId,
      },
    );
    await expect(office.act(openHandling, matterId, head, two)).rejects.toMatchObject({ code: 'decision-pending' });
  });
});

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
