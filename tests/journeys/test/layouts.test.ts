import { randomUUID } from 'node:crypto';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Receipt } from '@huiyin/contracts';
import { allServices } from '@huiyin/office';
import { eventually, TestSystem } from '@huiyin/testing';
import { Caller, codeIn, jsonIn } from './caller.js';
import { canaries, petitionOf } from './canaries.js';
import { noneOfThese } from './questions.js';

process.env['PORT'] = '0';

function doorOf(system: TestSystem): string {
  const door = system.service('gateway').app as unknown as { getHttpServer(): { address(): AddressInfo } };
  return `http://127.0.0.1:${door.getHttpServer().address().port}`;
}

/** Every service says of itself that nothing is amiss. */
async function ready(system: TestSystem): Promise<void> {
  for (const service of system.running.values())
    await eventually(async () => Object.keys(await service.readiness()).length === 0, 20_000);
}

interface Line {
  matterId: string;
  submissionNo: string;
}
interface Proposals {
  proposals: { proposalId: string; likeness: string; earlierMatterId: string }[];
}

async function registered(url: string, words = canaries()): Promise<Receipt> {
  const heard = await Caller.anonymous(url).post('/petitions', petitionOf(words));
  if (heard.status !== 201) throw new Error(heard.body);
  return jsonIn<Receipt>(heard);
}

/** The line of a petition in a list of a clerk, once it is there. */
async function lineIn(clerk: Caller, list: string, submissionNo: string): Promise<Line> {
  return eventually(async () =>
    jsonIn<{ lines: Line[] }>(await clerk.get(`${list}?limit=200`)).lines.find(
      (line) => line.submissionNo === submissionNo,
    ),
  );
}

/** Registered twice by one person, found again, classified, proposed as a repeat, linked, and gone from the queue. */
async function journey(url: string): Promise<string> {
  const words = canaries();
  const first = await registered(url, words);
  const second = await registered(url, words);
  const { submissionNo, queryCode } = first;
  const citizen = Caller.anonymous(url);
  const opened = await eventually(async () => {
    const seen = jsonIn<{ state: string; steps: object[]; clocks: object[] }>(
      await citizen.post('/petitions/open', { submissionNo, queryCode }),
    );
    return seen.steps.length > 0 && seen.clocks.length > 0 ? seen : undefined;
  });
  expect(opened.state).toBe('registered');

  const clerk = await Caller.signedIn(url, 'triage1');
  const { matterId } = await lineIn(clerk, '/matters', submissionNo);
  const again = await lineIn(clerk, '/matters', second.submissionNo);
  const page = await clerk.get(`/matters/${matterId}`);
  expect([page.status, page.headers['etag']]).toEqual([200, '"1"']);
  const order = {
    kind: 'claim',
    category: 'urban_rural_construction',
    answers: noneOfThese,
    urgency: 'ordinary',
    reason: '按内容分类',
  };
  const classified = await clerk.post(`/matters/${matterId}/classify`, order, { 'if-match': '"1"' });
  expect([classified.status, classified.headers['etag'], jsonIn<{ state: string }>(classified).state]).toEqual([
    200,
    '"2"',
    'triaged',
  ]);

  const proposal = await eventually(async () =>
    jsonIn<Proposals>(await clerk.get(`/matters/${again.matterId}/proposals`)).proposals.find(
      (p) => p.earlierMatterId === matterId,
    ),
  );
  expect(proposal.likeness).toBe('repeat');
  const decision = { decision: 'accepted', reason: '同一人同一事' };
  expect((await clerk.post(`/proposals/${proposal.proposalId}/decide`, decision)).status).toBe(200);
  await lineIn(clerk, '/queue', second.submissionNo);
  const linked = await clerk.post(
    `/matters/${again.matterId}/link-to-existing`,
    { existingMatterId: matterId, reason: '重复' },
    { 'if-match': '"1"' },
  );
  expect([linked.status, jsonIn<{ state: string }>(linked).state]).toEqual([200, 'linked_to_existing']);

  await lineIn(clerk, '/queue', submissionNo);
  await eventually(async () => !(await clerk.get('/queue?limit=200')).body.includes(second.submissionNo));
  const told = await eventually(async () => {
    const heard = await citizen.post('/petitions/open', {
      submissionNo: second.submissionNo,
      queryCode: second.queryCode,
    });
    return jsonIn<{ isOpen: boolean; state: string }>(heard).isOpen ? undefined : jsonIn<{ state: string }>(heard);
  });
  return told.state;
}

