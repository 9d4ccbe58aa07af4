import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  classify,
  headingsOf,
  ledger,
  type MatterDetail,
  type MatterLine,
  Problem,
  queuesChanged,
  queue,
  readMatter,
} from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import {
  codeOf,
  matterId,
  officerId,
  ordinaryNeighbours,
  servePetitions,
  speak,
  type Spoken,
  submissionNo,
} from './neighbours.js';
import { serveSignIn, type SignedInAs, signInAs } from './sign-in.js';

let gate: Spoken;
let clerk: SignedInAs;
let reporting: Bus;
const headingCalls: string[][] = [];
const ledgerQueries: object[] = [];
let areHeadingsAway = false;
let version = 3;

const line: MatterLine = {
  matterId,
  submissionNo,
  state: 'registered',
  isOpen: true,
  channel: 'online',
  urgency: 'ordinary',
  unitId: 2,
  unit: '青禾县信访局',
  officerId,
  officer: '周明',
  registeredAt: '2026-11-24T02:00:00.000Z',
  isOverdue: false,
  returns: 0,
};
const other = { ...line, matterId: '3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1b22' };

function serveMatters(intake: Bus, asReporting: Bus): void {
  asReporting.serve(ledger, async (query) => {
    ledgerQueries.push({ ...query });
    return { lines: [line, other], nextCursor: 'next', asOf: '2026-11-24T02:00:01.000Z' };
  });
  asReporting.serve(queue, async () => ({ lines: [], asOf: '2026-11-24T02:00:01.000Z' }));
  intake.serve(headingsOf, async ({ matterIds }) => {
    headingCalls.push(matterIds);
    if (areHeadingsAway) throw new Problem('bus-unavailable', {}, [], 2);
    return { headings: [{ matterId, title: '路灯不亮' }] };
  });
  intake.serve(readMatter, async (asked): Promise<MatterDetail> => {
    if (asked.matterId !== matterId) throw new Problem('not-found');
    return {
      matterId,
      version,
      state: 'registered',
      urgency: 'ordinary',
      responsibleUnitId: 2,
      responsibleUnit: '青禾县信访局',
      officerId,
      officer: '周明',
      submissions: [],
      keeper: 'intake',
      returns: 0,
    };
  });
  intake.serve(classify, async (order) => {
    if (order.expectedVersion !== version) throw new Problem('stale-version');
    version++;
    return { matterId: order.matterId, version, state: 'triaged', path: 'P_PET' };
  });
}

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const neighbours = ordinaryNeighbours(as);
      reporting = neighbours.reporting;
      serveSignIn(neighbours.organisation);
      servePetitions(neighbours);
      serveMatters(neighbours.intake, reporting);
    },
  });
  clerk = await signInAs(gate);
});
afterAll(() => gate.system.stop());

const get = (path: string) => gate.fetch(`/api/v1${path}`, { headers: clerk.bearer });
const order = {
  kind: 'claim',
  category: 'urban_rural_construction',
  answers: {},
  urgency: 'ordinary',
  reason: '按内容分类',
};
const classifyIt = (headers: Record<string, string>, body: object = order) =>
  gate.post(`/matters/${matterId}/classify`, body, { ...clerk.bearer, ...headers });

test('a ledger page gets its titles by one call, and shows a line without a title where there is none for the reader', async () => {
  headingCalls.length = 0;
  const page = (await (await get('/matters?limit=2&isOpen=true&unitId=2')).json()) as { lines: { title?: string }[] };
  expect(page.lines.map((l) => l.title)).toEqual(['路灯不亮', undefined]);
  expect(headingCalls).toEqual([[matterId, other.matterId]]);
  expect(ledgerQueries.at(-1)).toEqual({ limit: 2, isOpen: true, unitId: 2 });
});

test('filters are refused by the owner when they are of the wrong type', async () => {
  for (const query of ['limit=ten', 'limit=0', 'isOpen=maybe', 'unitId=1e3', 'channel=pigeon'])
    expect([query, (await get(`/matters?${query}`)).status]).toEqual([query, 400]);
});

test('titles that cannot be had are a named gap, not a broken page', async () => {
  areHeadingsAway = true;
  const page = (await (await get('/matters')).json()) as { gaps: string[]; lines: object[] };
  areHeadingsAway = false;
  expect([page.gaps, page.lines.length]).toEqual([['headings'], 2]);
});

test('an empty queue asks for no titles', async () => {
  headingCalls.length = 0;
  expect(await (await get('/queue')).json()).toMatchObject({ lines: [], gaps: [] });
  expect(headingCalls).toEqual([]);
});

test('a matter carries its version as a tag, and a change must name it', async () => {
  const page = await get(`/matters/${matterId}`);
  expect(page.headers.get('etag')).toBe(`"${version}"`);
  expect(await page.json()).toMatchObject({
    matter: { matterId },
    timeline: { state: 'registered' },
    clocks: [],
    gaps: [],
  });

  expect(await codeOf(await classifyIt({}))).toBe('version-missing');
  expect(await codeOf(await classifyIt({ 'if-match': '*' }))).toBe('validation-failed');
  expect(await codeOf(await classifyIt({ 'if-match': 'W/"3"' }))).toBe('validation-failed');
  expect(await codeOf(await classifyIt({ 'if-match': '"3"' }, { ...order, expectedVersion: 3 }))).toBe(
    'validation-failed',
  );
  expect(await codeOf(await classifyIt({ 'if-match': '"3"' }, { ...order, matterId }))).toBe('validation-failed');

  const changed = await classifyIt({ 'if-match': page.headers.get('etag') ?? '' });
  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"4"']);
  const stale = await classifyIt({ 'if-match': '"3"' });
  expect([stale.status, await codeOf(stale)]).toEqual([412, 'stale-version']);
});

test('a matter that is not there and one that nobody may see look alike', async () => {
  const absent = await get('/matters/3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1bff');
  expect([absent.status, await codeOf(absent)]).toEqual([404, 'not-found']);
  expect((await get('/matters/nonsense')).status).toBe(400);
});

test('one’s own queue calls out when it changed, only one’s own, and falls silent when the session ends', async () => {
  const session = await signInAs(gate);
  const stream = await gate.fetch('/api/v1/queue/events', { headers: session.bearer });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const reader = (stream.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (sign: string) => {
    while (!heard.includes(sign)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended before ${sign}: ${heard}`);
      heard += value;
    }
  };
  await until('event: open');
  const stranger = '0c0ffee0-0000-4000-8000-00000000ffff';
  reporting.signal(queuesChanged, { officerIds: [stranger], unitIds: [3] });
  reporting.signal(queuesChanged, { officerIds: [officerId] });
  await until('event: queue-changed');
  expect(heard.split('event: queue-changed')).toHaveLength(2);
  heard = '';
  reporting.signal(queuesChanged, { officerIds: [stranger], unitIds: [3, 2] });
  await until('event: queue-changed');
  await gate.fetch('/api/v1/sessions/current', { method: 'DELETE', headers: session.bearer });
  await until('event: session-ended');
  expect((await reader.read()).done).toBe(true);
});
