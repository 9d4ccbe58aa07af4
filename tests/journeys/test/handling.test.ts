import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  accept,
  assignmentPapersOf,
  classify,
  clocksOf,
  decideExtension,
  type DecisionTaken,
  forward,
  type HandOverEntry,
  handOversOf,
  hearPetitioner,
  openHandling,
  readHandling,
  readMatter,
  registerSubmission,
  type RequestContract,
  requestExtension,
  take,
  timeline,
} from '@huiyin/contracts';
import { type Actor, anonymous } from '@huiyin/messaging';
import { allServices } from '@huiyin/office';
import { demoOfficialId } from '@huiyin/organisation';
import { eventually, TestSystem } from '@huiyin/testing';
import { noneOfThese } from './questions.js';

const by = (name: string): Actor => ({ kind: 'official', id: demoOfficialId(name), session: 'test' });
const bureau = by('triage1');
const head = by('hrhead1');
const elsewhere = by('land1');
const name = '欧阳路遥';

let system: TestSystem;
let matterId: string;
let lead: Actor;
let second: Actor;

beforeAll(async () => {
  system = await TestSystem.start({ services: allServices });
  const officers = await system.rows<{ id: string }>(
    `select official_id as id from organisation.post where unit_id = 3 and role = 'dept_officer' order by official_id`,
  );
  [lead, second] = officers.map(({ id }) => ({ kind: 'official', id, session: 'test' })) as [Actor, Actor];
  matterId = await takenMatter();
}, 90_000);
afterAll(() => system.stop());

/** Registered at the bureau, classified, forwarded to the human-resources bureau and taken there. */
async function takenMatter(): Promise<string> {
  const petition = {
    channel: 'online',
    purpose: 'request_decision',
    title: '拖欠三个月工资',
    content: '工地拖欠三个月工资，请查处。',
    receivingUnitId: 2,
    petitioner: { name, phone: '13900000001', address: '柳溪镇东坡村2组' },
  };
  const { submissionNo } = await system.ask(registerSubmission, petition, anonymous);
  const [row] = await system.rows<{ matter_id: string }>(
    'select matter_id from intake.submission where submission_no = $1',
    [submissionNo],
  );
  const id = row?.matter_id ?? '';
  const classification = {
    kind: 'claim',
    category: 'labour_social_security',
    answers: noneOfThese,
    urgency: 'ordinary',
    reason: '请求查处欠薪',
  };
  await system.ask(classify, { matterId: id, expectedVersion: 1, ...classification }, bureau);
  await system.ask(forward, { matterId: id, expectedVersion: 2, toUnitId: 3, note: '请依法办理' }, bureau);
  const offer = await eventually(() => offerOf(id));
  await system.ask(take, { handOverId: offer.handOverId, expectedVersion: offer.version }, lead);
  await eventually(async () => (await fileOf(id)) !== undefined);
  return id;
}

/** The hand-over in the recipient's own book, once it has come. */
async function offerOf(id: string): Promise<HandOverEntry | undefined> {
  const { handOvers } = await system.ask(handOversOf, { matterId: id }, lead).catch(() => ({ handOvers: [] }));
  const isHere = (await system.rows('select 1 from intake.offer where matter_id = $1', [id])).length > 0;
  return isHere ? handOvers[0] : undefined;
}

async function fileOf(id: string) {
  const [file] = await system.rows<{ version: number; state: string; due: string }>(
    'select version, state, handling_due_on::text as due from assignment.file where id = $1',
    [id],
  );
  return file;
}

async function act<I extends object>(contract: RequestContract<I, DecisionTaken>, who: Actor, order: object) {
  const expectedVersion = (await fileOf(matterId))?.version;
  return system.ask(contract, { matterId, expectedVersion, ...order }, who);
}

/** The clocks that still run, by rule, once accountability has them so. */
const running = async () =>
  (await system.ask(clocksOf, { matterIds: [matterId] }, bureau)).clocks.filter(
    ({ standing }) => standing === 'running',
  );
const clockIs = (rule: string, due: string) =>
  eventually(async () => (await running()).some((clock) => clock.rule === rule && clock.legalDueOn === due), 20_000);

describe('a claim that the competent office took', () => {
  test('is kept there: intake says so, and gives no more orders on it', async () => {
    await eventually(async () => (await system.ask(readMatter, { matterId }, bureau)).keeper === 'assignment');
    const { version } = await system.ask(readMatter, { matterId }, bureau);
    const again = { matterId, expectedVersion: version, toUnitId: 4, note: '改送' };
    await expect(system.ask(forward, again, bureau)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('T19: the day on the notice is the day of the clock', async () => {
    await act(accept, lead, {});
    await clockIs('TL-06', (await fileOf(matterId))?.due ?? '');
    expect((await running()).map(({ rule }) => rule)).toEqual(['TL-06']);
  });

  test('T27.1: so it is after an extension', async () => {
    await act(openHandling, head, { leadOfficerId: lead.id, secondOfficerId: second.id, hasNoInterest: true });
    await act(requestExtension, lead, { days: 20, reason: '需要调取银行流水和用工合同' });
    const before = (await fileOf(matterId))?.due;
    await act(decideExtension, head, { isApproved: true, reason: '情况复杂' });
    const after = (await fileOf(matterId))?.due ?? '';
    expect(Date.parse(after) - Date.parse(before ?? '')).toBe(20 * 86_400_000);
    await clockIs('TL-06', after);
  });

  test('T23: the petitioner sees every step and the papers that are addressed; no content has the name', async () => {
    await act(hearPetitioner, lead, {
      takenAt: new Date().toISOString(),
      place: '人社局接待室',
      secondOfficerId: second.id,
      statements: [{ speaker: 'petitioner', text: '三个月没有发工资。' }],
      manner: 'in-person',
      requests: ['发还拖欠的工资'],
      isSigned: true,
    });
    const citizen: Actor = { kind: 'citizen', id: matterId };
    const stepsOf = async () => (await system.ask(timeline, { matterId }, citizen)).steps.map(({ step }) => step);
    const seen = ['forwarded', 'taken', 'accepted-until', 'handling-opened', 'extended', 'heard'];
    await eventually(async () => (await stepsOf()).includes('heard'), 20_000);
    expect(await stepsOf()).toEqual(expect.arrayContaining(seen));
    const { papers } = await system.ask(assignmentPapersOf, { matterId }, citizen);
    expect(papers.map(({ kind }) => kind)).toEqual(['F-05', 'F-08', 'F-10']);
    const stored = await system.rows<{ text: string }>('select content::text as text from assignment.paper');
    expect(stored.filter(({ text }) => text.includes(name))).toEqual([]);
  });

  test('is read by the bureau that sent it and by the office that has it, and is nowhere for a third', async () => {
    for (const who of [bureau, lead, head])
      expect(await system.ask(readHandling, { matterId }, who)).toMatchObject({ matterId, state: 'in_handling' });
    await expect(system.ask(readHandling, { matterId }, elsewhere)).rejects.toMatchObject({ code: 'not-found' });
    expect((await system.ask(assignmentPapersOf, { matterId }, elsewhere)).papers).toEqual([]);
  });

  test('and nothing that is told or audited names the petitioner or quotes the petition', async () => {
    for (const table of ['outbox', 'audit']) {
      const rows = await system.rows<{ text: string }>(`select to_jsonb(t)::text as text from assignment.${table} t`);
      expect(rows.filter(({ text }) => [name, '拖欠三个月', '三个月没有'].some((word) => text.includes(word)))).toEqual(
        [],
      );
    }
  });
});
