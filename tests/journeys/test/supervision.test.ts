import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@huiyin/testing';
import { canaries } from './canaries.js';
import { codeIn, jsonIn } from './caller.js';
import { casts, Life, Sessions } from './life.js';
import { OfficeProcess } from './office-process.js';
import { pathWords } from './path-words.js';
import { openMatter } from './target.js';

let office: OfficeProcess;
let sessions: Sessions;
beforeAll(async () => {
  office = await OfficeProcess.start();
  sessions = new Sessions(office.url);
}, 60_000);
afterAll(() => office.stop());

test('R40, part E: a supervisor drafts for the area, the leader alone finds it and signs; who only drafts, or heads an office, does not', async () => {
  const life = new Life(office, sessions, await openMatter(office, 'life', 2, canaries()), pathWords(), casts[5]);
  for (const step of ['classify', 'dispatch', 'take', 'accept'] as const) await life[step]();
  const { matterId } = life.target;
  const [drafter, signer, elsewhere] = await Promise.all(
    ['supervisor1', 'leader1', 'townhead1'].map((name) => sessions.of(name)),
  );
  if (drafter === undefined || signer === undefined || elsewhere === undefined) throw new Error('nobody is there');
  const order = {
    ground: 'other-ground',
    facts: '逾期没有进展,信访人多次询问',
    demand: '请书面说明办理进展',
    signer: 'leader',
  };
  const drafted = await drafter.post(`/matters/${matterId}/draft-supervision`, order);
  expect(drafted.status).toBe(201);
  const { draftId } = jsonIn<{ draftId: string }>(drafted);
  await eventually(async () => (await signer.get('/queue?limit=200')).body.includes(matterId), 5_000);
  const shown = jsonIn<{ drafts: object[] }>(await signer.get(`/matters/${matterId}/supervision`));
  expect(shown.drafts).toMatchObject([{ draftId, facts: order.facts }]);
  // The leader signs, and reads no more of the matter than the draft.
  expect(codeIn(await signer.get(`/matters/${matterId}`))).toBe('not-found');
  expect(codeIn(await drafter.post(`/supervision/drafts/${draftId}/issue`, {}))).toBe('act-not-allowed');
  expect(codeIn(await elsewhere.post(`/supervision/drafts/${draftId}/issue`, {}))).toBe('act-not-allowed');
  const letter = await signer.post(`/supervision/drafts/${draftId}/issue`, {});
  expect([letter.status, jsonIn(letter)]).toMatchObject([201, { matterId, demand: order.demand }]);
  await eventually(async () => !(await signer.get('/queue?limit=200')).body.includes(matterId), 5_000);
});
