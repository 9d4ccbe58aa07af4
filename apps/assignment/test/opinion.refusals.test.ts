import { randomUUID } from 'node:crypto';
import {
  assignmentPapersOf,
  confirmExecution,
  decideRecusal,
  draftOpinion,
  issueOpinion,
  openHandling,
  orderExecution,
  preReviewOpinion,
  type RequestContract,
  requestRecusal,
  returnDraft,
  serveOpinion,
  submitClosingReport,
} from '@huiyin/contracts';
import { citizenScope } from '@huiyin/service';
import { head, lead, reviewer, second } from './opinion-file.js';
import {
  department,
  deputy,
  OpinionOffice,
  official,
  other,
  otherHead,
  otherLead,
  otherReviewer,
} from './opinion-office.js';
import { aDraft, answers, Orders, passed, signed } from './opinion-orders.js';

let office: OpinionOffice;
let orders: Orders;

beforeAll(async () => {
  office = await OpinionOffice.start();
  orders = new Orders(office);
});
afterAll(async () => office.stop());

/** With which code the order is refused. Fails when it is not, or when the file, its events, drafts or papers are not as they were. */
async function refusal(id: string, order: () => Promise<unknown>): Promise<string> {
  const look = async () =>
    JSON.stringify([
      await office.file(id),
      await office.moves(id),
      await office.system.rows('select count(*) from assignment.opinion where matter_id = $1', [id]),
      await office.system.rows('select count(*) from assignment.paper where matter_id = $1', [id]),
    ]);
  const before = await look();
  const code = await order().then(
    () => 'not refused',
    (error: { code: string }) => error.code,
  );
  return (await look()) === before ? code : `${code}, and something changed`;
}
const set = (id: string, what: string) => office.system.rows(`update assignment.file set ${what} where id = $1`, [id]);

describe('T32: drafting', () => {
  it('nobody drafts before the petitioner was heard, nor without evidence', async () => {
    const id = await office.inHandling();
    await set(id, `requests = '{}'`);
    expect(await refusal(id, () => orders.draft(id, 'supported', 'supported'))).toBe('petitioner-not-heard');
    await set(id, `requests = '{一,二}', evidence_count = 0`);
    expect(await refusal(id, () => orders.draft(id, 'supported', 'supported'))).toBe('evidence-missing');
  });

  it('names the request that has no answer', async () => {
    const id = await office.inHandling();
    expect(await refusal(id, () => orders.draft(id, 'supported'))).toBe('requests-unanswered');
    await expect(orders.draft(id, 'supported')).rejects.toMatchObject({ detail: { numbers: '2' } });
  });

  it('O (8), D.5: the short track blocks a refusal, in the draft and at the signature', async () => {
    const id = await office.inHandling();
    await set(id, `aspects = '{simplified}'`);
    expect(await refusal(id, () => orders.draft(id, 'supported', 'not_supported'))).toBe('simplified-refusal');
    expect(await refusal(id, () => orders.draft(id, 'explained', 'supported'))).toBe('simplified-refusal');
    const late = await orders.reviewed('supported', 'not_supported');
    await set(late, `aspects = '{simplified}'`);
    expect(await refusal(late, () => orders.issue(late))).toBe('simplified-refusal');
  });

  it('is the lead officer’s alone, and nobody’s who stepped aside', async () => {
    const id = await office.inHandling();
    const draft = aDraft('supported', 'supported');
    expect(await refusal(id, () => office.act(draftOpinion, id, second, draft))).toBe('not-the-officer');
    expect(await refusal(id, () => office.act(draftOpinion, id, otherHead, draft))).toBe('act-not-allowed');
    expect(await refusal(id, () => office.act(draftOpinion, id, otherLead, draft))).toBe('not-found');
    await set(id, `recused = array['${lead}']::uuid[]`);
    expect(await refusal(id, () => orders.draft(id, 'supported', 'supported'))).toBe('officer-recused');
  });
});

describe('T32.1: the drafter does not pre-review', () => {
  it('nor another bureau, nor the unit itself', async () => {
    const id = await office.inHandling();
    await orders.draft(id, 'supported', 'supported');
    expect(await refusal(id, () => office.act(preReviewOpinion, id, lead, passed))).toBe('act-not-allowed');
    expect(await refusal(id, () => office.act(preReviewOpinion, id, otherReviewer, passed))).toBe('not-found');
    await set(id, `drafted_by = '${reviewer}'`);
    expect(await refusal(id, () => orders.review(id))).toBe('separation-of-duties');
    await set(id, `drafted_by = '${lead}', second_officer_id = '${reviewer}'`);
    expect(await refusal(id, () => orders.review(id))).toBe('separation-of-duties');
  });
});

