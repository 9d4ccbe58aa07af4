import { join } from 'node:path';
import { usualColumns } from '../src/replay/message-file.js';
import { replay, type ReplayOptions } from '../src/replay/run.js';
import { replayTable } from '../src/replay/table.js';
import { inventedRows, writeJsonLines } from './messages.js';
import { UnsteadyDoor } from './unsteady-door.js';
import { WholeOffice } from './whole-office.js';

let office: WholeOffice;
beforeAll(async () => {
  office = await WholeOffice.open();
}, 120_000);
afterAll(() => office.close());

const file = (name: string, rows: readonly object[] = inventedRows) =>
  writeJsonLines(join(office.installation.localFolder, name), rows);
const usual = { concurrency: 4, columns: usualColumns, again: false, patience: 20, compareWithin: 20_000 } as const;
const run = (options: Partial<ReplayOptions> & { file: string }, gatewayUrl = office.installation.gatewayUrl) =>
  replay({ ...office.installation, gatewayUrl }, { ...usual, ...options });

const renamed = (prefix: string) =>
  inventedRows.map((row) => ({ ...row, uid: `${prefix}${row.uid}`, body: `${prefix}${row.body}` }));

test('every message gets a receipt, is found everywhere, and its repeat is proposed', async () => {
  const figures = await run({ file: file('all.jsonl') });
  expect(figures).toMatchObject({ sent: 6, receipts: 6, new: 6, skipped: 0, errors: {}, retries: 0, holds: true });
  expect(figures.comparison).toMatchObject({ acknowledged: 6, database: 6, stream: 6, reading: 6, areEqual: true });
  expect(figures.proposals).toEqual({ byLikeness: { repeat: 1 }, repeats: 2, repeatsUnproposed: 0 });
  expect(replayTable(figures)).toContain('全部一致 / All equal');

  const again = await run({ file: file('all.jsonl') });
  expect(again).toMatchObject({ sent: 0, new: 0, skipped: 6, holds: true });
});

test('sent again within the day, each message gets the receipt that it had', async () => {
  const path = file('twice.jsonl', renamed('t'));
  await run({ file: path });
  const again = await run({ file: path, again: true });
  expect(again).toMatchObject({ sent: 6, receipts: 6, new: 0, otherReceipt: [], holds: true });
});

test('a run that was broken off goes on where it stopped', async () => {
  const path = file('broken-off.jsonl', renamed('b'));
  expect(await run({ file: path, limit: 2 })).toMatchObject({ messages: 2, sent: 2, new: 2 });
  expect(await run({ file: path })).toMatchObject({ messages: 6, skipped: 2, sent: 4, new: 4, holds: true });
});

test('a door that falls shut, is full, or loses its answer gets every message once', async () => {
  const door = await UnsteadyDoor.before(office.installation.gatewayUrl, [
    'cut',
    'answer-lost',
    'overloaded',
    'too-many',
    'answer-lost',
  ]);
  try {
    const figures = await run({ file: file('unsteady.jsonl', renamed('u')) }, door.url);
    expect(figures).toMatchObject({ receipts: 6, new: 6, errors: {}, retries: 30, holds: true });
    const [row] = await office.system.rows<{ n: number }>(
      `select count(*)::int as n from intake.submission where content like 'u%'`,
    );
    expect(row?.n).toBe(6);
  } finally {
    await door.close();
  }
});

test('the rate that was asked for is kept', async () => {
  const figures = await run({ file: file('slow.jsonl', renamed('r')), rate: 10 });
  expect(figures.seconds).toBeGreaterThanOrEqual(0.5);
});

test('an acknowledged submission that is gone from the database is told as lost', async () => {
  const path = file('lost.jsonl', renamed('l'));
  await run({ file: path });
  await office.system.rows(
    `set session_replication_role = replica;
     delete from intake.submission where id = (select id from intake.submission where content like 'l%' limit 1);
     set session_replication_role = origin`,
  );
  const figures = await run({ file: path, compareWithin: 0 });
  expect(figures).toMatchObject({ sent: 0, holds: false, comparison: { acknowledged: 6, database: 5, stream: 6 } });
  expect(figures.comparison.lost).toHaveLength(1);
  expect(replayTable(figures)).toContain(`lost ${figures.comparison.lost[0]}`);
});

test('an exact repeat that nobody is told of does not hold', async () => {
  const path = file('untold.jsonl', renamed('n'));
  await run({ file: path });
  await office.system.rows(
    `delete from intake.proposal p using intake.submission s where s.id = p.submission_id and s.content like 'n%'`,
  );
  const figures = await run({ file: path, compareWithin: 0 });
  expect(figures).toMatchObject({ holds: false, comparison: { areEqual: true }, proposals: { repeatsUnproposed: 2 } });
  expect(replayTable(figures)).toContain('2 repeats not proposed');
});

test('a refusal is counted under its code, and the rest goes on', async () => {
  const path = file('reused.jsonl', renamed('k').slice(0, 2));
  await run({ file: path });
  const changed = file('reused-changed.jsonl', [
    ...renamed('k')
      .slice(0, 1)
      .map((row) => ({ ...row, body: '另一件事' })),
    ...renamed('m'),
  ]);
  const figures = await run({ file: changed });
  expect(figures).toMatchObject({ sent: 7, receipts: 6, errors: { 'idempotency-key-reused': 1 }, holds: false });
});

test('a door that nobody answers at is said in one sentence', async () => {
  await expect(run({ file: file('all.jsonl') }, 'http://127.0.0.1:9')).rejects.toThrow(/Nothing answers at/);
});
