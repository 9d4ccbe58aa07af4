import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  assignmentPapersOf,
  clocksOf,
  type DecisionTaken,
  disputeExecution,
  evaluate,
  type ExplainedClock,
  intakePapersOf,
  Problem,
  reopenPathRefused,
  requestRecusal,
  timeline,
  type TimelineStep,
} from '@huiyin/contracts';
import {
  matterId,
  ordinaryNeighbours,
  paperEntry,
  paperIds,
  queryCode,
  serveFiles,
  serveIntake,
  speak,
  type Spoken,
  submissionNo,
} from './neighbours.js';

let gate: Spoken;
const asked: { order: object; key: string | undefined }[] = [];
const at = (day: number) => `2026-11-${day}T02:00:00.000Z`;
const registered: TimelineStep = { at: at(20), step: 'registered', values: { submissionNo } };
const served = (pending: number): TimelineStep => ({
  at: at(23),
  step: 'opinion-served',
  values: { on: '2026-12-23', pending },
});
const shown = {
  state: 'registered',
  steps: [registered],
  clocks: [] as ExplainedClock[],
  hasPapers: false,
  arePapersAway: false,
};
const state = { ...shown };

function clock(rule: string, more: Partial<ExplainedClock> = {}): ExplainedClock {
  return {
    clockId: matterId,
    matterId,
    clockVersion: 1,
    rule,
    standing: 'running',
    unitId: 2,
    officerId: matterId,
    startedAt: at(20),
    legalDueOn: '2026-12-05',
    legalDueAt: '2099-12-05T16:00:00.000Z',
    legalExplanation: {},
    ...more,
  };
}

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const neighbours = ordinaryNeighbours(as);
      const { intake, reporting, accountability, assignment } = neighbours;
      serveIntake(neighbours);
      serveFiles(neighbours);
      reporting.serve(timeline, async () => ({
        matterId,
        submissionNo,
        state: state.state,
        isOpen: true,
        answerable: { unit: '青禾县信访局', officer: '周明', clockRule: 'TL-01', legalDueOn: '2026-12-05' },
        steps: state.steps,
        asOf: at(24),
      }));
      accountability.serve(clocksOf, async () => ({ clocks: state.clocks }));
      intake.serve(intakePapersOf, async (order) => {
        if (order.matterId !== matterId) throw new Problem('not-found');
        if (state.arePapersAway) throw new Problem('bus-unavailable', {}, [], 2);
        return { papers: state.hasPapers ? [paperEntry(paperIds.destination, 'F-02', at(21))] : [] };
      });
      assignment.serve(assignmentPapersOf, async () => {
        throw new Problem('not-found');
      });
      const done = (order: object, call: { idempotencyKey?: string | undefined }): DecisionTaken => {
        asked.push({ order: { ...order }, key: call.idempotencyKey });
        return { matterId, version: 9, state: state.state, papers: [] };
      };
      assignment.serve(evaluate, async (order, call) => {
        if (order.value === 'satisfied') throw new Problem('evaluated-before');
        return done(order, call);
      });
      assignment.serve(requestRecusal, async (order, call) => {
        if (order.matterId !== matterId || state.state === 'registered') throw new Problem('not-found');
        return done(order, call);
      });
      assignment.serve(disputeExecution, async (order, call) => {
        if (state.state !== 'closed') throw new Problem('transition-not-allowed');
        return done(order, call);
      });
      intake.serve(reopenPathRefused, async (order, call) => done(order, call));
    },
  });
});
afterAll(() => gate.system.stop());
beforeEach(() => {
  asked.length = 0;
  Object.assign(state, shown);
});

const token = 'abcdefghijklmnopqrstuvwx';
async function open(more: Record<string, string> = {}, query = '', number = submissionNo) {
  const body = new URLSearchParams({ number, code: queryCode, ...more });
  const response = await gate.fetch(`/track${query}`, { method: 'POST', body });
  return { response, status: response.status, text: await response.text() };
}
/** The forms of a page by what they do. */
const formsOf = (text: string) => [...text.matchAll(/name="act" value="([\w-]+)"/g)].map((match) => match[1]);

test('a new matter: who has it, their telephone, what comes next, and empty parts that say so', async () => {
  state.clocks = [clock('TL-01', { internalDueOn: '2026-11-25' }), clock('TL-04')];
  const { text } = await open();
  for (const said of [
    '周明',
    'href="tel:0000-2"',
    '下一步',
    '青禾县信访局看这件事该由谁办理，并书面告诉您。最迟2026年12月5日。',
  ])
    expect(text).toContain(said);
  expect(text).toMatch(/法定最迟2026年12月5日<\/strong> · 还有11天<br>本地承诺2026年11月25日/);
  expect(text).toContain('还没有文书');
  // What runs between two offices is not the petitioner's.
  expect(text).not.toContain('收件单位提出异议的期限');
  expect(formsOf(text)).toEqual([]);
  expect(text).not.toMatch(/<script|style=|onclick/);
});

