import { archiveFile, type Evaluate, evaluate } from '@huiyin/contracts';
import { archivist, OpinionOffice, official } from './opinion-office.js';
import { lead } from './opinion-file.js';
import { Orders } from './opinion-orders.js';

let office: OpinionOffice;
let orders: Orders;

beforeAll(async () => {
  office = await OpinionOffice.start();
  orders = new Orders(office);
});
afterAll(async () => office.stop());

const say = (id: string, subject: Evaluate['subject'], value: Evaluate['value'], as = id) =>
  office.system.ask(evaluate, { matterId: id, subject, value, reason: '说到做到。' }, { kind: 'citizen', id: as });

it('is not open before service', async () => {
  const id = await orders.issued('supported', 'supported');
  await expect(say(id, 'unit', 'satisfied')).rejects.toMatchObject({ code: 'evaluation-not-open' });
  expect((await office.file(id)).evaluations).toEqual([]);
});

it('SAT22: bureau and unit apart, each once', async () => {
  const id = await orders.served('supported', 'supported');
  expect((await office.file(id)).evaluations.map(({ standing }) => standing)).toEqual(['pending', 'pending']);
  expect(await office.lastMove(id)).toMatchObject({ transition: 'T34', values: { pending: 2 } });
  await say(id, 'unit', 'dissatisfied');
  expect(await office.lastMove(id)).toMatchObject({
    transition: 'T34.2',
    values: { subject: 'unit', bureau: 'pending', unit: 'dissatisfied', pending: 1 },
  });
  await expect(say(id, 'unit', 'satisfied')).rejects.toMatchObject({ code: 'evaluated-before' });
  await say(id, 'bureau', 'basically_satisfied');
  expect((await office.lastMove(id)).values).toMatchObject({ pending: 0 });
  const kept = await office.system.rows(
    'select subject, value, reason from assignment.evaluation where matter_id = $1 order by subject',
    [id],
  );
  expect(kept).toEqual([
    { subject: 'bureau', value: 'basically_satisfied', reason: '说到做到。' },
    { subject: 'unit', value: 'dissatisfied', reason: '说到做到。' },
  ]);
  expect(JSON.stringify(await office.moves(id))).not.toContain('说到做到');
});

it('is open while it is carried out and after the end, and closes nothing itself', async () => {
  const id = await orders.served('supported', 'supported');
  await orders.order(id);
  await say(id, 'unit', 'satisfied');
  expect((await office.file(id)).state).toBe('in_execution');
  await orders.confirm(id);
  await say(id, 'bureau', 'satisfied');
  expect((await office.file(id)).state).toBe('closed');
});

it('T47: no file goes to the archive while the petitioner may still speak', async () => {
  const id = await orders.served('explained', 'explained');
  await office.longAgo(id, 40);
  await office.windowOver(id, 'TL-13');
  await office.until(id, 'closed');
  await office.allRendered(id);
  const archive = () => office.act(archiveFile, id, archivist, { shelfMark: '2026-X-0042' });
  await expect(archive()).rejects.toMatchObject({ code: 'file-incomplete', detail: { missing: 'evaluation' } });
  await office.windowOver(id, 'TL-23');
  await office.untilMoved(id, 'T34.3');
  expect(await archive()).toMatchObject({ state: 'archived' });
  await office.heardOf(await office.windowOver(id, 'TL-23'));
  await expect(say(id, 'unit', 'satisfied')).rejects.toMatchObject({ code: 'evaluation-not-open' });
});

it('an archived file hears of a window without harm', async () => {
  const id = await orders.served('explained', 'explained');
  await office.longAgo(id, 40);
  await office.system.rows(`update assignment.file set state = 'archived' where id = $1`, [id]);
  const { version } = await office.file(id);
  await office.heardOf(await office.windowOver(id, 'TL-23'));
  await office.heardOf(await office.windowOver(id, 'TL-13'));
  expect((await office.file(id)).version).toBe(version);
  expect(await office.system.rows('select 1 from assignment.dead_letter where matter_id = $1', [id])).toEqual([]);
});

it('O (11): silence is not counted as satisfied', async () => {
  const id = await orders.served('explained', 'explained');
  await say(id, 'bureau', 'satisfied');
  await office.longAgo(id, 40);
  await office.windowOver(id, 'TL-23');
  const file = await office.untilMoved(id, 'T34.3');
  expect(file.evaluations).toEqual([
    { subject: 'bureau', standing: 'evaluated', value: 'satisfied' },
    { subject: 'unit', standing: 'not_evaluated' },
  ]);
  expect((await office.lastMove(id)).values).toEqual({ bureau: 'satisfied', unit: 'not_evaluated', pending: 0 });
  const kept = await office.system.rows('select subject from assignment.evaluation where matter_id = $1', [id]);
  expect(kept).toEqual([{ subject: 'bureau' }]);
  await expect(say(id, 'unit', 'satisfied')).rejects.toMatchObject({ code: 'evaluation-not-open' });
  await office.heardOf(await office.windowOver(id, 'TL-23'));
  expect((await office.file(id)).version).toBe(file.version);
});

it('the window closes for the petitioner also when nobody has said so yet', async () => {
  const id = await orders.served('explained', 'explained');
  await office.longAgo(id, 60);
  await expect(say(id, 'unit', 'satisfied')).rejects.toMatchObject({ code: 'evaluation-not-open' });
});

it('both windows over in one breath: closed and not evaluated, whichever comes first', async () => {
  const id = await orders.served('not_supported', 'not_supported');
  await office.longAgo(id, 60);
  await Promise.all([office.windowOver(id, 'TL-23'), office.windowOver(id, 'TL-13')]);
  await office.untilMoved(id, 'T34.3');
  const file = await office.until(id, 'closed');
  expect(file).toMatchObject({ closing_reason: 'not_supported' });
  expect(file.evaluations.every(({ standing }) => standing === 'not_evaluated')).toBe(true);
  const moves = await office.moves(id);
  expect(moves.map(({ version }) => version)).toEqual(moves.map((_, at) => at + 1));
});

it('a warning, another clock and a matter of another office change nothing', async () => {
  const id = await orders.served('explained', 'explained');
  await office.longAgo(id, 60);
  const { version } = await office.file(id);
  await office.heardOf(await office.windowOver(id, 'TL-13', { stepKind: 'due-today' }));
  await office.heardOf(await office.windowOver('00000000-0000-4000-8000-0000000000ff', 'TL-13'));
  expect((await office.file(id)).version).toBe(version);
});

it('two words at once: one is kept', async () => {
  const id = await orders.served('supported', 'supported');
  const ends = await Promise.allSettled([
    say(id, 'unit', 'satisfied'),
    say(id, 'unit', 'dissatisfied'),
    say(id, 'unit', 'satisfied'),
  ]);
  expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'evaluated-before' });
});

it('nobody speaks for another: no other citizen, no official', async () => {
  const id = await orders.served('supported', 'supported');
  const stranger = await orders.served('supported', 'supported');
  await expect(say(id, 'unit', 'satisfied', stranger)).rejects.toMatchObject({ code: 'not-found' });
  const order = { matterId: id, subject: 'unit', value: 'satisfied' };
  await expect(office.system.ask(evaluate, order, official(lead))).rejects.toMatchObject({ code: 'act-not-allowed' });
  expect((await office.file(id)).evaluations.every(({ standing }) => standing === 'pending')).toBe(true);
});
