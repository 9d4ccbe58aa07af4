import { preReviewOpinion, readHandling, returnDraft } from '@huiyin/contracts';
import { head, lead, reviewer } from './opinion-file.js';
import { bureau, department, official, OpinionOffice, other, otherHead } from './opinion-office.js';
import { day, Orders } from './opinion-orders.js';

let office: OpinionOffice;
let orders: Orders;

beforeAll(async () => {
  office = await OpinionOffice.start();
  orders = new Orders(office);
});
afterAll(async () => office.stop());

it('a matter that is wholly supported: from the hand-over to the performance', async () => {
  const id = await office.inHandling();
  await orders.draft(id, 'supported', 'supported');
  expect((await office.lastMove(id)).tasks).toEqual([{ act: 'pre-review-opinion', unitId: bureau }]);
  await orders.review(id);
  expect((await office.lastMove(id)).tasks).toEqual([{ act: 'issue-opinion', unitId: department }]);
  const issued = await orders.issue(id);
  expect(issued).toMatchObject({ state: 'opinion_issued' });
  expect(issued.papers.map((paper) => paper.kind)).toEqual(['F-07', 'F-11']);
  expect((await office.lastMove(id)).tasks).toEqual([
    { act: 'serve', unitId: department, officerId: lead, rule: 'TL-47' },
  ]);
  const served = await orders.serve(id);
  expect(served.papers.map((paper) => paper.kind)).toEqual(['F-24']);
  expect((await office.lastMove(id)).tasks).toEqual([{ act: 'order-execution', unitId: department, rule: 'TL-50' }]);
  await orders.order(id);
  expect(await office.lastMove(id)).toMatchObject({
    days: 10,
    seenBy: expect.arrayContaining([bureau, department, other]),
  });
  expect((await office.lastMove(id)).tasks).toEqual([{ act: 'handle', unitId: department, officerId: lead }]);
  expect(await orders.confirm(id)).toMatchObject({ state: 'closed' });
  expect(await office.file(id)).toMatchObject({
    state: 'closed',
    closing_reason: 'supported_and_executed',
    finding: 'supported',
  });
  const moves = await office.moves(id);
  expect(moves.map((move) => move.version)).toEqual(moves.map((_, at) => at + 1));
  expect(moves.slice(-6).map((move) => move.transition)).toEqual(['T32', 'T32.1', 'T33', 'T34', 'T35', 'T36']);
});

it('SD46(2): an explanation that nobody asked to be reviewed ends with the window, by nobody’s hand', async () => {
  const id = await orders.served('explained', 'explained');
  expect((await office.lastMove(id)).tasks).toEqual([]);
  await office.longAgo(id, 40);
  await office.windowOver(id, 'TL-13');
  const closed = await office.until(id, 'closed');
  expect(closed.closing_reason).toBe('explained_no_legal_basis');
  const times = (await office.moves(id)).map((move) => move.at);
  expect(times).toEqual(times.toSorted());
  expect(await office.lastMove(id)).toMatchObject({
    transition: 'T43',
    values: { reason: 'explained_no_legal_basis' },
  });
  const audit = await office.system.rows(
    `select actor from assignment.audit where object = $1 and act = 'lapse-window'`,
    [id],
  );
  expect(audit).toEqual([{ actor: 'service:assignment:TL-13' }]);
  await office.heardOf(await office.windowOver(id, 'TL-13'));
  expect((await office.file(id)).version).toBe(closed.version);
});

it('O (4), R35: the review window starts at service, not at issue', async () => {
  const id = await orders.issued('not_supported', 'not_supported');
  await office.longAgo(id, 60);
  await orders.serve(id, { servedOn: day(10) });
  const { countsFrom } = await office.lastMove(id);
  expect(new Date(countsFrom ?? '').getTime()).toBe(Date.parse(`${day(10)}T00:00:00+08:00`));
  await office.heardOf(await office.windowOver(id, 'TL-13'));
  expect(await office.file(id)).toMatchObject({ state: 'opinion_served' });
});

it('mixed: what is supported is carried out, and the petitioner keeps the whole window for the rest', async () => {
  const id = await orders.served('supported', 'not_supported');
  await office.longAgo(id, 20);
  await orders.order(id);
  await expect(orders.confirm(id)).rejects.toMatchObject({ code: 'review-window-open' });
  await office.longAgo(id, 20);
  await office.heardOf(await office.windowOver(id, 'TL-13'));
  expect(await office.file(id)).toMatchObject({ state: 'in_execution' });
  await orders.confirm(id);
  expect(await office.file(id)).toMatchObject({ state: 'closed', closing_reason: 'supported_and_executed' });
});

it('partly explained and partly refused: nothing is carried out, and the window ends it', async () => {
  const id = await orders.served('explained', 'not_supported');
  expect((await office.lastMove(id)).tasks).toEqual([]);
  await expect(orders.order(id)).rejects.toMatchObject({ code: 'opinion-does-not-support' });
  await office.longAgo(id, 40);
  await office.windowOver(id, 'TL-13');
  expect(await office.until(id, 'closed')).toMatchObject({ finding: 'mixed', closing_reason: 'appeal_window_lapsed' });
});

it('a draft that supported something and came back leaves nothing to carry out', async () => {
  const id = await office.inHandling();
  await orders.draft(id, 'supported', 'supported');
  await office.act(returnDraft, id, head, { reason: '没有法律依据。' });
  await orders.draft(id, 'explained', 'explained');
  await orders.review(id);
  await orders.issue(id);
  await orders.serve(id);
  expect((await office.lastMove(id)).tasks).toEqual([]);
});

it('T43: a window does not close over what is still to be carried out', async () => {
  const id = await orders.served('supported', 'supported');
  await office.longAgo(id, 60);
  await office.heardOf(await office.windowOver(id, 'TL-13'));
  expect(await office.file(id)).toMatchObject({ state: 'opinion_served' });
  expect((await office.lastMove(id)).transition).toBe('T34');
});

it('the officer reads why a draft came back, the reviewer what it says, the office that carries out what is demanded', async () => {
  const id = await office.inHandling();
  await orders.draft(id, 'supported', 'supported');
  const read = (by: string) => office.system.ask(readHandling, { matterId: id }, official(by));
  expect((await read(reviewer)).draft).toEqual({ draftNo: 1, summary: '经调查,作出如下处理意见。', isMajor: false });
  await office.act(preReviewOpinion, id, reviewer, { passed: ['law-right'], remark: '第二项没有写明事实。' });
  expect((await read(lead)).draft).toMatchObject({ draftNo: 1, returnedBecause: '第二项没有写明事实。' });
  await orders.draft(id, 'supported', 'supported');
  expect((await read(lead)).draft).not.toHaveProperty('returnedBecause');
  await orders.review(id);
  await orders.issue(id);
  await orders.serve(id);
  await expect(read(otherHead)).rejects.toMatchObject({ code: 'not-found' });
  await orders.order(id);
  expect((await read(otherHead)).execution).toEqual({
    unitId: other,
    unit: '青禾县住建局',
    dueOn: day(-10),
    demand: '十日内发还工资。',
  });
});
