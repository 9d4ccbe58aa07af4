import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { authorityChanged, endSessions } from '@huiyin/contracts';
import { serviceActor } from '@huiyin/messaging';
import { AuthorityNews } from '../src/session/session.messages.js';
import { codeOf, officerId, ordinaryNeighbours, speak, type Spoken } from './neighbours.js';
import { serveSignIn, signInAs } from './sign-in.js';

let gate: Spoken;
beforeAll(async () => {
  gate = await speak({ neighbours: (as) => serveSignIn(ordinaryNeighbours(as).organisation) });
});
afterAll(() => gate.system.stop());
beforeEach(() => gate.system.rows('delete from gateway.session'));

const me = (headers: Record<string, string>) => gate.fetch('/api/v1/me', { headers });

test('signing in gives a token and a cookie that scripts cannot read and other sites cannot send', async () => {
  const { bearer, token, setCookie } = await signInAs(gate);
  expect(setCookie).toMatch(/^__Host-hy=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect((await me(bearer)).status).toBe(200);
  expect((await me({ cookie: `__Host-hy=${token}` })).status).toBe(200);
});

test('the database keeps no token', async () => {
  const { token } = await signInAs(gate);
  const rows = await gate.system.rows<{ all: string; hash: Buffer }>(
    'select session::text as all, token_hash as hash from gateway.session',
  );
  expect(rows[0]?.hash).toEqual(createHash('sha256').update(token).digest());
  for (const kept of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')]) {
    expect(rows[0]?.all).not.toContain(kept);
  }
});

test('a token brought along at sign-in is not taken over', async () => {
  const planted = Buffer.alloc(32, 7).toString('base64url');
  const { token } = await signInAs(gate, 'clerk', { cookie: `__Host-hy=${planted}`, 'sec-fetch-site': 'same-origin' });
  expect(token).not.toBe(planted);
  expect(await codeOf(await me({ cookie: `__Host-hy=${planted}` }))).toBe('token-invalid');
});

test('a wrong password, an unknown token and no token are refused alike in shape', async () => {
  const wrong = await gate.post('/sessions', { username: 'clerk', password: 'no' });
  expect([wrong.status, await codeOf(wrong)]).toEqual([401, 'credentials-wrong']);
  expect(await codeOf(await me({ authorization: `Bearer ${'x'.repeat(43)}` }))).toBe('token-invalid');
  expect(await codeOf(await me({ authorization: 'Basic YTpi' }))).toBe('token-invalid');
  expect(await codeOf(await me({}))).toBe('not-signed-in');
});

test('a session idle for more than thirty minutes is over', async () => {
  const { bearer, sessionId } = await signInAs(gate);
  await gate.system.rows(
    `update gateway.session set last_seen_at = now() - interval '31 minutes' where session_id = $1`,
    [sessionId],
  );
  expect((await me(bearer)).status).toBe(401);
});

test('a session in use ends after twelve hours all the same', async () => {
  const { bearer, sessionId } = await signInAs(gate);
  const rows = await gate.system.rows<{ hours: string }>(
    `update gateway.session set ends_at = now() - interval '1 second' where session_id = $1
     returning extract(epoch from (select ends_at from gateway.session where session_id = $1) - created_at) / 3600 as hours`,
    [sessionId],
  );
  expect(Number(rows[0]?.hours)).toBeCloseTo(12, 3);
  expect((await me(bearer)).status).toBe(401);
});

test('use is noted at most once a minute', async () => {
  const { bearer, sessionId } = await signInAs(gate);
  const seen = async () =>
    (
      await gate.system.rows<{ age: string }>(
        'select extract(epoch from now() - last_seen_at) as age from gateway.session where session_id = $1',
        [sessionId],
      )
    )[0]?.age;
  await gate.system.rows(`update gateway.session set last_seen_at = now() - interval '50 seconds'`);
  await me(bearer);
  expect(Number(await seen())).toBeGreaterThan(49);
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  await gate.system.rows(`update gateway.session set last_seen_at = now() - interval '70 seconds'`);
  await me(bearer);
  expect(Number(await seen())).toBeLessThan(10);
});

test('the fourth session ends the one that was used longest ago', async () => {
  const first = await signInAs(gate);
  const others = [await signInAs(gate), await signInAs(gate), await signInAs(gate)];
  expect((await me(first.bearer)).status).toBe(401);
  for (const { bearer } of others) expect((await me(bearer)).status).toBe(200);
});

test('four at once leave no more than three', async () => {
  await Promise.all([1, 2, 3, 4, 5].map(() => signInAs(gate)));
  expect(await gate.system.rows('select 1 from gateway.session')).toHaveLength(3);
});

test('a step-up gives a new token and makes the old one worthless', async () => {
  const { bearer } = await signInAs(gate);
  const wrong = await gate.post('/sessions/current/step-up', { code: '000000' }, bearer);
  expect(await codeOf(wrong)).toBe('second-factor-wrong');
  const stepped = (await (await gate.post('/sessions/current/step-up', { code: '123456' }, bearer)).json()) as {
    token: string;
  };
  expect((await me(bearer)).status).toBe(401);
  const now = await me({ authorization: `Bearer ${stepped.token}` });
  expect(await now.json()).toMatchObject({ officialId: officerId, steppedUpAt: expect.any(String) });
});

test('signing out ends the session at once and clears the browser', async () => {
  const { bearer } = await signInAs(gate);
  await me(bearer);
  const out = await gate.fetch('/api/v1/sessions/current', { method: 'DELETE', headers: bearer });
  expect(out.status).toBe(204);
  expect(out.headers.get('clear-site-data')).toContain('cookies');
  expect((await me(bearer)).status).toBe(401);
});

test('a request of the organisation ends every session at once', async () => {
  const { bearer } = await signInAs(gate);
  await me(bearer);
  expect(
    await gate.system.ask(endSessions, { officialId: officerId }, serviceActor('organisation', 'disabled')),
  ).toEqual({ ended: 1 });
  expect((await me(bearer)).status).toBe(401);
});

test('news of changed rights ends older sessions, or lets them go on with the new rights', async () => {
  const news = gate.system.service('gateway').app.get(AuthorityNews, { strict: false });
  const tell = (authzVersion: number, ends: boolean) =>
    news.apply([
      {
        eventId: randomUUID(),
        name: authorityChanged.name,
        payload: { officialId: officerId, authzVersion, endsSessions: ends },
      },
    ]);
  const { bearer } = await signInAs(gate);
  await me(bearer);
  await tell(5, false);
  expect((await me(bearer)).status).toBe(200);
  expect(await gate.system.rows('select authz_version from gateway.session')).toEqual([{ authz_version: 5 }]);
  await tell(5, true);
  expect((await me(bearer)).status).toBe(200);
  await tell(6, true);
  expect((await me(bearer)).status).toBe(401);
});

test('one sees one’s own sessions and ends them, and nobody else’s', async () => {
  const mine = await signInAs(gate, 'clerk', { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
  const theirs = await signInAs(gate, 'other');
  const { sessions } = (await (await gate.fetch('/api/v1/sessions', { headers: mine.bearer })).json()) as {
    sessions: object[];
  };
  expect(sessions).toEqual([
    expect.objectContaining({ sessionId: mine.sessionId, isCurrent: true, label: 'Firefox, Windows' }),
  ]);
  const end = (id: string) => gate.fetch(`/api/v1/sessions/${id}`, { method: 'DELETE', headers: mine.bearer });
  expect((await end(theirs.sessionId)).status).toBe(404);
  expect((await end('nonsense')).status).toBe(404);
  expect((await me(theirs.bearer)).status).toBe(200);
});

test('without a second factor only enrolment, password and sign-out are open', async () => {
  const { bearer } = await signInAs(gate, 'newcomer');
  expect(await codeOf(await gate.fetch('/api/v1/queue', { headers: bearer }))).toBe('second-factor-not-enrolled');
  expect(await codeOf(await gate.post('/petitions', {}, bearer))).toBe('second-factor-not-enrolled');
  expect((await me(bearer)).status).toBe(200);
  expect((await gate.fetch('/api/v1/sessions/current', { method: 'DELETE', headers: bearer })).status).toBe(204);
});

test('a cookie counts for a change only when the page is ours', async () => {
  const { token } = await signInAs(gate);
  const out = (headers: Record<string, string>) =>
    gate.fetch('/api/v1/sessions/current', { method: 'DELETE', headers: { cookie: `__Host-hy=${token}`, ...headers } });
  expect(await codeOf(await out({}))).toBe('cross-site-refused');
  expect(await codeOf(await out({ 'sec-fetch-site': 'cross-site' }))).toBe('cross-site-refused');
  expect(await codeOf(await out({ origin: 'https://evil.example' }))).toBe('cross-site-refused');
  expect((await out({ 'sec-fetch-site': 'same-origin' })).status).toBe(204);
});
