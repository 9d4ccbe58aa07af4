import { join } from 'node:path';
import { usualColumns } from '../src/replay/message-file.js';
import { replay } from '../src/replay/run.js';
import { inventedRows, writeJsonLines } from './messages.js';
import { WholeOffice } from './whole-office.js';

let office: WholeOffice;
beforeAll(async () => {
  process.env['HUIYIN_LIMIT_SUBMISSIONS'] = '2';
  office = await WholeOffice.open();
}, 120_000);
afterAll(() => office.close());

test('where the door asks for work, the work is done', async () => {
  const file = writeJsonLines(join(office.installation.localFolder, 'all.jsonl'), inventedRows);
  const figures = await replay(office.installation, {
    file,
    concurrency: 2,
    columns: usualColumns,
    again: false,
    patience: 40,
    compareWithin: 20_000,
  });
  expect(figures).toMatchObject({ receipts: 6, errors: {}, holds: true });
  expect(figures.retries).toBeGreaterThanOrEqual(4);
});
