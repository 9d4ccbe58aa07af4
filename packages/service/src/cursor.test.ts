import { Cursors } from './cursor.js';

const cursors = new Cursors('a key');
const refused = { code: 'bad-cursor' };

test('a cursor brings back the place it was written for', () => {
  for (const place of [['2026-11-24', 7], [null, 'a.b', -1], []])
    expect(cursors.read('ledger', cursors.write('ledger', place))).toEqual(place);
});

test('a cursor of another list, another key, or changed anywhere is refused', () => {
  const cursor = cursors.write('ledger\nunit=3', ['2026-11-24', 7]);
  const [body = '', signature = ''] = cursor.split('.');
  const other = Buffer.from('["2020-01-01",1]').toString('base64url');
  expect(() => cursors.read('ledger\nunit=4', cursor)).toThrow(expect.objectContaining(refused) as Error);
  const bad = [
    new Cursors('another key').write('ledger\nunit=3', ['2026-11-24', 7]),
    `${other}.${signature}`,
    `${body}.`,
    body,
    `${cursor}.more`,
    `${cursor}=`,
    `${cursor} `,
    `${body}.${'宿'.repeat(32)}`,
    '.',
    '',
  ];
  for (const one of bad)
    expect(() => cursors.read('ledger\nunit=3', one)).toThrow(expect.objectContaining(refused) as Error);
});