describe('in one process', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await TestSystem.start({ services: allServices });
    await ready(system);
  }, 60_000);
  afterAll(() => system.stop());

  test('a petition goes its way', async () => {
    expect(await journey(doorOf(system))).toBe('linked_to_existing');
  }, 60_000);

  test('without NATS petitions are still registered and read, and the news arrives once it is back', async () => {
    const url = doorOf(system);
    const clerk = await Caller.signedIn(url, 'triage1');
    const before = await registered(url);
    const { matterId } = await lineIn(clerk, '/matters', before.submissionNo);
    const nats = system.local.owned.nats;
    if (nats === undefined) throw new Error('NATS is not ours');
    await nats.stop();
    const receipts = [await registered(url), await registered(url), await registered(url)];
    expect((await clerk.get(`/matters/${matterId}`)).status).toBe(200);
    const { submissionNo, queryCode } = before;
    expect((await Caller.anonymous(url).post('/petitions/open', { submissionNo, queryCode })).status).toBe(200);
    expect((await Caller.signedIn(url, 'intake1')).token).toBeDefined();
    const [waiting] = await system.rows<{ n: number }>(
      'select count(*)::int as n from intake.outbox where sent_at is null',
    );
    expect(waiting?.n).toBeGreaterThanOrEqual(receipts.length);
    await nats.start();
    for (const receipt of receipts) await lineIn(clerk, '/queue', receipt.submissionNo);
    expect(await system.rows('select count(*)::int as n from intake.outbox where sent_at is null')).toEqual([{ n: 0 }]);
    expect(
      await system.rows(
        'select count(*)::int as n, count(distinct submission_no)::int as numbers from reporting.matter_line',
      ),
    ).toEqual(await system.rows('select count(*)::int as n, count(*)::int as numbers from intake.submission'));
  }, 60_000);
});

describe('apart, everything over NATS', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await TestSystem.start({ services: allServices, isApart: true });
    await ready(system);
  }, 60_000);
  afterAll(() => system.stop());

  test('a petition goes its way', async () => {
    expect(await journey(doorOf(system))).toBe('linked_to_existing');
  }, 60_000);

  test('without NATS a petition is refused at once, not half taken, and taken under the same key afterwards', async () => {
    const url = doorOf(system);
    const citizen = Caller.anonymous(url);
    const clerk = await Caller.signedIn(url, 'triage1');
    const nats = system.local.owned.nats;
    if (nats === undefined) throw new Error('NATS is not ours');
    const [count] = await system.rows<{ n: number }>('select count(*)::int as n from intake.submission');
    await nats.stop();
    const petition = petitionOf(canaries());
    const key = { 'idempotency-key': randomUUID() };
    for (let nth = 0; nth < 30; nth++) {
      const began = performance.now();
      const heard = nth % 2 === 0 ? await citizen.post('/petitions', petition, key) : await clerk.get('/matters');
      const ms = performance.now() - began;
      expect([heard.status, codeIn(heard), Number(heard.headers['retry-after']) > 0, ms < 1_000]).toEqual([
        503,
        'bus-unavailable',
        true,
        true,
      ]);
    }
    expect(await system.rows('select count(*)::int as n from intake.submission')).toEqual([count]);
    expect((await citizen.send('GET', '/submit')).status).toBe(200);
    await nats.start();
    const receipt = await eventually(async () => {
      const heard = await citizen.post('/petitions', petition, key);
      return heard.status === 201 ? jsonIn<Receipt>(heard) : undefined;
    }, 20_000);
    await lineIn(clerk, '/queue', receipt.submissionNo);
    expect(await system.rows('select count(*)::int as n from intake.submission')).toEqual([{ n: (count?.n ?? 0) + 1 }]);
  }, 60_000);
});
