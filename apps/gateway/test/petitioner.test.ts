import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  assignmentPapersOf,
  type DecisionTaken,
  disputeExecution,
  evaluate,
  intakePapersOf,
  Problem,
  reopenPathRefused,
  requestRecusal,
} from '@huiyin/contracts';
import {
  matterId,
  ordinaryNeighbours,
  paperEntry,
  paperIds,
  queryCode,
  serveFiles,
  servePetitions,
  speak,
  type Spoken,
  submissionNo,
} from './neighbours.js';

let gate: Spoken;
const asked: { contract: string; actor: string; key: string | undefined; order: object }[] = [];
/** Whether the competent office has opened its file. */
let hasFile = true;
let areThere = true;

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const neighbours = ordinaryNeighbours(as);
      const { intake, assignment } = neighbours;
      servePetitions(neighbours);
      serveFiles(neighbours);
      const known = (id: string, isThere = true) => {
        if (id !== matterId || !isThere) throw new Problem('not-found');
      };
      intake.serve(intakePapersOf, async (order) => {
        known(order.matterId);
        return { papers: areThere ? [paperEntry(paperIds.destination, 'F-02', '2026-11-25T02:00:00.000Z')] : [] };
      });
      assignment.serve(assignmentPapersOf, async (order) => {
        known(order.matterId, hasFile);
        return { papers: [paperEntry(paperIds.opinion, 'F-07', '2026-11-24T02:00:00.000Z')] };
      });
      const done = async (
        contract: string,
        isThere: boolean,
        order: { matterId: string },
        call: { actor: { kind: string; id: string }; idempotencyKey?: string | undefined },
      ): Promise<DecisionTaken> => {
        const { actor, idempotencyKey: key } = call;
        asked.push({ contract, actor: `${actor.kind} ${actor.id}`, key, order: { ...order } });
        known(order.matterId, isThere);
        return { matterId, version: 9, state: 'opinion_served', papers: [] };
      };
      assignment.serve(evaluate, (order, call) => done('evaluate', hasFile, order, call));
      assignment.serve(disputeExecution, (order, call) => done('dispute', hasFile, order, call));
      assignment.serve(requestRecusal, (order, call) => done('recusal', hasFile, order, call));
      intake.serve(reopenPathRefused, async (order, call) => {
        if (order.matterId === matterId && !hasFile)
          throw new Problem('transition-not-allowed', { state: 'registered' });
        return done('path', true, order, call);
      });
    },
  });
});
afterAll(() => gate.system.stop());
beforeEach(() => {
  asked.length = 0;
  hasFile = true;
  areThere = true;
});

const own = { submissionNo, queryCode };
const sealed = { submissionNo: 'sealed-00001', queryCode };
/** Status and words, without what differs in every answer. */
async function told(response: Response): Promise<object> {
  const { requestId: _requestId, ...body } = (await response.json()) as { requestId?: string };
  return { status: response.status, ...body };
}

const acts: [path: string, order: Record<string, string>, code: string][] = [
  ['evaluate', { subject: 'unit', value: 'dissatisfied' }, 'evaluation-not-open'],
  ['dispute-execution', { reasons: '路灯装上了,可是一直不亮' }, 'execution-dispute-not-open'],
  ['request-recusal', { ground: '经办人是对方的亲戚' }, 'transition-not-allowed'],
  ['reopen-path', { proof: '仲裁委说不归他们管' }, 'transition-not-allowed'],
];

test('the papers come from both who issued them, oldest first', async () => {
  const { papers } = (await (await gate.post('/petitions/papers', own)).json()) as { papers: { kind: string }[] };
  expect(papers.map(({ kind }) => kind)).toEqual(['F-07', 'F-02']);
});

test('before the taking, intake’s papers are there', async () => {
  hasFile = false;
  const { papers } = (await (await gate.post('/petitions/papers', own)).json()) as { papers: { kind: string }[] };
  expect(papers.map(({ kind }) => kind)).toEqual(['F-02']);
});

test('a paper comes as a file that no page can make run, and its digest is that of its bytes', async () => {
  for (const paperId of [paperIds.destination, paperIds.opinion]) {
    const response = await gate.post('/petitions/papers/file', { ...own, paperId });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('青禾信告〔2026〕1号.pdf')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    });
  }
});

test.each(acts)('%s reaches the owner as this petitioner, once for its key', async (path, order) => {
  const response = await gate.post(`/petitions/${path}`, { ...own, ...order }, { 'idempotency-key': `key-of-${path}` });
  expect([response.status, await response.json()]).toMatchObject([200, { version: 9 }]);
  expect(asked).toEqual([
    expect.objectContaining({
      actor: `citizen ${matterId}`,
      key: `key-of-${path}`,
      order: { matterId, ...order },
    }),
  ]);
});

test.each(acts)('%s needs a key', async (path, order) => {
  const response = await gate.fetch(`/api/v1/petitions/${path}`, {
    method: 'POST',
    body: JSON.stringify({ ...own, ...order }),
    headers: { 'content-type': 'application/json' },
  });
  expect([response.status, await told(response)]).toMatchObject([400, { code: 'idempotency-key-missing' }]);
  expect(asked).toEqual([]);
});

test.each(acts)(
  '%s of a sealed submission is refused as of a matter where it is not open',
  async (path, order, code) => {
    hasFile = false;
    const ordinary = await told(await gate.post(`/petitions/${path}`, { ...own, ...order }));
    expect(ordinary).toMatchObject({ code });
    expect(await told(await gate.post(`/petitions/${path}`, { ...sealed, ...order }))).toEqual(ordinary);
  },
);

test.each(acts)('%s with a malformed order is refused in the same words, sealed or not', async (path, order) => {
  const [field = ''] = Object.keys(order).slice(-1);
  const malformed = { ...order, [field]: 'x' };
  const ordinary = await told(await gate.post(`/petitions/${path}`, { ...own, ...malformed }));
  expect(ordinary).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ field }] });
  expect(await told(await gate.post(`/petitions/${path}`, { ...sealed, ...malformed }))).toEqual(ordinary);
});

test('a sealed submission has no papers, like a matter that has none yet', async () => {
  hasFile = false;
  areThere = false;
  const ordinary = await told(await gate.post('/petitions/papers', own));
  expect(ordinary).toEqual({ status: 200, papers: [] });
  expect(await told(await gate.post('/petitions/papers', sealed))).toEqual(ordinary);
  const absent = '3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1bff';
  const file = await told(await gate.post('/petitions/papers/file', { ...own, paperId: absent }));
  expect(file).toMatchObject({ status: 404, code: 'not-found' });
  expect(await told(await gate.post('/petitions/papers/file', { ...sealed, paperId: absent }))).toEqual(file);
});

// The last, as it uses up what an address may try.
test.each([...acts, ['papers', {}, ''], ['papers/file', { paperId: paperIds.opinion }, '']])(
  'a wrong code tells %s nothing, and no owner hears of it',
  async (path, order) => {
    const wrongs = [
      { submissionNo, queryCode: 'Z'.repeat(26) },
      // One door for all of them: an address has too few tries to give every path both.
      ...(path.startsWith('papers') ? [{ submissionNo: '9999012026112410000018', queryCode }] : []),
    ];
    for (const wrong of wrongs)
      expect(await told(await gate.post(`/petitions/${path}`, { ...wrong, ...order }))).toMatchObject({
        status: 404,
        code: 'code-or-number-wrong',
      });
    expect(asked).toEqual([]);
  },
);
