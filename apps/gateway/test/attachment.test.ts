import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type FilePart, filePartBytes, Problem, putFilePart, readFilePart } from '@huiyin/contracts';
import { codeOf, ordinaryNeighbours, speak, type Spoken } from './neighbours.js';
import { serveSignIn, signInAs } from './sign-in.js';

let gate: Spoken;
const got = new Map<string, { parts: FilePart[]; keys: (string | undefined)[] }>();
const stored = randomBytes(filePartBytes + 1_000);
const storedId = '11111111-2222-4333-8444-555555555555';

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const { organisation, intake } = ordinaryNeighbours(as);
      serveSignIn(organisation);
      intake.serve(putFilePart, async (part, call) => {
        const known = got.get(part.uploadId) ?? { parts: [], keys: [] };
        got.set(part.uploadId, known);
        known.parts.push(part);
        known.keys.push(call.idempotencyKey);
        if (part.fileName.endsWith('.exe')) throw new Problem('type-not-allowed');
        if (!part.isLast) return { uploadId: part.uploadId, state: 'partial' as const };
        const bytes = known.parts.reduce((sum, p) => sum + Buffer.from(p.bytes, 'base64').length, 0);
        return { uploadId: part.uploadId, state: 'stored' as const, mediaType: 'image/png', bytes };
      });
      intake.serve(readFilePart, async ({ attachmentId, part }) => {
        if (attachmentId !== storedId) throw new Problem('not-found');
        const bytes = stored.subarray(part * filePartBytes, (part + 1) * filePartBytes).toString('base64');
        return {
          fileName: '合同 "1".png',
          mediaType: 'image/png',
          bytesInAll: stored.length,
          isLast: part === 1,
          bytes,
        };
      });
    },
  });
});
afterAll(() => gate.system.stop());
beforeEach(() => got.clear());

function upload(files: [string, Uint8Array][], key: string = randomUUID()): Promise<Response> {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('files', new Blob([bytes]), name);
  return gate.fetch('/api/v1/attachments', { method: 'POST', body: form, headers: { 'idempotency-key': key } });
}

test('a file travels in parts, in order, the last one marked, and arrives whole', async () => {
  const bytes = randomBytes(2 * filePartBytes + 7);
  const response = await upload([['照片.png', bytes]]);
  expect(response.status).toBe(201);
  const { attachments } = (await response.json()) as { attachments: { attachmentId: string; bytes: number }[] };
  const { parts } = got.get(attachments[0]?.attachmentId ?? '') ?? { parts: [] };
  expect(parts.map((p) => [p.part, p.isLast, p.fileName])).toEqual([
    [0, false, '照片.png'],
    [1, false, '照片.png'],
    [2, true, '照片.png'],
  ]);
  expect(Buffer.concat(parts.map((p) => Buffer.from(p.bytes, 'base64'))).equals(bytes)).toBe(true);
});

test('a file of exactly one part is one part', async () => {
  await upload([['a.png', randomBytes(filePartBytes)]]);
  expect([...got.values()].map(({ parts }) => parts.map((p) => p.isLast))).toEqual([[true]]);
});

test('the same key gives the same ids and the same keys for the parts', async () => {
  const key = randomUUID();
  const first = (await (await upload([['a.png', Buffer.from('x')]], key)).json()) as {
    attachments: { attachmentId: string }[];
  };
  const again = (await (await upload([['a.png', Buffer.from('x')]], key)).json()) as {
    attachments: { attachmentId: string }[];
  };
  expect(again.attachments[0]?.attachmentId).toBe(first.attachments[0]?.attachmentId);
  const { keys } = got.get(first.attachments[0]?.attachmentId ?? '') ?? { keys: [] };
  expect(keys[0]).toBe(keys[1]);
});

test('too large, too many, empty, none and unfit files are refused with their own codes', async () => {
  expect(await codeOf(await upload([['a.png', Buffer.alloc(20 * 1024 * 1024 + 1)]]))).toBe('file-too-large');
  expect(await codeOf(await upload(Array.from({ length: 11 }, (_, i) => [`${i}.png`, Buffer.from('x')])))).toBe(
    'files-too-many',
  );
  expect(await codeOf(await upload([['a.png', Buffer.alloc(0)]]))).toBe('empty-file');
  expect(await codeOf(await upload([]))).toBe('empty-file');
  expect(await codeOf(await upload([['a.exe', Buffer.from('MZ')]]))).toBe('type-not-allowed');
  expect(await codeOf(await gate.post('/attachments', {}))).toBe('unsupported-media-type');
});

test('a file is handed out to officials only, as something to save, never to run', async () => {
  expect((await gate.fetch(`/api/v1/attachments/${storedId}`)).status).toBe(401);
  const { bearer } = await signInAs(gate);
  const response = await gate.fetch(`/api/v1/attachments/${storedId}`, { headers: bearer });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('合同 "1".png')}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'content-length': String(stored.length),
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(stored)).toBe(true);
  expect((await gate.fetch(`/api/v1/attachments/${randomUUID()}`, { headers: bearer })).status).toBe(404);
});
