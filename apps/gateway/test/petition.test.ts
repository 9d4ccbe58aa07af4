import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { petition, queryCode, speakForCitizens, type Spoken, submissionNo } from './neighbours.js';

let gate: Spoken;

beforeAll(async () => {
  gate = await speakForCitizens();
});
afterAll(() => gate.system.stop());

test('a petition sent as JSON comes back as a receipt with number and code', async () => {
  const response = await gate.post('/petitions', petition);
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({
    submissionNo,
    queryCode,
    responsibleUnit: '青禾县信访局',
    officer: '周明',
  });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('number and code open the timeline', async () => {
  const response = await gate.post('/petitions/open', { submissionNo, queryCode });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    submissionNo,
    state: 'registered',
    steps: [{ step: 'registered' }],
    gaps: [],
  });
});

test('the receipt comes as PDF to whoever asks for PDF', async () => {
  const response = await gate.post('/petitions/receipt', { submissionNo, queryCode }, { accept: 'application/pdf' });
  expect(response.status).toBe(200);
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});
