import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  assignmentPapersOf,
  clocksOf,
  type ExplainedClocks,
  type FileTaken,
  intakePapersOf,
  openSubmission,
  Problem,
  putFilePart,
  type RegisterSubmission,
  registerSubmission,
  receiptOf,
  timeline,
} from '@huiyin/contracts';
import { matterId, ordinaryNeighbours, queryCode, receiptFor, speak, type Spoken, submissionNo } from './neighbours.js';

let gate: Spoken;
const orders: { order: RegisterSubmission; key: string | undefined; actor: string }[] = [];
let putParts = 0;

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const { intake, reporting, accountability, assignment } = ordinaryNeighbours(as);
      intake.serve(registerSubmission, async (order, call) => {
        orders.push({
          order: JSON.parse(JSON.stringify(order)) as RegisterSubmission,
          key: call.idempotencyKey,
          actor: call.actor.kind,
        });
        if (order.petitioner.name === undefined && order.purpose !== 'expose_accuse')
          throw new Problem('contact-or-accusation-needed');
        const { responsibleUnit, officer, ...sealed } = receiptFor(order);
        return order.purpose === 'expose_accuse'
          ? sealed
          : { ...sealed, ...(responsibleUnit && { responsibleUnit }), ...(officer && { officer }) };
      });
      intake.serve(putFilePart, async (part): Promise<FileTaken> => {
        putParts++;
        return { uploadId: part.uploadId, state: 'stored', mediaType: 'image/png', bytes: 3 };
      });
      intake.serve(intakePapersOf, async () => ({ papers: [] }));
      assignment.serve(assignmentPapersOf, async () => ({ papers: [] }));
      intake.serve(receiptOf, async () => receiptFor({ channel: 'online', title: '路灯' }));
      intake.serve(openSubmission, async (given) => {
        if (given.queryCode !== queryCode) throw new Problem('code-or-number-wrong');
        return { submissionNo, registeredOn: '2026-11-24', matterId };
      });
      reporting.serve(timeline, async () => ({
        matterId,
        submissionNo,
        state: 'registered',
        isOpen: true,
        asOf: '2026-11-24T02:00:01.000Z',
        answerable: {
          unit: '<b>信访局</b>',
          officer: '周明',
          clockRule: 'TL-01',
          legalDueOn: '2026-12-09',
          internalDueOn: '2026-11-29',
          isOverdue: false,
        },
        steps: [
          { at: '2026-11-24T02:00:00.000Z', step: 'clock-started', values: { clock: 'TL-01', on: '2026-12-09' } },
        ],
      }));
      accountability.serve(clocksOf, async (): Promise<ExplainedClocks> => ({
        clocks: [
          {
            clockId: matterId,
            matterId,
            clockVersion: 1,
            rule: 'TL-01',
            standing: 'running',
            unitId: 2,
            officerId: matterId,
            startedAt: '2026-11-24T02:00:00.000Z',
            legalDueOn: '2026-12-09',
            legalDueAt: '2026-12-09T16:00:00.000Z',
            internalDueOn: '2026-11-29',
            legalExplanation: {
              ruleId: 'TL-01',
              article: 'R22',
              startedOn: '2026-11-24',
              firstCountedDay: '2026-11-25',
              length: 15,
              unit: 'day',
              skipped: [],
              madeUp: [],
              pauses: [],
              extensions: [],
              calendarVersion: null,
            },
          },
        ],
      }));
    },
  });
});
afterAll(() => gate.system.stop());
beforeEach(() => {
  orders.length = 0;
  putParts = 0;
});

async function tokenOf(): Promise<string> {
  const text = await (await gate.fetch('/submit')).text();
  return /name="token" value="([\w-]+)"/.exec(text)?.[1] ?? '';
}
function send(
  fields: Record<string, string>,
  files: [string, string][] = [],
  headers: Record<string, string> = {},
  path = '/submit',
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, text] of files) form.append('attachments', new Blob([text]), name);
  if (files.length === 0) form.append('attachments', new Blob([]), '');
  return gate.fetch(path, { method: 'POST', body: form, headers });
}
const whole = {
  purpose: 'request_decision',
  title: '路灯不亮',
  content: '东门\r\n坏了',
  name: '李四',
  phone: '13800000000',
  address: '',
  email: '',
  receivingUnitId: '2',
  locationCode: '',
};