test('papers that cannot be had just now are not told as none', async () => {
  state.arePapersAway = true;
  const { status, text } = await open();
  expect([status, text.includes('还没有文书'), text.includes('周明')]).toEqual([200, false, true]);
  expect(text).toMatch(/<h2>文书<\/h2>\s*<p>有一部分内容暂时取不到/);
});

test('a clock over time is said plainly, with what to do', async () => {
  state.clocks = [clock('TL-01', { legalDueOn: '2026-11-21', legalDueAt: '2026-11-21T16:00:00.000Z' })];
  const { text } = await open();
  expect(text).toContain('已经超过3天');
  expect(text).toContain('上级已经看得到这件超期了');
});

test('papers are handed out by a form; neither number nor code is ever in an address', async () => {
  state.hasPapers = true;
  const { text } = await open();
  expect(text).toContain('去向告知书');
  expect(text).toContain('aria-label="去向告知书 下载PDF"');
  for (const [, address = ''] of text.matchAll(/(?:href|action|src)="([^"]*)"/g))
    expect(address.includes(submissionNo) || address.includes(queryCode)).toBe(false);
  const file = await open({ act: 'paper', paperId: paperIds.destination, format: 'docx' });
  expect(file.text).toBe(`%PDF-1.7 ${paperIds.destination} docx`);
  expect(file.response.headers.get('content-disposition')).toMatch(/^attachment; /);
  for (const paperId of [paperIds.opinion.replace('32', '99'), 'nonsense']) {
    const refused = await open({ act: 'paper', paperId });
    expect([refused.status, refused.text.includes('这份文书取不到')]).toEqual([404, true]);
  }
});

test('SAT22: each office is evaluated apart, while it is open and nobody has; silence is not satisfaction', async () => {
  Object.assign(state, { state: 'opinion_served', steps: [registered, served(2)], clocks: [clock('TL-23')] });
  const both = await open();
  expect(formsOf(both.text)).toEqual(['evaluate', 'evaluate']);
  expect(both.text).toContain('绝不会算作满意');
  expect(both.text).not.toContain(' checked');
  state.steps = [registered, served(2), { at: at(24), step: 'evaluated', values: { subject: 'unit', pending: 1 } }];
  const rest = (await open()).text;
  expect([formsOf(rest), rest.includes('value="bureau"')]).toEqual([['evaluate'], true]);
  state.steps = [registered, served(1)];
  const alone = (await open()).text;
  expect([formsOf(alone), alone.includes('value="unit"')]).toEqual([['evaluate'], true]);
  state.clocks = [clock('TL-23', { legalDueAt: at(23) })];
  expect(formsOf((await open()).text)).toEqual([]);
});

test('an evaluation is taken once for its form, and the page says so where the form stood', async () => {
  Object.assign(state, { state: 'opinion_served', steps: [registered, served(2)], clocks: [clock('TL-23')] });
  const sent = { act: 'evaluate', subject: 'unit', value: 'dissatisfied', reason: '', token };
  const { status, text } = await open(sent);
  expect([status, formsOf(text)]).toEqual([200, ['evaluate']]);
  expect(text).toMatch(/role="status" tabindex="-1" autofocus><h3>收到您的评价了/);
  expect(asked).toEqual([{ order: { matterId, subject: 'unit', value: 'dissatisfied' }, key: `form-${token}` }]);
});

test('a refused evaluation stands at its form, with what was chosen and the same token', async () => {
  Object.assign(state, { state: 'opinion_served', steps: [registered, served(2)], clocks: [clock('TL-23')] });
  const again = await open({ act: 'evaluate', subject: 'bureau', value: 'satisfied', reason: '<b>好', token });
  expect(again.status).toBe(409);
  expect(again.text).toMatch(/role="alert"[^>]*id="evaluate-bureau-summary" autofocus><h2>这一项已经评价过了/);
  expect(again.text).toContain('&lt;b&gt;好');
  expect(again.text).toContain('value="satisfied" required checked');
  expect(again.text).toContain(`value="${token}"`);
  const nothing = await open({ act: 'evaluate', subject: 'bureau', token });
  expect(nothing.status).toBe(400);
  expect(nothing.text).toContain('href="#evaluate-bureau-value"');
  expect((await open({ act: 'evaluate', subject: 'unit', value: 'dissatisfied' })).status).toBe(400);
  expect(asked).toEqual([]);
});

test('R28: the petitioner asks that the officer steps aside, while an office handles it and no request waits', async () => {
  Object.assign(state, { state: 'in_handling', steps: [registered] });
  const ground = '经办人是对方的亲戚';
  expect(formsOf((await open()).text)).toEqual(['recusal']);
  const { status, text } = await open({ act: 'recusal', ground, token });
  expect([status, text.includes('收到您的回避申请了')]).toEqual([200, true]);
  expect(asked).toEqual([{ order: { matterId, ground }, key: `form-${token}` }]);
  state.steps = [registered, { at: at(24), step: 'recusal-requested', values: {} }];
  expect(formsOf((await open()).text)).toEqual([]);
});

