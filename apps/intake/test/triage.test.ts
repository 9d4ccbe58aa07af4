import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  classify,
  decideProposal,
  escalateUrgent,
  headingsOf,
  intakeEventsSince,
  linkToExisting,
  type MatterDetail,
  proposalsOf,
  readMatter,
  registerSubmission,
  revealIdentity,
} from '@huiyin/contracts';
import { anonymous, serviceActor } from '@huiyin/messaging';
import { eventually, type TestSystem } from '@huiyin/testing';
import { aPetition, official, people, startIntake } from './office.js';

const triage = official(people.triage);
const stepped = official(people.triage, { steppedUpAt: Math.floor(Date.now() / 1000) });
const noneOfThese = {
  'accuses-official-or-office': false,
  'suggestion-only': false,
  'litigation-or-police-procedure': false,
  arbitration: false,
  'party-appeal': false,
  'administrative-procedure': false,
  'asks-for-duty': false,
};

let system: TestSystem;
let matterId: string;
beforeAll(async () => {
  system = await startIntake();
});
afterAll(() => system.stop());
beforeEach(async () => {
  matterId = await aMatter();
});

async function aMatter(more: Record<string, unknown> = {}): Promise<string> {
  const receipt = await system.ask(registerSubmission, aPetition({ channel: 'letter', ...more }), triage);
  return receipt.matterId ?? '';
}

function classification(more: Record<string, unknown> = {}) {
  return {
    matterId,
    expectedVersion: 1,
    kind: 'claim',
    category: 'urban_rural_construction',
    answers: noneOfThese,
    urgency: 'ordinary',
    reason: '请求修复路灯,属第六项',
    ...more,
  };
}

const read = (id: string, actor = triage): Promise<MatterDetail> => system.ask(readMatter, { matterId: id }, actor);

