import { answerDispute, archiveFile, disputeExecution, readHandling } from '@huiyin/contracts';
import { lead, head } from './opinion-file.js';
import { archivist, bureau, department, OpinionOffice, official, otherHead } from './opinion-office.js';
import { day, Orders } from './opinion-orders.js';

let office: OpinionOffice;
let orders: Orders;

beforeAll(async () => {
  office = await OpinionOffice.start();
  orders = new Orders(office);
});
afterAll(async () => office.stop());

const reasons = '路灯装上了,可是一直不亮。';
const findings = '现场核实,线路没有接通。';
const dispute = (id: string, as = id, key?: string) =>
  office.system.ask(disputeExecution, { matterId: id, reasons }, { kind: 'citizen', id: as }, key ? { key } : {});
const answer = (id: string, order: object = { outcome: 'carried-out' }, by = head) =>
  office.act(answerDispute, id, by, { findings, ...order });

async function confirmed(): Promise<string> {
  const id = await orders.served('supported', 'supported');
  await orders.order(id);
  await orders.confirm(id);
  return id;
}
const daysAgo = (id: string, days: number) =>
  office.system.rows(
    `update assignment.file set execution_confirmed_at = execution_confirmed_at - make_interval(days => $2),
       execution_due_on = execution_due_on - $2::int where id = $1`,
    [id, days],
  );

it('R32 ¶2 (T36.2): what was confirmed is disputed once; nothing reopens, the head and the bureau owe, no text is told', async () => {
  const id = await confirmed();
  await dispute(id);
  const move = await office.lastMove(id);
  expect(move).toMatchObject({ transition: 'T36.2', state: 'closed', values: { subject: 'confirmation' } });
  expect(move.tasks).toEqual(
    expect.arrayContaining([
      { act: 'answer-dispute', unitId: department, rule: 'TL-52' },
      { act: 'draft-supervision', unitId: bureau, rule: 'TL-52' },
    ]),
  );
  await expect(dispute(id)).rejects.toMatchObject({ code: 'execution-disputed-before' });
  expect(JSON.stringify(await office.moves(id))).not.toContain('一直不亮');
  expect(await office.system.ask(readHandling, { matterId: id }, official(lead))).toMatchObject({
    dispute: { subject: 'confirmation', reasons },
  });
});

it('R32 ¶2 (T36.3): the head of that office answers, nobody else; the bureau’s call ends with it', async () => {
  const id = await confirmed();
  await expect(answer(id)).rejects.toMatchObject({ code: 'transition-not-allowed' });
  await dispute(id);
  await expect(answer(id, undefined, lead)).rejects.toMatchObject({ code: 'act-not-allowed' });
  await expect(answer(id, undefined, otherHead)).rejects.toMatchObject({ code: 'not-found' });
  await expect(answer(id, { outcome: 'will-carry-out' })).rejects.toMatchObject({ code: 'validation-failed' });
  await answer(id, { outcome: 'will-carry-out', until: day(-5) });
  const move = await office.lastMove(id);
  expect(move).toMatchObject({ transition: 'T36.3', values: { outcome: 'will-carry-out', on: day(-5) } });
  expect(move.tasks.map(({ act }) => act)).toEqual(['archive', 'archive']);
  expect(JSON.stringify(move)).not.toContain('线路');
  const { dispute: shown } = await office.system.ask(readHandling, { matterId: id }, official(head));
  expect(shown).toMatchObject({ reasons, findings, outcome: 'will-carry-out', until: day(-5) });
  await expect(answer(id)).rejects.toMatchObject({ code: 'transition-not-allowed' });
});

it('TL-51: is refused when the window is over, before anything was confirmed, and of another’s matter', async () => {
  const id = await confirmed();
  await daysAgo(id, 60);
  await expect(dispute(id)).rejects.toMatchObject({ code: 'execution-dispute-not-open' });
  const served = await orders.served('supported', 'supported');
  await expect(dispute(served)).rejects.toMatchObject({ code: 'transition-not-allowed' });
  await orders.order(served);
  await expect(dispute(served)).rejects.toMatchObject({ code: 'execution-dispute-not-open' });
  await expect(dispute(served, id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    office.system.ask(disputeExecution, { matterId: served, reasons: '无' }, { kind: 'citizen', id: served }),
  ).rejects.toMatchObject({ code: 'validation-failed' });
  expect((await office.file(served)).version).toBe((await office.moves(served)).length);
});

it('an order whose last day passed is disputed too; the confirmation answers that, and can be disputed itself', async () => {
  const id = await orders.served('supported', 'supported');
  await orders.order(id);
  await daysAgo(id, 11);
  await dispute(id);
  expect(await office.lastMove(id)).toMatchObject({ state: 'in_execution', values: { subject: 'order' } });
  await orders.confirm(id);
  expect((await office.lastMove(id)).tasks.map(({ act }) => act)).not.toContain('answer-dispute');
  await dispute(id);
  expect(await office.lastMove(id)).toMatchObject({ state: 'closed', values: { subject: 'confirmation' } });
});

it('is taken once under one key, and once of two at one moment', async () => {
  const id = await confirmed();
  const key = '3f2a9c10-7b41-4d5e-8a6f-00000000d001';
  expect(await dispute(id, id, key)).toEqual(await dispute(id, id, key));
  const other = await confirmed();
  const all = await Promise.allSettled([dispute(other), dispute(other), dispute(other)]);
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await office.moves(other)).filter(({ transition }) => transition === 'T36.2')).toHaveLength(1);
});

it('T47: the archive waits for the window to dispute, and for the answer', async () => {
  const id = await confirmed();
  await office.system.rows(`update assignment.file set evaluations = '[]' where id = $1`, [id]);
  await office.allRendered(id);
  const archive = () => office.act(archiveFile, id, archivist, { shelfMark: '2026-X-0051' });
  const waits = { code: 'file-incomplete', detail: { missing: 'execution-dispute' } };
  await expect(archive()).rejects.toMatchObject(waits);
  await dispute(id);
  await daysAgo(id, 60);
  await expect(archive()).rejects.toMatchObject(waits);
  await answer(id);
  expect(await archive()).toMatchObject({ state: 'archived' });
  await expect(dispute(id)).rejects.toMatchObject({ code: 'transition-not-allowed' });
});
