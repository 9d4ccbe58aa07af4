import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { problemCodes } from '@huiyin/contracts';
import { petition, speakForCitizens, type Spoken } from './neighbours.js';

let gate: Spoken;
beforeAll(async () => {
  gate = await speakForCitizens();
});
afterAll(() => gate.system.stop());

const told = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await response.json()) as {
    code: string;
    status: number;
    errors?: { field: string; rule: string; message: string }[];
  };
  expect(problem.status).toBe(response.status);
  return problem;
};
const sent = async (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  told(
    await gate.fetch('/api/v1/petitions', {
      method: 'POST',
      body: body as string,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    }),
  );

test('a problem speaks Chinese by default and English when asked, with the same code', async () => {
  const zh = await gate.post('/petitions/open', { submissionNo: '0000000000', queryCode: 'x'.repeat(26) });
  const en = await gate.post(
    '/petitions/open',
    { submissionNo: '0000000000', queryCode: 'x'.repeat(26) },
    { 'accept-language': 'en-GB,zh;q=0.5' },
  );
  expect(await told(zh)).toMatchObject({
    code: 'code-or-number-wrong',
    title: '编号或者查询码不对',
    type: '/problems/code-or-number-wrong',
  });
  expect(await told(en)).toMatchObject({
    code: 'code-or-number-wrong',
    title: expect.stringMatching(/^[\x20-\x7e’]+$/),
  });
  expect(en.headers.get('content-language')).toBe('en');
});

test('a refused field is named with its rule and a sentence, never with its value', async () => {
  const response = await gate.post('/petitions', {
    ...petition,
    title: 'x'.repeat(500),
    petitioner: { phone: '<secret>' },
  });
  const problem = await told(response);
  expect(problem.errors).toEqual(
    expect.arrayContaining([
      { field: 'title', rule: 'isPlainText', message: '这一项的格式不对' },
      { field: 'petitioner.phone', rule: 'matches', message: '这一项的格式不对' },
    ]),
  );
  expect(JSON.stringify(problem)).not.toContain('secret');
});

test.each([
  ['no JSON', '{"title":', 'malformed-json'],
  ['an array', '[1]', 'validation-failed'],
  ['a number', '7', 'validation-failed'],
  ['null', 'null', 'validation-failed'],
  ['nothing', '', 'validation-failed'],
  ['an unknown field', JSON.stringify({ ...petition, extra: 1 }), 'validation-failed'],
  ['a name that reaches the prototype', '{"__proto__":{"isAdmin":true}}', 'validation-failed'],
  ['the same written with an escape', '{"\\u005f_proto__":{"isAdmin":true}}', 'validation-failed'],
  ['a constructor inside', JSON.stringify({ ...petition, petitioner: { constructor: {} } }), 'validation-failed'],
  ['eleven levels', '{"a":'.repeat(11) + '1' + '}'.repeat(11), 'too-deep'],
  [
    'two hundred and one items',
    JSON.stringify({ ...petition, attachmentIds: Array(201).fill('x') }),
    'validation-failed',
  ],
  ['a lone surrogate', `{"title":"\\ud800"}`, 'validation-failed'],
  ['a NUL', JSON.stringify({ ...petition, title: 'a\u0000b' }), 'validation-failed'],
  ['a bidi override', JSON.stringify({ ...petition, title: 'a\u202eb' }), 'validation-failed'],
])('refuses %s', async (_name, body, code) => {
  expect(await sent(body)).toMatchObject({ code });
});

test('refuses bytes that are no UTF-8', async () => {
  expect(
    await sent(Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])),
  ).toMatchObject({ code: 'malformed-text' });
});

test('refuses a megabyte before reading it', async () => {
  expect(await sent(JSON.stringify({ ...petition, content: 'x'.repeat(1024 * 1024) }))).toMatchObject({
    code: 'payload-too-large',
  });
});

test.each([
  'text/plain',
  'application/json; charset=gbk',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
])('takes no %s where JSON is due', async (type) => {
  expect(await sent(JSON.stringify(petition), { 'content-type': type })).toMatchObject({
    code: 'unsupported-media-type',
  });
});

test('takes rare characters and full-width digits', async () => {
  const response = await gate.post('/petitions', {
    ...petition,
    title: '𠮷野家①',
    petitioner: { name: '𠮷', phone: '１３８００００００００' },
  });
  expect(response.status).toBe(201);
});

test('a write without a key, or with one that is none, is refused', async () => {
  const without = await gate.fetch('/api/v1/petitions', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(await told(without)).toMatchObject({ code: 'idempotency-key-missing' });
  for (const key of ['short', 'x'.repeat(129), 'with space in it'])
    expect(await told(await gate.post('/petitions', petition, { 'idempotency-key': key }))).toMatchObject({
      code: 'validation-failed',
    });
});

test('unknown addresses, methods and query parameters are problems, never pages', async () => {
  expect(await told(await gate.fetch('/api/v1/nothing'))).toMatchObject({ code: 'route-not-found' });
  expect(await told(await gate.fetch('/wp-admin.php'))).toMatchObject({ code: 'route-not-found' });
  const put = await gate.fetch('/api/v1/petitions', { method: 'PUT' });
  expect(put.headers.get('allow')).toBe('POST');
  expect(await told(put)).toMatchObject({ code: 'method-not-allowed' });
  expect(await told(await gate.fetch('/api/v1/units?x=1'))).toMatchObject({
    code: 'validation-failed',
    errors: [{ field: 'x' }],
  });
  expect(await told(await gate.fetch('/api/v1/units?id=1&id=2'))).toMatchObject({ code: 'validation-failed' });
  expect(await told(await gate.fetch('/api/v1/matters/%E0%A4%A'))).toMatchObject({ code: 'malformed-text' });
});

test('a header given twice is refused', async () => {
  const { hostname, port } = new URL(gate.address);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        'POST /api/v1/petitions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-type: text/plain\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
      ),
    );
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('close', () => resolve(text));
  });
  expect(answer).toContain('400 Bad Request');
  expect(answer).toContain('"field":"content-type"');
});

test('every code is explained under its address, in both languages, and no other code is', async () => {
  for (const code of problemCodes) {
    const response = await gate.fetch(`/problems/${code}`, { headers: { 'accept-language': 'en' } });
    expect(await response.json()).toMatchObject({ code, title: expect.any(String) });
  }
  const page = await gate.fetch('/problems/stale-version', { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<h1>这一件刚刚被别人改过</h1>');
  expect((await gate.fetch('/problems/__proto__')).status).toBe(404);
});

test('headers leave nothing to a stranger’s script', async () => {
  const { headers } = await gate.fetch('/api/v1/units');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('health says ok or not, and nothing else', async () => {
  expect(await (await gate.fetch('/health/live')).json()).toEqual({ status: 'ok' });
  expect(await (await gate.fetch('/health/ready')).json()).toEqual({ status: 'ok' });
  expect(await (await gate.fetch('/metrics')).text()).toContain('huiyin_http_seconds_bucket');
});