describe('classifying', () => {
  it('R Art. 31: none of the five paths leaves the petition procedure', async () => {
    const answer = await system.ask(classify, classification(), triage);
    expect(answer).toEqual({ matterId, version: 2, state: 'triaged', path: 'P_PET' });
    const { events } = await system.ask(
      intakeEventsSince,
      { matterId, afterVersion: 0 },
      serviceActor('gateway', 'test'),
    );
    expect(events.map((e) => e.name)).toEqual(['intake.submission-registered.v1', 'intake.matter-classified.v1']);
    const [row] = await system.rows('select reason, by_official from intake.classification where matter_id = $1', [
      matterId,
    ]);
    expect(row).toEqual({ reason: '请求修复路灯,属第六项', by_official: people.triage });
  });

  it('R Art. 29: a suggestion leaves the claims and waits to be referred for study', async () => {
    const answer = await system.ask(
      classify,
      classification({ kind: 'suggestion', answers: { 'accuses-official-or-office': false, 'suggestion-only': true } }),
      triage,
    );
    expect(answer).toMatchObject({ state: 'triaged', path: 'P_SUG' });
  });

  it.each([
    ['a path that the kind contradicts', { kind: 'suggestion' }, 'path-does-not-follow'],
    ['a question left open', { answers: { 'accuses-official-or-office': false } }, 'path-does-not-follow'],
    ['a category that is not in the list', { category: 'weather' }, 'validation-failed'],
    ['a version that somebody else has passed', { expectedVersion: 7 }, 'stale-version'],
    ['a matter that is not there', { matterId: '3f0e2b7e-0000-4000-8000-000000000000' }, 'not-found'],
  ])('refuses %s and changes nothing', async (_what, more, code) => {
    await expect(system.ask(classify, classification(more), triage)).rejects.toMatchObject({ code });
    expect(await read(matterId)).toMatchObject({ version: 1, state: 'registered' });
  });

  it('refuses a second classification: the table has no such step', async () => {
    await system.ask(classify, classification(), triage);
    await expect(system.ask(classify, classification({ expectedVersion: 2 }), triage)).rejects.toMatchObject({
      code: 'transition-not-allowed',
    });
  });

  it('lets one of two clerks win and tells the other the present version', async () => {
    const results = await Promise.allSettled([
      system.ask(classify, classification(), triage),
      system.ask(classify, classification({ reason: '另一位的理由' }), triage),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((r) => r.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'stale-version', detail: { current: 2 } });
  });

  it('tells who would seal it, having seen an older version, what was done since', async () => {
    await system.ask(classify, classification(), triage);
    const sealing = { kind: 'accusation', answers: { 'accuses-official-or-office': true } } as const;
    await expect(system.ask(classify, classification(sealing), triage)).rejects.toMatchObject({
      code: 'stale-version',
      detail: { current: 2, acts: 'classify', at: expect.any(String) },
    });
  });

  it('looks the same for a matter of another unit and one that does not exist', async () => {
    const elsewhere = official(people.township);
    const foreign = await read(matterId, elsewhere).catch((error: unknown) => error);
    const absent = await read('3f0e2b7e-0000-4000-8000-000000000000', elsewhere).catch((error: unknown) => error);
    expect(foreign).toEqual(absent);
    expect(foreign).toMatchObject({ code: 'not-found' });
    expect(await system.ask(headingsOf, { matterIds: [matterId] }, elsewhere)).toEqual({ headings: [] });
  });

  it('does not let an admin read, and lets an auditor only with a reason', async () => {
    await expect(read(matterId, official(people.admin))).rejects.toMatchObject({ code: 'act-not-allowed' });
    await expect(read(matterId, official(people.auditor))).rejects.toMatchObject({ code: 'reason-needed' });
  });
});

describe('links and urgency', () => {
  it('R Art. 19: links to a matter that is being handled and tells its number', async () => {
    const earlier = await aMatter();
    const answer = await system.ask(
      linkToExisting,
      { matterId, expectedVersion: 1, existingMatterId: earlier, reason: '同一事项' },
      triage,
    );
    expect(answer.state).toBe('linked_to_existing');
    const detail = await read(earlier);
    expect(detail.submissions).toHaveLength(2);
  });

  it('does not link a matter to itself or to one outside the scope', async () => {
    const foreign = await system.ask(registerSubmission, aPetition({ channel: 'phone' }), official(people.township));
    for (const existingMatterId of [matterId, foreign.matterId ?? '']) {
      await expect(
        system.ask(linkToExisting, { matterId, expectedVersion: 1, existingMatterId, reason: '试试' }, triage),
      ).rejects.toMatchObject({
        code: 'link-target-unfit',
      });
    }
  });

  it('R Art. 25: an urgent matter is reported to named units', async () => {
    const answer = await system.ask(
      escalateUrgent,
      { matterId, expectedVersion: 1, reason: '有人被困', reportTo: [3] },
      triage,
    );
    expect(answer).toMatchObject({ version: 2, state: 'registered' });
    await expect(
      system.ask(escalateUrgent, { matterId, expectedVersion: 2, reason: '再报', reportTo: [4711] }, triage),
    ).rejects.toMatchObject({
      code: 'unit-not-found',
    });
  });
});

describe('who the petitioner is', () => {
  it('is masked in every reading', async () => {
    const [submission] = (await read(matterId)).submissions;
    expect(submission?.petitioner).toEqual({ name: '李**', phone: '139****0001', address: '柳溪镇东坡村****' });
  });

  it('is revealed after a step-up, with a reason, field by field, into the audit', async () => {
    const [submission] = (await read(matterId)).submissions;
    const order = {
      submissionId: submission?.submissionId ?? '',
      fields: ['phone'],
      reasonCode: 'contact-petitioner',
      note: '约定现场查看时间',
    };
    await expect(system.ask(revealIdentity, order, triage)).rejects.toMatchObject({ code: 'step-up-required' });
    expect(await system.ask(revealIdentity, order, stepped)).toEqual({ phone: '13900000001' });
    const rows = await system.rows(
      `select reason, changed from intake.audit where act = 'reveal-identity' and outcome = 'done' and object = $1`,
      [matterId],
    );
    expect(rows).toEqual([{ reason: 'contact-petitioner: 约定现场查看时间', changed: { fields: ['phone'] } }]);
  });
});

describe('earlier submissions', () => {
  it('are proposed as repeats for same person and same facts, and a clerk decides once', async () => {
    const text = { title: '楼上漏水半年无人管', content: '兴禾小区3栋楼上漏水半年,物业不修,请督促。' };
    const person = { petitioner: { name: '王小田', phone: '13900000777' } };
    await aMatter({ ...text, ...person });
    const second = await aMatter({ ...text, ...person });
    const [proposal] = await eventually(async () => {
      const { proposals } = await system.ask(proposalsOf, { matterId: second }, triage);
      return proposals.length > 0 && proposals;
    });
    expect(proposal).toMatchObject({ likeness: 'repeat', reasons: ['same-text', 'same-phone'], standing: 'open' });
    const decision = { proposalId: proposal?.proposalId ?? '', decision: 'accepted', reason: '同人同事' };
    await system.ask(decideProposal, decision, triage);
    await expect(system.ask(decideProposal, decision, triage)).rejects.toMatchObject({
      code: 'proposal-already-decided',
    });
    await expect(system.ask(decideProposal, decision, official(people.township))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('of another unit are not proposed to a reader who may not see them', async () => {
    const text = { title: '河边垃圾无人清运', content: '柳溪河边堆了三车垃圾,臭味很大,请清运。' };
    await system.ask(registerSubmission, aPetition({ ...text, channel: 'phone' }), official(people.township));
    const second = await aMatter({ ...text, petitioner: { name: '另一人', phone: '13900000888' } });
    await eventually(
      async () => (await system.rows('select 1 from intake.proposal where matter_id = $1', [second])).length > 0,
    );
    expect(await system.ask(proposalsOf, { matterId: second }, triage)).toEqual({ proposals: [] });
  });

  it('never hold anything up: an anonymous repeat is registered like any other', async () => {
    const first = await system.ask(registerSubmission, aPetition(), anonymous);
    const second = await system.ask(registerSubmission, aPetition(), anonymous);
    expect(second.submissionNo).not.toBe(first.submissionNo);
  });
});
