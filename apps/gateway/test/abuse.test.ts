import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { networkOf } from '../src/abuse/address.js';
import { limitsFrom } from '../src/gateway.limits.js';
import {
  codeOf,
  ordinaryNeighbours,
  petition,
  queryCode,
  servePetitions,
  speak,
  type Spoken,
  submissionNo,
} from './neighbours.js';
import { serveSignIn } from './sign-in.js';

let gate: Spoken;
beforeAll(async () => {
  process.env['HUIYIN_LIMIT_SUBMISSIONS'] = '3';
  process.env['HUIYIN_LIMIT_WRONG_CODES'] = '2';
  process.env['HUIYIN_LIMIT_SIGN_INS'] = '4';
  gate = await speak({
    neighbours: (as) => {
      const neighbours = ordinaryNeighbours(as);
      serveSignIn(neighbours.organisation);
      servePetitions(neighbours);
    },
  });
});
afterAll(async () => {
  for (const name of ['SUBMISSIONS', 'WRONG_CODES', 'SIGN_INS']) delete process.env[`HUIYIN_LIMIT_${name}`];
  await gate.system.stop();
});

async function work(): Promise<string> {
  const challenge = (await (await gate.fetch('/api/v1/proof-of-work')).json()) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey, counterMode: 'uint32' } as Parameters<
    typeof solveChallenge
  >[0]);
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

test('beyond its budget an address pays with work, once each; it is never shut out', async () => {
  for (let i = 0; i < 3; i++) expect((await gate.post('/petitions', petition)).status).toBe(201);
  const beyond = await gate.post('/petitions', petition);
  expect([beyond.status, await codeOf(beyond)]).toEqual([428, 'proof-of-work-required']);
  const altcha = await work();
  expect(await codeOf(await gate.post('/petitions', { ...petition, altcha }))).toBe('ok');
  expect(await codeOf(await gate.post('/petitions', { ...petition, altcha }))).toBe('proof-of-work-invalid');
  for (const forged of ['x', Buffer.from('{}').toString('base64'), 7, altcha.slice(4)])
    expect(await codeOf(await gate.post('/petitions', { ...petition, altcha: forged }))).toBe('proof-of-work-invalid');
});

test('wrong codes are free twice, then each try costs work, a right one too', async () => {
  const wrong = { submissionNo, queryCode: 'Z'.repeat(26) };
  for (let i = 0; i < 2; i++)
    expect(await codeOf(await gate.post('/petitions/open', wrong))).toBe('code-or-number-wrong');
  expect(await codeOf(await gate.post('/petitions/open', { submissionNo, queryCode }))).toBe('proof-of-work-required');
  expect(await codeOf(await gate.post('/petitions/open', { submissionNo, queryCode, altcha: await work() }))).toBe(
    'ok',
  );
});

test('every door that takes number and code draws on the one budget, the pages too', async () => {
  const given = { submissionNo, queryCode };
  const paths = ['papers', 'papers/file', 'evaluate', 'request-recusal', 'reopen-path', 'receipt'];
  for (const path of paths)
    expect([path, await codeOf(await gate.post(`/petitions/${path}`, given))]).toEqual([
      path,
      'proof-of-work-required',
    ]);
  const form = { number: submissionNo, code: queryCode };
  for (const act of ['', 'paper', 'evaluate', 'recusal', 'path-refused']) {
    const page = await gate.fetch('/track', { method: 'POST', body: new URLSearchParams({ ...form, act }) });
    expect([act, page.status]).toEqual([act, 428]);
    expect(await page.text()).toContain('请过一会儿再提交');
  }
});

test('sign-ins from one address wait after a while, and are told how long', async () => {
  const attempt = () => gate.post('/sessions', { username: 'clerk', password: 'wrong' });
  for (let i = 0; i < 4; i++) expect(await codeOf(await attempt())).toBe('credentials-wrong');
  const refused = await attempt();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await codeOf(refused)).toBe('too-many-requests');
});

test('addresses are kept nowhere in clear', async () => {
  const { Redis } = await import('ioredis');
  const { redisUrl, site } = gate.system.settings('gateway');
  const redis = new Redis(redisUrl ?? '');
  const keys = await redis.keys(`hy:${site}:*`);
  redis.disconnect();
  expect(keys.some((key) => key.includes(':limit:submissions:'))).toBe(true);
  expect(keys.filter((key) => key.includes('127.0.0.1'))).toEqual([]);
});

test('an IPv6 house is one address, and IPv4 is itself however it is written', () => {
  expect(networkOf('::ffff:10.1.2.3')).toBe('10.1.2.3');
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:0DB8:0001:0002::1'));
  expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
});

test('production refuses open limits and knows its own figures', () => {
  expect(() => limitsFrom({ HUIYIN_LIMITS: 'open' }, 'production')).toThrow('production refuses it');
  expect(limitsFrom({ HUIYIN_LIMITS: 'open' }, 'demo').submissions).toBe(Infinity);
  expect(limitsFrom({}, 'production')).toMatchObject({ submissions: 10, wrongCodes: 10 });
  expect(() => limitsFrom({ HUIYIN_LIMIT_SIGN_INS: 'many' }, 'demo')).toThrow('HUIYIN_LIMIT_SIGN_INS');
});