describe('R28: a head who stepped aside', () => {
  const aside = `recused = array['${head}']::uuid[]`;
  const report = { process: '已经按期办结,现报告经过。', result: '已经发还。', petitionersView: 'agrees' };

  it('orders nothing on the matter any more, and a deputy does it instead', async () => {
    const id = await orders.served('supported', 'supported');
    await set(id, `is_assigned = true, ${aside}`);
    expect(await refusal(id, () => orders.order(id))).toBe('officer-recused');
    expect(await refusal(id, () => office.act(submitClosingReport, id, head, report))).toBe('officer-recused');
    await office.act(orderExecution, id, deputy, { unitId: other, days: 10, demand: '十日内发还工资。' });
    const owed = { act: 'submit-closing-report', unitId: department, rule: 'TL-12', notOfficerIds: [head] };
    expect((await office.lastMove(id)).tasks).toContainEqual(owed);
  });

  it('neither names officers, nor decides about another’s recusal, nor returns or signs the draft', async () => {
    const id = await orders.reviewed('supported', 'supported');
    await set(id, aside);
    expect(await refusal(id, () => orders.issue(id))).toBe('officer-recused');
    const back = { reason: '再核实一次。' };
    expect(await refusal(id, () => office.act(returnDraft, id, head, back))).toBe('officer-recused');
    await set(id, `state = 'accepted'`);
    const two = { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true };
    expect(await refusal(id, () => office.act(openHandling, id, head, two))).toBe('officer-recused');
    await office.system.ask(requestRecusal, { matterId: id, ground: '经办人是亲属' }, { kind: 'citizen', id });
    const asked = { act: 'decide-recusal', unitId: department, notOfficerIds: [head, lead] };
    expect((await office.lastMove(id)).tasks).toContainEqual(asked);
    const no = { isGranted: false, reason: '没有利害关系' };
    expect(await refusal(id, () => office.act(decideRecusal, id, head, no))).toBe('officer-recused');
    expect(await office.act(decideRecusal, id, deputy, no)).toMatchObject({ state: 'accepted' });
  });
});

describe('T33: signing', () => {
  it('nobody issues before the petitioner was heard', async () => {
    const id = await orders.reviewed('supported', 'supported');
    await set(id, `requests = '{}'`);
    expect(await refusal(id, () => orders.issue(id))).toBe('petitioner-not-heard');
  });

  it('nobody issues what was not read before', async () => {
    const id = await office.inHandling();
    expect(await refusal(id, () => orders.issue(id))).toBe('transition-not-allowed');
    await orders.draft(id, 'supported', 'supported');
    expect(await refusal(id, () => orders.issue(id))).toBe('transition-not-allowed');
  });

  it('is not the drafter’s, nor another office’s, nor anybody’s without a second factor a moment ago', async () => {
    const id = await orders.reviewed('supported', 'supported');
    await set(id, `drafted_by = '${head}'`);
    expect(await refusal(id, () => orders.issue(id))).toBe('separation-of-duties');
    await set(id, `drafted_by = '${lead}'`);
    expect(await refusal(id, () => office.act(issueOpinion, id, otherHead, { signedAs: 'deputy-head' }))).toBe(
      'not-found',
    );
    expect(await refusal(id, () => office.act(issueOpinion, id, lead, { signedAs: 'deputy-head' }))).toBe(
      'act-not-allowed',
    );
    const { version } = await office.file(id);
    const { steppedUpAt: _at, ...tired } = official(head);
    expect(
      await refusal(id, () =>
        office.system.ask(issueOpinion, { matterId: id, expectedVersion: version, signedAs: 'deputy-head' }, tired),
      ),
    ).toBe('step-up-required');
  });
});

it('R28: nobody signs while it is not decided whether an officer steps aside', async () => {
  const id = await orders.reviewed('supported', 'supported');
  await office.system.ask(requestRecusal, { matterId: id, ground: '经办人是对方的表兄。' }, { kind: 'citizen', id });
  expect(await refusal(id, () => orders.issue(id))).toBe('transition-not-allowed');
});

