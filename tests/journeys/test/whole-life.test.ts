import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@huiyin/testing';
import { hasWord, words } from '@huiyin/words';
import { Caller, codeIn, jsonIn } from './caller.js';
import { canaries } from './canaries.js';
import { casts, Life, Sessions } from './life.js';
import { OfficeProcess } from './office-process.js';
import { pathWords } from './path-words.js';
import { openMatter, type Target } from './target.js';

let office: OfficeProcess;
let sessions: Sessions;
beforeAll(async () => {
  office = await OfficeProcess.start();
  sessions = new Sessions(office.url);
}, 60_000);
afterAll(() => office.stop());

const lifeOf = (target: Target) => new Life(office, sessions, target, pathWords(), casts[5]);
const newLife = async (petition = canaries()) => lifeOf(await openMatter(office, 'life', 2, petition));

interface Step {
  readonly step: string;
  readonly values: Record<string, string | number>;
}
async function stepsOf({ submissionNo, queryCode }: Target): Promise<Step[]> {
  const heard = await Caller.anonymous(office.url).post('/petitions/open', { submissionNo, queryCode });
  return jsonIn<{ steps: Step[] }>(heard).steps;
}

/** Whose queue could be asked: everybody of the two offices, and somebody elsewhere. */
const everybody = 'triage1 intake1 head1 reviewer1 archivist1 land1 land2 landhead1 hr1 hrhead1'.split(' ');
async function mustAct({ matterId }: Target): Promise<string[]> {
  const queues = await Promise.all(everybody.map(async (name) => (await sessions.of(name)).get('/queue?limit=200')));
  return everybody.filter((_, nth) => queues[nth]?.body.includes(matterId));
}

/** A step of a whole life, whose queue it then stands in, and what the petitioner is told of it. */
const wholeLife: readonly [string, (life: Life) => Promise<unknown>, string, string][] = [
  ['classify', (life) => life.classify(), 'triage1 head1', 'classified'],
  ['forward', (life) => life.dispatch(), 'land1 land2 landhead1', 'forwarded'],
  ['take', (life) => life.take(), 'land1 land2 landhead1', 'taken'],
  ['accept', (life) => life.accept(), 'landhead1', 'accepted-until'],
  ['open-handling', (life) => life.open(), 'land1 land2', 'handling-opened'],
  ['hear-petitioner', (life) => life.hear(), 'land1 land2', 'heard'],
  ['record-evidence', (life) => life.prove(), 'land1 land2', 'heard'],
  ['extend', (life) => life.extend(), 'land1 land2', 'extended'],
  ['draft-opinion', (life) => life.draft(), 'reviewer1', 'extended'],
  ['pre-review-opinion', (life) => life.review(), 'landhead1', 'extended'],
  ['issue-opinion', (life) => life.issue(), 'land1 land2', 'opinion-issued'],
  ['serve', (life) => life.serve(), 'landhead1', 'opinion-served'],
  ['execute', (life) => life.execute(), 'archivist1', 'closed'],
  ['dispute-execution', (life) => life.disputeExecution(), 'triage1 head1 archivist1 landhead1', 'execution-disputed'],
  ['answer-dispute', (life) => life.answerDispute(), 'archivist1', 'dispute-answered-done'],
];

test('each step is told within two seconds, in plain words of both languages, and stands in exactly the queues of those who must act', async () => {
  const life = await newLife();
  await eventually(async () => (await mustAct(life.target)).join() === 'triage1', 10_000);
  for (const [name, carryOut, queues, told] of wholeLife) {
    await carryOut(life);
    let seen: unknown;
    const isSo = async () => {
      const steps = await stepsOf(life.target);
      seen = { name, queues: (await mustAct(life.target)).join(' '), told: steps.some(({ step }) => step === told) };
      return JSON.stringify(seen) === JSON.stringify({ name, queues, told: true });
    };
    await eventually(isSo, 2_000).catch(() => expect(seen).toEqual({ name, queues, told: true }));
  }
  for (const { step, values } of await stepsOf(life.target)) {
    const key = `timeline.${step}`;
    if (!hasWord(key)) throw new Error(`no words for ${key}`);
    for (const locale of ['zh-CN', 'en'] as const)
      expect([key, words(locale)(key, values)]).toEqual([key, expect.not.stringContaining('{{')]);
  }
}, 60_000);