test('T10.1: who was guided elsewhere says on the page that it was not taken', async () => {
  state.state = 'guided_to_path';
  const page = await open();
  expect([formsOf(page.text), page.text.includes('请按告知书写明的单位去办')]).toEqual([['path-refused'], true]);
  const { text } = await open({ act: 'path-refused', proof: '窗口说\r\n不收', token });
  expect(text).toContain('知道了，已经重新交给信访部门');
  expect(asked).toEqual([{ order: { matterId, proof: '窗口说\n不收' }, key: `form-${token}` }]);
});

test('of a sealed submission nothing is offered, and what is asked is refused as of any where it is not open', async () => {
  const sealed = await open({}, '', 'sealed-00001');
  expect([sealed.status, formsOf(sealed.text)]).toEqual([200, []]);
  expect(sealed.text).toContain('还没有文书');
  const order = { act: 'recusal', ground: '经办人是对方的亲戚', token };
  const refusals = [await open(order), await open(order, '', 'sealed-00001')].map(({ status, text }) => [
    status,
    /<details open>[^]*<\/details>/.exec(text)?.[0].replaceAll(/name="number" value="[^"]*"/g, ''),
  ]);
  expect(refusals[0]).toEqual([409, expect.stringContaining('现在不能申请回避')]);
  expect(refusals[1]).toEqual(refusals[0]);
});

test('an act with a wrong code, or from another site, does nothing', async () => {
  const order = { act: 'path-refused', proof: '那里不收', token };
  const wrong = await open({ ...order, code: 'Z'.repeat(26) });
  expect([wrong.status, wrong.text.includes('编号或者查询码不对')]).toEqual([404, true]);
  const body = new URLSearchParams({ number: submissionNo, code: queryCode, ...order });
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await gate.fetch('/track', { method: 'POST', body, headers })).status).toBe(403);
  expect(asked).toEqual([]);
});

test('the page speaks English and keeps open when the language is switched', async () => {
  state.clocks = [clock('TL-01')];
  const { text } = await open({}, '?lang=en');
  for (const said of ['What comes next', 'Days left: 11', 'No papers yet']) expect(text).toContain(said);
  expect(text).toMatch(/<form method="post" action="\/track\?lang=zh-CN"><input type="hidden" name="number"/);
});

const step = (name: string, day: number, values: TimelineStep['values'] = {}): TimelineStep => ({
  at: at(day),
  step: name,
  values,
});
const carriedOut = [registered, served(2), step('execution-ordered', 23, { unit: '青禾县住建局', on: '2026-11-24' })];

test('R32 ¶2 (T36): what was confirmed as carried out can be disputed with its date; said, the page tells who answers by when', async () => {
  Object.assign(state, { state: 'closed', steps: [...carriedOut, step('execution-confirmed', 24)] });
  state.clocks = [clock('TL-51', { legalDueOn: '2026-12-24' })];
  const offered = (await open()).text;
  expect(formsOf(offered)).toEqual(['dispute']);
  expect(offered).toContain('可以提出到2026年12月24日。');
  const done = await open({ act: 'dispute', token, reasons: '路灯装上了,可是一直不亮' });
  expect([done.status, done.text.includes('收到了，已经告诉办理单位和信访部门')]).toEqual([200, true]);
  expect(asked).toMatchObject([{ order: { matterId, reasons: '路灯装上了,可是一直不亮' } }]);
  state.steps = [...state.steps, step('execution-disputed', 24)];
  state.clocks = [clock('TL-52', { legalDueOn: '2026-12-04' })];
  const waiting = await open();
  for (const said of ['办理单位还没有答复。最迟2026年12月4日答复。', '您提出没有落实，已经告诉办理单位和信访部门。'])
    expect([said, waiting.text.includes(said), formsOf(waiting.text)]).toEqual([said, true, []]);
  state.steps = [...state.steps, step('dispute-answered-by', 25, { unit: '青禾县人社局', on: '2026-12-10' })];
  state.clocks = [];
  expect((await open()).text).toContain('青禾县人社局答复：还没有落实好，最迟2026年12月10日落实。');
});

test('T36: before the last day of the order and after the window nothing is offered, and what is sent all the same is refused in words', async () => {
  Object.assign(state, { state: 'in_execution', steps: carriedOut });
  state.clocks = [clock('TL-49')];
  expect(formsOf((await open()).text)).not.toContain('dispute');
  const refused = await open({ act: 'dispute', token, reasons: '还没有动工' });
  expect([refused.status, refused.text.includes('现在不能提出没有落实')]).toEqual([409, true]);
  expect(refused.text).toContain('还没有动工');
  state.clocks = [clock('TL-49', { legalDueOn: '2026-11-23', legalDueAt: '2026-11-23T16:00:00.000Z' })];
  expect(formsOf((await open()).text)).toContain('dispute');
  Object.assign(state, { state: 'closed', clocks: [] });
  expect(formsOf((await open()).text)).not.toContain('dispute');
});
