import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  accept,
  assignmentPapersOf,
  intakePapersOf,
  Problem,
  requestRecusal,
  saveIntakeTemplate,
  take,
} from '@huiyin/contracts';
import { pathParams, routes } from '../src/index.js';
import {
  codeOf,
  matterId,
  ordinaryNeighbours,
  paperEntry,
  paperIds,
  serveFiles,
  speak,
  type Spoken,
} from './neighbours.js';
import { serveSignIn, type SignedInAs, signInAs } from './sign-in.js';

let gate: Spoken;
let clerk: SignedInAs;
const asked: { order: object; key: string | undefined }[] = [];
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const neighbours = ordinaryNeighbours(as);
      const { organisation, intake, assignment } = neighbours;
      serveSignIn(organisation);
      assignment.serve(accept, async (order, { idempotencyKey: key }) => {
        asked.push({ order: { ...order }, key });
        if (order.expectedVersion !== 3) throw new Problem('stale-version', { current: 3 });
        return { matterId, version: 4, state: 'accepted', papers: [] };
      });
      assignment.serve(requestRecusal, async (order) => {
        asked.push({ order: { ...order }, key: undefined });
        return { matterId, version: 5, state: 'accepted', papers: [], awaits: 'decide-recusal' };
      });
      intake.serve(take, async ({ handOverId, expectedVersion }) => {
        asked.push({ order: { handOverId, expectedVersion }, key: undefined });
        return { handOverId, matterId, version: 2, state: 'taken' };
      });
      intake.serve(saveIntakeTemplate, async ({ kind, expectedVersion, body }) => {
        asked.push({ order: { kind, expectedVersion }, key: undefined });
        return { kind, version: expectedVersion + 1, body };
      });
      intake.serve(intakePapersOf, async (order) => {
        if (order.matterId !== matterId) throw new Problem('not-found');
        return { papers: [paperEntry(paperIds.destination, 'F-02', '2026-11-24T02:00:00.000Z')] };
      });
      assignment.serve(assignmentPapersOf, async () => {
        throw new Problem('not-found');
      });
      serveFiles(neighbours, docx);
    },
  });
  clerk = await signInAs(gate);
});
afterAll(() => gate.system.stop());

const tags = new Set(['hand-overs', 'handling', 'papers', 'supervision']);
const fresh = routes.filter((route) => tags.has(route.tag));
const filled = (path: string) =>
  pathParams(path).reduce((found, name) => found.replace(`:${name}`, name === 'kind' ? 'F-02' : matterId), path);

test('every order of a hand-over, a handling and a paper asks for the session, the key, the version, in this order', async () => {
  const orders = fresh.filter(({ method }) => method === 'POST');
  expect(orders.length).toBeGreaterThan(40);
  for (const route of orders) {
    const path = filled(route.path);
    const refusals = [await codeOf(await gate.post(path, {}))];
    const without = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', ...clerk.bearer } };
    refusals.push(await codeOf(await gate.fetch(`/api/v1${path}`, without)));
    if (route.isChange) refusals.push(await codeOf(await gate.post(path, {}, clerk.bearer)));
    const expected = ['not-signed-in', 'idempotency-key-missing', ...(route.isChange ? ['version-missing'] : [])];
    expect([path, refusals]).toEqual([path, expected]);
  }
});

test('what is read of them is for officials only', async () => {
  for (const route of fresh.filter(({ method }) => method === 'GET'))
    expect([route.path, (await gate.fetch(`/api/v1${filled(route.path)}`)).status]).toEqual([route.path, 401]);
});

test('an order names the version that was read and gives the next; outdated it is refused', async () => {
  const path = `/matters/${matterId}/handling/accept`;
  const done = await gate.post(path, {}, { ...clerk.bearer, 'if-match': '"3"', 'idempotency-key': 'accept-once' });
  expect([done.status, done.headers.get('etag')]).toEqual([200, '"4"']);
  expect(asked.at(-1)).toEqual({ order: { matterId, expectedVersion: 3 }, key: 'accept-once' });
  const stale = await gate.post(path, {}, { ...clerk.bearer, 'if-match': '"2"' });
  expect([stale.status, await codeOf(stale)]).toEqual([412, 'stale-version']);
});

test('a hand-over is named by the path, a template by its kind; the body must not name them again', async () => {
  const headers = { ...clerk.bearer, 'if-match': '"1"' };
  const taken = await gate.post(`/hand-overs/${matterId}/take`, {}, headers);
  expect([taken.status, taken.headers.get('etag')]).toEqual([200, '"2"']);
  expect(asked.at(-1)?.order).toEqual({ handOverId: matterId, expectedVersion: 1 });
  const saved = await gate.post('/paper-templates/intake/F-02', { body: { title: '去向告知书' } }, headers);
  expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"2"']);
  expect(asked.at(-1)?.order).toEqual({ kind: 'F-02', expectedVersion: 1 });
  const twice = await gate.post(`/hand-overs/${matterId}/take`, { handOverId: matterId }, headers);
  expect(await codeOf(twice)).toBe('validation-failed');
});

test('an officer asks to step aside without a version: nobody waits for the right one to say so', async () => {
  const response = await gate.post(
    `/matters/${matterId}/handling/request-recusal`,
    { ground: '信访人是我的亲属' },
    clerk.bearer,
  );
  expect([response.status, response.headers.get('etag')]).toEqual([200, '"5"']);
  expect(asked.at(-1)?.order).toEqual({ matterId, ground: '信访人是我的亲属' });
});

test('a matter not taken yet has the papers of intake; one out of sight is not there', async () => {
  const get = (path: string) => gate.fetch(`/api/v1${path}`, { headers: clerk.bearer });
  expect(await (await get(`/matters/${matterId}/papers`)).json()).toMatchObject({ papers: [{ kind: 'F-02' }] });
  expect((await get('/matters/3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1bff/papers')).status).toBe(404);
});

test('a paper is found whoever issued it, and its digest is that of its bytes', async () => {
  for (const [paperId, query, mediaType] of [
    [paperIds.destination, '', 'application/pdf'],
    [paperIds.opinion, '?format=docx', docx],
  ] as const) {
    const response = await gate.fetch(`/api/v1/papers/${paperId}${query}`, { headers: clerk.bearer });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': mediaType,
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''%E9/),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    });
    expect(bytes.toString().endsWith(query === '' ? ' ' : 'docx')).toBe(true);
  }
  const absent = await gate.fetch(`/api/v1/papers/${matterId}`, { headers: clerk.bearer });
  expect([absent.status, await codeOf(absent)]).toEqual([404, 'not-found']);
  const wrong = await gate.fetch(`/api/v1/papers/${paperIds.opinion}?format=exe`, { headers: clerk.bearer });
  expect(wrong.status).toBe(400);
});