test('a petition can be handed in with a plain form, and the page shows number, code, unit, officer and day', async () => {
  const response = await send({ token: await tokenOf(), ...whole });
  expect(response.status).toBe(201);
  const text = await response.text();
  for (const shown of [
    submissionNo,
    'ABCD EFGH',
    '青禾县信访局 周明',
    '2026年12月9日',
    '2026年11月29日',
    'action="/receipt"',
  ])
    expect(text).toContain(shown);
  expect(text).not.toMatch(/<script|style=|onclick/);
  expect(orders[0]).toMatchObject({
    actor: 'anonymous',
    order: {
      channel: 'online',
      title: '路灯不亮',
      content: '东门\n坏了',
      receivingUnitId: 2,
      petitioner: { name: '李四', phone: '13800000000' },
    },
  });
  expect(orders[0]?.order.petitioner).not.toHaveProperty('address');
});

test('sending the same page again sends the same key and the same files, without uploading twice', async () => {
  const token = await tokenOf();
  const files: [string, string][] = [['a.png', 'png']];
  await send({ token, ...whole }, files);
  await send({ token, ...whole }, files);
  expect(orders.map((o) => o.key)).toEqual([`form-${token}`, `form-${token}`]);
  expect(orders[0]?.order).toEqual(orders[1]?.order);
  expect(orders[0]?.order.attachmentIds).toHaveLength(1);
  expect(putParts).toBe(1);
});

test('what is wrong stands on top with a link to its field, and what was typed is kept', async () => {
  const token = await tokenOf();
  const response = await send({ token, ...whole, title: '', content: '<script>alert(1)</script>', phone: 'abc' });
  expect(response.status).toBe(400);
  const text = await response.text();
  expect(text).toMatch(/role="alert"[^]*<a href="#title">[^]*<a href="#phone">/);
  expect(text).toContain('aria-invalid="true"');
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).not.toContain('<script>');
  expect(text).toContain(`value="${token}"`);
});

test('without a name only an accusation is taken, and its page has the same title and address', async () => {
  const refused = await send({ token: await tokenOf(), ...whole, name: '', phone: '' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('href="#name"');
  const taken = await send({ token: await tokenOf(), ...whole, purpose: 'expose_accuse', name: '', phone: '' });
  expect(taken.status).toBe(201);
  const titles = [await taken.text(), await (await gate.fetch('/submit')).text()].map(
    (text) => /<title>(.*)<\/title>/.exec(text)?.[1],
  );
  expect(titles[0]).toBe(titles[1]);
});

test('the form offers a way out, remembers nothing, and speaks English when asked', async () => {
  const text = await (await gate.fetch('/submit?lang=en')).text();
  expect(text).toContain('<html lang="en">');
  expect(text).toContain('Leave this page now');
  expect(text).toContain('autocomplete="off"');
  expect(text).toContain('action="/submit?lang=en"');
});

test('a form sent by another site is refused', async () => {
  const response = await send({ token: await tokenOf(), ...whole }, [], { 'sec-fetch-site': 'cross-site' });
  expect(response.status).toBe(403);
  expect(orders).toEqual([]);
});

test('number and code show unit, officer, both days, the running clock and how its day was counted', async () => {
  const body = new URLSearchParams({ number: submissionNo, code: queryCode });
  const response = await gate.fetch('/track', { method: 'POST', body });
  const text = await response.text();
  expect(response.status).toBe(200);
  for (const shown of [
    '周明',
    '法定最迟2026年12月9日',
    '本地承诺2026年11月29日',
    '还有15天',
    '从2026年11月24日起，第二天开始算，15天。依据：《信访工作条例》第二十二条。',
    '<time datetime',
  ])
    expect(text).toContain(shown);
  expect(text).toContain('&lt;b&gt;信访局');
});

test('a wrong code brings the form back, without saying which of the two is wrong', async () => {
  const response = await gate.fetch('/track', {
    method: 'POST',
    body: new URLSearchParams({ number: submissionNo, code: 'x'.repeat(26) }),
  });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('编号或者查询码不对');
});

test('the receipt is handed out as PDF by a plain form', async () => {
  const response = await gate.fetch('/receipt', {
    method: 'POST',
    body: new URLSearchParams({ number: submissionNo, code: queryCode }),
  });
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="receipt\.pdf"; filename\*=UTF-8''/,
  );
});

test('the home page names the open offices, and not the closed ones', async () => {
  const text = await (await gate.fetch('/')).text();
  expect(text).toContain('青禾县信访局');
  expect(text).not.toContain('旧单位');
  expect((await gate.fetch('/assets/huiyin.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test('the interface can be browsed without inline script', async () => {
  const docs = await gate.fetch('/api/docs');
  expect(docs.headers.get('content-security-policy')).toContain("script-src 'self';");
  const text = await docs.text();
  expect(text).not.toMatch(/<script>/);
  for (const [, path] of text.matchAll(/(?:src|href)="(\/api\/[^"]+)"/g)) {
    const file = await gate.fetch(path ?? '');
    expect([path, file.status, (await file.arrayBuffer()).byteLength > 0]).toEqual([path, 200, true]);
  }
});