test('two officials act on one matter at once: one order stands, the other hears what was done meanwhile', async () => {
  const life = await newLife();
  await life.classify();
  const both = await Promise.all(
    ['triage1', 'head1'].map(async (name) =>
      (await sessions.of(name)).post(
        `/matters/${life.target.matterId}/forward`,
        { toUnitId: 5, note: '请依法办理' },
        { 'if-match': '"2"', 'accept-language': 'zh' },
      ),
    ),
  );
  const [won, lost] = both.sort((a, b) => a.status - b.status);
  expect([won?.status, lost?.status, lost && codeIn(lost)]).toEqual([200, 412, 'stale-version']);
  expect(jsonIn<{ detail: string }>(lost ?? both[0]!).detail).toContain(words('zh-CN')('act.forward'));
  expect(await office.rows('select 1 from intake.hand_over where matter_id = $1', [life.target.matterId])).toHaveLength(
    1,
  );
});

test('an offer that nobody answers keeps its clocks and its owner: only the clock makes it taken', async () => {
  const life = await newLife();
  await life.classify();
  await life.dispatch();
  const bureau = await sessions.of('triage1');
  const page = () => bureau.get(`/matters/${life.target.matterId}`).then((heard) => jsonIn<Page>(heard));
  interface Page {
    matter: { state: string; responsibleUnitId: number };
    clocks: { rule: string; standing: string }[];
  }
  await eventually(async () => (await page()).clocks.some(({ rule }) => rule === 'TL-03'));
  const { matter, clocks } = await page();
  expect(matter).toMatchObject({ state: 'forwarded', responsibleUnitId: 2 });
  const standing = Object.fromEntries(clocks.map((clock) => [clock.rule, clock.standing]));
  expect(standing).toEqual({ 'TL-01': 'stopped', 'TL-03': 'running', 'TL-04': 'running' });
  await office.quiet();
  expect((await page()).matter.state).toBe('forwarded');
});

test('what comes again while it is handled is linked, and new facts stay a matter of their own', async () => {
  const first = canaries();
  const life = await newLife(first);
  await life.classify();
  await life.dispatch();
  await life.take();
  await life.accept();
  await life.open();
  const bureau = await sessions.of('triage1');
  const again = async (decision: 'accepted' | 'rejected') => {
    const { matterId } = await openMatter(office, 'again', 2, canaries(first.phone));
    const proposalId = await eventually(async () => {
      const heard = await bureau.get(`/matters/${matterId}/proposals`);
      const { proposals } = jsonIn<{ proposals: { proposalId: string; earlierMatterId: string }[] }>(heard);
      return proposals.find(({ earlierMatterId }) => earlierMatterId === life.target.matterId)?.proposalId;
    });
    const decided = await bureau.post(`/proposals/${proposalId}/decide`, { decision, reason: '核对前后两次内容' });
    expect(decided.status).toBe(200);
    return matterId;
  };
  const stateOf = async (id: string) =>
    (await office.rows<{ state: string }>('select state from intake.matter where id = $1', [id]))[0]?.state;
  const repeat = await again('accepted');
  const order = { existingMatterId: life.target.matterId, reason: '同一事项正在办理' };
  const linked = await bureau.post(`/matters/${repeat}/link-to-existing`, order, { 'if-match': '"1"' });
  expect([linked.status, await stateOf(repeat)]).toEqual([200, 'linked_to_existing']);
  const other = await again('rejected');
  expect(await stateOf(other)).toBe('registered');
  await eventually(async () => (await mustAct({ ...life.target, matterId: other })).includes('triage1'));
  expect((await (await sessions.of('land1')).get(`/matters/${other}`)).status).toBe(404);
});
