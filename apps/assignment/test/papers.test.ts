import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  assignmentPaperFile,
  assignmentPapersOf,
  assignmentTemplate,
  correctPaper,
  decideRecusal,
  openHandling,
  requestRecusal,
  saveAssignmentTemplate,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { eventually } from '@huiyin/testing';
import { head, lead, second } from './opinion-file.js';
import { official, OpinionOffice, otherHead, spare, triage } from './opinion-office.js';

const citizen = (id: string): Actor => ({ kind: 'citizen', id });

let office: OpinionOffice;
let matterId: string;
let paperId: string;
beforeAll(async () => {
  office = await OpinionOffice.start();
});
afterAll(() => office.stop());
beforeEach(async () => {
  matterId = await office.taken();
  const { papers } = await office.act(accept, matterId, lead, {});
  paperId = papers[0]?.paperId ?? '';
});

const papersOf = (actor: Actor) => office.system.ask(assignmentPapersOf, { matterId }, actor);

describe('a paper', () => {
  it('has a number of its office without a gap, and is rendered behind the act', async () => {
    const next = await office.taken();
    await office.act(accept, next, lead, {});
    const numbers = await office.system.rows<{ seq: number }>(
      `select seq from assignment.paper where kind = 'F-05' and version = 1 order by seq`,
    );
    expect(numbers.map(({ seq }) => seq)).toEqual(numbers.map((_, at) => at + 1));
    await eventually(async () => (await papersOf(official(lead))).papers.every(({ isReady }) => isReady), 60_000);
    const { papers } = await papersOf(official(lead));
    expect(papers).toMatchObject([{ kind: 'F-05', office: '青禾县人社局', version: 1, isForPetitioner: true }]);
    expect(papers[0]?.numberText).toMatch(/^青禾县人社信.〔\d{4}〕\d+号$/);
  });

  it.each([
    ['the unit', () => official(head)],
    ['the bureau', () => official(triage)],
    ['the petitioner', () => citizen(matterId)],
  ])('is read by %s', async (_who, who) => {
    const file = await office.system.ask(assignmentPaperFile, { paperId }, who());
    expect(file.mediaType).toBe('application/pdf');
    expect(Buffer.from(file.bytes, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each([
    ['a third unit', () => official(otherHead)],
    ['the petitioner of another matter', () => citizen(randomUUID())],
  ])('is not there for %s', async (_who, who) => {
    await expect(office.system.ask(assignmentPaperFile, { paperId }, who())).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(papersOf(who())).resolves.toMatchObject({ papers: [] });
  });

  it('about the ties of an officer who stepped aside by own wish is not the petitioner’s', async () => {
    await office.act(openHandling, matterId, head, {
      leadOfficerId: lead,
      secondOfficerId: second,
      hasNoInterest: true,
    });
    await office.system.ask(requestRecusal, { matterId, ground: '我与信访人是邻居' }, official(second));
    const yes = { isGranted: true, reason: '确有利害关系', replacementOfficerId: spare };
    await office.act(decideRecusal, matterId, head, yes);
    expect((await papersOf(official(head))).papers.map(({ kind }) => kind)).toEqual(['F-05', 'F-41']);
    expect((await papersOf(citizen(matterId))).papers.map(({ kind }) => kind)).toEqual(['F-05']);
  });
});

describe('T33.1: a correction', () => {
  const slip = () => ({ paperId, reason: '电话号码写错', values: { officePhone: '0999-7654321' } });

  it('is a new version with the same number; the earlier one stays and is not corrected again', async () => {
    const corrected = await office.system.ask(correctPaper, slip(), official(head));
    expect(corrected.version).toBe(2);
    const { papers } = await papersOf(citizen(matterId));
    expect(papers.map(({ version, isSuperseded }) => ({ version, isSuperseded }))).toEqual([
      { version: 1, isSuperseded: true },
      { version: 2, isSuperseded: false },
    ]);
    expect(new Set(papers.map(({ numberText }) => numberText)).size).toBe(1);
    expect(await office.lastMove(matterId)).toMatchObject({ transition: 'T33.1', papers: [{ kind: 'F-05' }] });
    await expect(office.system.ask(correctPaper, slip(), official(head))).rejects.toMatchObject({
      code: 'paper-superseded',
    });
  });

  it.each([
    ['an officer', lead, 'act-not-allowed'],
    ['the head of another unit', otherHead, 'not-found'],
  ])('is not made by %s', async (_who, who, code) => {
    await expect(office.system.ask(correctPaper, slip(), official(who))).rejects.toMatchObject({ code });
  });

  it('does not add what the paper does not have', async () => {
    const order = { ...slip(), values: { bribe: '一百元' } };
    await expect(office.system.ask(correctPaper, order, official(head))).rejects.toMatchObject({
      code: 'validation-failed',
    });
    expect((await papersOf(official(head))).papers).toHaveLength(1);
  });
});

describe('the wording', () => {
  it('is not for an officer of a department, and not for a kind that has none', async () => {
    await expect(office.system.ask(assignmentTemplate, { kind: 'F-05' }, official(lead))).rejects.toMatchObject({
      code: 'act-not-allowed',
    });
    const body = { title: 'x', blocks: [] };
    await expect(
      office.system.ask(saveAssignmentTemplate, { kind: 'F-05', expectedVersion: 1, body }, official(head)),
    ).rejects.toMatchObject({ code: 'act-not-allowed' });
  });
});