describe('T34 to T36: what follows', () => {
  it('service is not before the issue, and not again', async () => {
    const id = await orders.reviewed('supported', 'supported');
    expect(await refusal(id, () => orders.serve(id))).toBe('transition-not-allowed');
    await orders.issue(id);
    expect(await refusal(id, () => orders.serve(id, { servedOn: '2020-01-01' }))).toBe('proof-of-service-incomplete');
    expect(await refusal(id, () => orders.serve(id, { servedOn: '2999-01-01' }))).toBe('proof-of-service-incomplete');
    expect(await refusal(id, () => orders.serve(id, { manner: 'electronic' }))).toBe('proof-of-service-incomplete');
    expect(await refusal(id, () => orders.serve(id, { servedOn: '2026-02-30' }))).toBe('validation-failed');
    await orders.serve(id);
    expect(await refusal(id, () => orders.serve(id))).toBe('transition-not-allowed');
  });

  it('only what is supported is carried out, by a unit that there is, and not confirmed ahead of time', async () => {
    const explained = await orders.served('explained', 'explained');
    expect(await refusal(explained, () => orders.order(explained))).toBe('opinion-does-not-support');
    const id = await orders.served('supported', 'supported');
    const order = { unitId: 99, days: 10, demand: '十日内发还工资。' };
    expect(await refusal(id, () => office.act(orderExecution, id, head, order))).toBe('unit-not-found');
    expect(await refusal(id, () => orders.confirm(id))).toBe('transition-not-allowed');
    expect(await refusal(id, () => office.act(orderExecution, id, lead, { ...order, unitId: other }))).toBe(
      'act-not-allowed',
    );
    await orders.order(id);
    expect(await refusal(id, () => orders.confirm(id, '2999-01-01'))).toBe('validation-failed');
    expect(await refusal(id, () => orders.confirm(id, '2026-02-31'))).toBe('validation-failed');
    // The office that carries it out reads the file, but does not prove its own performance.
    const evidence = { performedOn: '2026-03-01', evidence: '我们做完了。' };
    expect(await refusal(id, () => office.act(confirmExecution, id, otherHead, evidence))).toBe('not-found');
  });
});

it('every order names the version that was seen', async () => {
  const id = await office.inHandling();
  const stale: readonly (readonly [RequestContract, string, object])[] = [
    [draftOpinion, lead, aDraft('supported', 'supported')],
    [preReviewOpinion, reviewer, passed],
    [issueOpinion, head, { signedAs: 'deputy-head' }],
    [serveOpinion, lead, signed],
    [orderExecution, head, { unitId: other, days: 10, demand: '十日内发还工资。' }],
    [confirmExecution, lead, { performedOn: '2026-03-01', evidence: '银行回单。' }],
    [
      submitClosingReport,
      head,
      { process: '受理后听取陈述,调查取证。', result: '已经送达。', petitionersView: 'agrees' },
    ],
  ] as const;
  for (const [contract, by, order] of stale) {
    const ask = () => office.system.ask(contract, { matterId: id, expectedVersion: 1, ...order }, official(by));
    expect(await refusal(id, ask)).toBe('stale-version');
  }
});

it('two officers who sign at once: one opinion, one number', async () => {
  const id = await orders.reviewed('supported', 'supported');
  const { version } = await office.file(id);
  const sign = () => office.act(issueOpinion, id, head, { signedAs: 'deputy-head' }, version);
  const ends = await Promise.allSettled([sign(), sign(), sign()]);
  expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
  const papers = await office.system.rows(`select 1 from assignment.paper where matter_id = $1 and kind = 'F-07'`, [
    id,
  ]);
  expect(papers).toHaveLength(1);
});

it('the same order sent twice under one key is done once', async () => {
  const id = await office.inHandling();
  const { version } = await office.file(id);
  const order = { matterId: id, expectedVersion: version, ...aDraft('supported', 'supported') };
  const key = randomUUID();
  const first = await office.system.ask(draftOpinion, order, official(lead), { key });
  expect(await office.system.ask(draftOpinion, order, official(lead), { key })).toEqual(first);
  const drafts = await office.system.rows('select 1 from assignment.opinion where matter_id = $1', [id]);
  expect(drafts).toHaveLength(1);
});

describe('the citizen', () => {
  it('sees nothing of drafts, neither by request nor in the database', async () => {
    const id = await office.inHandling();
    await orders.draft(id, 'not_supported', 'explained');
    const citizen = { kind: 'citizen', id } as const;
    const contracts: RequestContract[] = [draftOpinion, preReviewOpinion, issueOpinion];
    for (const contract of contracts)
      await expect(
        office.system.ask(contract, { matterId: id, expectedVersion: 1, answers: answers('supported') }, citizen),
      ).rejects.toMatchObject({
        code: 'act-not-allowed',
      });
    const { database } = office.system.service('assignment');
    const tables = [
      'opinion',
      'answer',
      'opinion_check',
      'proof_of_service',
      'execution_order',
      'performance',
      'evaluation',
    ];
    for (const table of tables) {
      const rows = await database.inScope(citizenScope(id), (manager) =>
        manager.query(`select 1 from assignment.${table}`),
      );
      expect(rows).toEqual([]);
    }
    const moves = await office.moves(id);
    expect(JSON.stringify(moves.at(-1)?.values)).not.toContain('supported');
  });

  it('gets the opinion and the proof of service, and not the report of the investigation', async () => {
    const id = await orders.served('explained', 'explained');
    const { papers } = await office.system.ask(assignmentPapersOf, { matterId: id }, { kind: 'citizen', id });
    const kinds = papers.map((paper) => paper.kind);
    expect(kinds).toEqual(expect.arrayContaining(['F-07', 'F-24']));
    expect(kinds).not.toContain('F-11');
  });
});
