import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  archiveFile,
  confirmHandlingDecision,
  decideSuggestion,
  decline,
  escalateHandling,
  hearPetitioner,
  officialReplaced,
  openHandling,
  readHandling,
  replySuggestion,
  unitSucceeded,
} from '@huiyin/contracts';
import { eventually } from '@huiyin/testing';
import { head, lead, second } from './opinion-file.js';
import { archivist, bureau, department, official, OpinionOffice, other, otherHead, spare } from './opinion-office.js';

let office: OpinionOffice;
let matterId: string;
beforeAll(async () => {
  office = await OpinionOffice.start();
});
afterAll(() => office.stop());

const row = async (id = matterId) => {
  const [found] = await office.system.rows('select * from assignment.file where id = $1', [id]);
  return found ?? {};
};

it('R25, T13.2: what was taken unreported is reported by whoever took it, once told to offices that are there', async () => {
  matterId = await office.taken({ owesUrgentReport: true });
  const owed = { act: 'escalate-urgent', unitId: department, officerId: lead, rule: 'TL-11' };
  expect((await office.lastMove(matterId)).tasks).toContainEqual(owed);
  const report = (by: string, reportTo: number[]) =>
    office.act(escalateHandling, matterId, by, { reason: '可能发生聚集', reportTo });
  await expect(report(lead, [4_711])).rejects.toMatchObject({ code: 'unit-not-found' });
  await expect(report(archivist, [bureau])).rejects.toMatchObject({ code: 'act-not-allowed' });
  await report(lead, [bureau]);
  const told = await office.lastMove(matterId);
  expect(told).toMatchObject({ transition: 'T13.2', command: 'escalate-urgent', state: 'acceptance_pending' });
  expect(told.tasks).not.toContainEqual(owed);
  expect(await row()).toMatchObject({ owes_urgent_report: false });
});

describe('R29: a suggestion', () => {
  const decision = { decision: 'partly', reasons: '路灯今年装,环线明年再议,已列入计划。' };
  const reply = { reply: '您建议的路灯今年十月前装好。' };
  beforeEach(async () => {
    matterId = await office.taken({ state: 'under_study', transition: 'SUG-01', command: 'begin-study' });
  });

  it('is decided, answered and archived', async () => {
    expect((await office.lastMove(matterId)).tasks).toEqual([
      { act: 'study-suggestion', unitId: department, officerId: lead },
    ]);
    await office.act(decideSuggestion, matterId, lead, decision);
    expect(await office.lastMove(matterId)).toMatchObject({ transition: 'SUG-02', state: 'decided' });
    await office.act(replySuggestion, matterId, lead, reply);
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'T08',
      state: 'replied',
      tasks: [
        { act: 'archive', unitId: department },
        { act: 'archive', unitId: bureau },
      ],
    });
    expect(await row()).toMatchObject({ closing_reason: 'suggestion_replied' });
    await office.act(archiveFile, matterId, archivist, { shelfMark: '2026-J-17' });
    expect(await office.lastMove(matterId)).toMatchObject({ transition: 'SUG-04', state: 'archived', tasks: [] });
  });

  it('is not answered undecided, not decided by another unit, and has no acceptance', async () => {
    await expect(office.act(replySuggestion, matterId, lead, reply)).rejects.toMatchObject({
      code: 'transition-not-allowed',
    });
    await expect(office.act(decideSuggestion, matterId, otherHead, decision)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(office.act(accept, matterId, lead, {})).rejects.toMatchObject({ code: 'transition-not-allowed' });
  });
});

describe('T47: the archive', () => {
  const shelf = { shelfMark: '2026-X-0042' };
  const refusal = {
    reasonCode: 'not-a-petition-matter',
    legalGround: '《信访工作条例》第三十一条',
    reasons: '属于民间借贷纠纷,双方已经在法院立案。',
    rightPlace: '青禾县人民法院',
  };
  beforeEach(async () => {
    matterId = await office.taken();
  });

  it('takes no file in hand', async () => {
    await expect(office.act(archiveFile, matterId, archivist, shelf)).rejects.toMatchObject({
      code: 'transition-not-allowed',
    });
  });

  it('takes a refused one with all its papers, by the archivist alone', async () => {
    await office.act(decline, matterId, lead, refusal);
    await office.act(confirmHandlingDecision, matterId, second, { isAgreed: true, reason: '同意' });
    await expect(office.act(archiveFile, matterId, lead, shelf)).rejects.toMatchObject({ code: 'act-not-allowed' });
    await office.system.rows(`update assignment.paper set tries = 8, rendered_at = null where matter_id = $1`, [
      matterId,
    ]);
    const isWaiting = (await row())['state'] === 'declined';
    expect(isWaiting).toBe(true);
    await expect(office.act(archiveFile, matterId, archivist, shelf)).rejects.toMatchObject({
      code: 'file-incomplete',
      detail: { missing: 'papers' },
    });
    await office.system.rows(
      `update assignment.paper set tries = 0, next_try_at = now() where matter_id = $1 and rendered_at is null`,
      [matterId],
    );
    await eventually(async () => {
      const waiting = await office.system.rows(
        'select 1 from assignment.paper where matter_id = $1 and rendered_at is null',
        [matterId],
      );
      return waiting.length === 0;
    }, 60_000);
    await office.act(archiveFile, matterId, archivist, shelf);
    expect(await row()).toMatchObject({ state: 'archived', shelf_mark: shelf.shelfMark });
  });

  it.each([
    ['without a proof of service', `issued_at = now(), closing_reason = 'not_supported'`, 'proof-of-service'],
    ['without a reason of closing', `issued_at = now(), served_on = '2026-03-02'`, 'closing-reason'],
    [
      'without the report that was demanded',
      `issued_at = now(), served_on = '2026-03-02', closing_reason = 'not_supported', is_assigned = true`,
      'closing-report',
    ],
  ])('takes no closed file %s', async (_what, state, missing) => {
    await office.system.rows(`update assignment.file set state = 'closed', ${state} where id = $1`, [matterId]);
    await expect(office.act(archiveFile, matterId, archivist, shelf)).rejects.toMatchObject({
      code: 'file-incomplete',
      detail: { missing },
    });
  });
});

