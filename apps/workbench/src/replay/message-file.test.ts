import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventedRows, writeJsonLines, writeWorkbook } from '../../test/messages.js';
import { readColumnMap, readMessages } from './message-file.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'huiyin-messages-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const headings = ['留言编号', '留言用户', '留言主题', '留言时间', '留言详情'];
const table = [
  headings,
  ['1001', 'U1', '村路未修', '2026/1/2 9:00', '从村口到学校的路,"下雨"就走不了。\n请修。'],
  ['1002', 'U2', '', '2026/1/3 9:00', '<水费> & 账单不清'],
  ['1002', 'U2', '', '2026/1/3 9:00', '<水费> & 账单不清'],
];
const expected = [
  { uid: '1001', user: 'U1', title: '村路未修', body: '从村口到学校的路,"下雨"就走不了。\n请修。' },
  { uid: '1002', user: 'U2', title: '', body: '<水费> & 账单不清' },
];

test('JSON lines are read with their ids, each id once', async () => {
  const messages = await readMessages(writeJsonLines(at('a.jsonl'), [...inventedRows, inventedRows[0] ?? {}]));
  expect(messages.map((message) => message.uid)).toEqual(inventedRows.map((row) => row.uid));
  expect(messages[2]).toMatchObject({ title: '', user: 'U0002' });
});

test('a CSV and a workbook of the published shape give the same messages', async () => {
  const csv = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
  writeFileSync(at('a.csv'), `\ufeff${csv}`);
  expect(await readMessages(at('a.csv'))).toEqual(expected);
  expect(await readMessages(writeWorkbook(at('a.xlsx'), table))).toEqual(expected);
});

test('a column map names other headings; a row without an id gets one that stays', async () => {
  writeFileSync(at('map.json'), '{"uid":"no","user":"who","title":"subject","body":"text"}');
  writeFileSync(at('b.csv'), 'who,subject,text\nU1,路,坏了\nU1,路,修好了\n');
  const columns = readColumnMap(at('map.json'));
  const [first, second] = await readMessages(at('b.csv'), columns);
  expect(first).toMatchObject({ user: 'U1', title: '路', body: '坏了' });
  expect(first?.uid).toMatch(/^[0-9a-f]{32}$/);
  expect(second?.uid).not.toBe(first?.uid);
  expect(await readMessages(at('b.csv'), columns)).toEqual([first, second]);
});

test.each([
  ['nowhere.jsonl', undefined, /There is no file/],
  ['a.txt', 'x', /none of .jsonl, .csv and .xlsx/],
  ['broken.jsonl', '{"uid":"1","body":"ok"}\n{oops', /Line 2 of .* is not JSON/],
  ['other.csv', 'a,b\n1,2', /has no column "留言详情"/],
  ['broken.xlsx', 'not a zip', /cannot be read as a workbook/],
])('%s is refused in one sentence', async (name, text, sentence) => {
  if (text !== undefined) writeFileSync(at(name), text);
  await expect(readMessages(at(name))).rejects.toThrow(sentence);
});