describe('R24 ¶2: succession', () => {
  beforeEach(async () => {
    matterId = await office.taken();
    await office.act(accept, matterId, lead, {});
    await office.act(openHandling, matterId, head, {
      leadOfficerId: lead,
      secondOfficerId: second,
      hasNoInterest: true,
    });
  });
  // The sweep would take up the replacements of one test in the next.
  afterEach(() => office.system.rows('delete from assignment.replaced_official'));
  const replacedBy = (officialId: string, replacementId: string, replacementName: string) =>
    office.told('organisation', officialReplaced, {
      unitId: department,
      officialId,
      replacementId,
      replacementName,
      at: new Date().toISOString(),
    });

  it('the post of an officer who left goes to the replacement, in the same place, and is told', async () => {
    await office.heardOf(await replacedBy(second, spare, '孙候'));
    expect(await row()).toMatchObject({ officer_id: lead, second_officer_id: spare, second_officer_name: '孙候' });
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'SYS-01',
      command: 'reassign',
      state: 'in_handling',
      version: 4,
    });
  });

  it('nobody becomes both officers: whoever is left alone gets another beside before anything is recorded', async () => {
    await office.heardOf(await replacedBy(lead, second, '林静'));
    expect(await row()).toMatchObject({ officer_id: second, second_officer_id: null });
    const hearing = {
      takenAt: new Date().toISOString(),
      place: '接待室',
      secondOfficerId: second,
      statements: [{ speaker: 'petitioner', text: '没有发工资。' }],
      manner: 'in-person',
      requests: ['发还工资'],
      isSigned: true,
    };
    await expect(office.act(hearPetitioner, matterId, second, hearing)).rejects.toMatchObject({
      code: 'two-officers-needed',
    });
    expect((await office.lastMove(matterId)).tasks).toContainEqual({ act: 'open-handling', unitId: department });
    const two = { leadOfficerId: second, secondOfficerId: spare, hasNoInterest: true };
    await office.act(openHandling, matterId, head, two);
    expect(await office.lastMove(matterId)).toMatchObject({ transition: 'T22.3', state: 'in_handling' });
    await office.act(hearPetitioner, matterId, second, { ...hearing, secondOfficerId: spare });
    await expect(office.act(openHandling, matterId, head, two)).rejects.toMatchObject({
      code: 'transition-not-allowed',
    });
  });

  it('a file that crossed with the news of an officer who left still reaches the replacement', async () => {
    await office.heardOf(await replacedBy(lead, spare, '孙候'));
    const crossed = await office.taken();
    await eventually(async () => (await row(crossed))['officer_id'] === spare, 30_000);
    expect(await office.lastMove(crossed)).toMatchObject({
      transition: 'SYS-01',
      values: { reason: 'official-replaced' },
    });
    // Who was named since by the head is not taken off again.
    const kept = await office.taken();
    await eventually(async () => (await row(kept))['officer_id'] === spare, 30_000);
    await office.act(accept, kept, lead, {});
    await office.act(openHandling, kept, head, { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true });
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    expect(await row(kept)).toMatchObject({ officer_id: lead });
  }, 90_000);

  it('a unit that ended hands its open files on: the successor reads and handles them, the old one no more', async () => {
    const done = await office.taken();
    await office.system.rows(`update assignment.file set state = 'archived' where id = $1`, [done]);
    const event = await office.told('organisation', unitSucceeded, {
      unitId: department,
      successorId: other,
      successorOfficerId: otherHead,
      successorOfficerName: '吴外',
      at: new Date().toISOString(),
    });
    await office.heardOf(event);
    expect(await row()).toMatchObject({ unit_id: other, officer_id: otherHead, second_officer_id: null });
    expect(await office.lastMove(matterId)).toMatchObject({
      transition: 'SYS-01',
      unitId: other,
      tasks: [
        { act: 'draft-opinion', unitId: other, officerId: otherHead },
        { act: 'open-handling', unitId: other },
      ],
    });
    expect((await office.lastMove(matterId)).seenBy).toContain(other);
    const detail = await office.system.ask(readHandling, { matterId }, official(otherHead));
    expect(detail.unitId).toBe(other);
    expect(await row(done)).toMatchObject({ unit_id: department, version: 1 });
    const missing = office.act(openHandling, matterId, head, {
      leadOfficerId: lead,
      secondOfficerId: second,
      hasNoInterest: true,
    });
    await expect(missing).rejects.toMatchObject({ code: 'not-found' });
  });
});
