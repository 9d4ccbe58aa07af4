import { randomUUID } from 'node:crypto';
import { aNotice, aSlip, Office, officeOf } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.start();
}, 120_000);
afterAll(() => office.stop(), 60_000);

const numbers = (unit: number) =>
  office.system.rows<{ word: string; year: number; seq: number; year_on_clock: number }>(
    `select word, year, seq, extract(year from issued_at at time zone 'Asia/Shanghai')::int as year_on_clock
       from intake.paper where unit_id = $1 order by word, year, seq`,
    [unit],
  );

test('of 200 acts at once, some of which fail, the numbers of each series are 1 to n', async () => {
  const lastOfOld = new Date('2025-12-31T15:59:59.999Z');
  const firstOfNew = new Date('2025-12-31T16:00:00.000Z');
  const issues = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const unit = 1 + (i % 3);
      const issuedAt = Math.random() < 0.5 ? lastOfOld : firstOfNew;
      const matterId = await office.aMatter(unit);
      return { matterId, fails: Math.random() < 0.3, paper: aNotice(matterId, { office: officeOf(unit), issuedAt }) };
    }),
  );
  const done = await Promise.allSettled(issues.map((one) => office.act(one.matterId, [one.paper], one.fails)));
  expect(done.map((one) => one.status === 'rejected')).toEqual(issues.map((one) => one.fails));
  expect(issues.filter((one) => one.fails).length).toBeGreaterThan(20);
  for (const unit of [1, 2, 3]) {
    const given = await numbers(unit);
    expect(given.length).toBe(issues.filter((one) => !one.fails && one.paper.row.unitId === unit).length);
    for (const row of given) expect(row.year).toBe(row.year_on_clock);
    for (const year of [2025, 2026]) {
      const own = given.filter((row) => row.year === year).map((row) => row.seq);
      expect(own).toEqual(own.map((_, i) => i + 1));
      expect(own.length).toBeGreaterThan(5);
    }
  }
});

test('a minute before and at the new year in Shanghai are two series', async () => {
  const matterId = await office.aMatter(20);
  const at = (issuedAt: string) => aNotice(matterId, { office: officeOf(20), issuedAt: new Date(issuedAt) });
  await office.issue(at('2026-12-31T23:59:00+08:00'));
  await office.issue(at('2027-01-01T00:00:00+08:00'));
  await office.issue(at('2026-12-31T23:59:30+08:00'));
  expect((await numbers(20)).map((row) => [row.year, row.seq])).toEqual([
    [2026, 1],
    [2026, 2],
    [2027, 1],
  ]);
  expect(
    (await office.system.rows('select content from intake.paper where unit_id = 20 and year = 2027'))[0],
  ).toMatchObject({
    content: { issuedOn: '2027-01-01' },
  });
});

test('one act issues several papers: each word has its own series, two of one word get two numbers', async () => {
  const matterId = await office.aMatter(30);
  const parts = { office: officeOf(30) };
  await office.issue(
    aNotice(matterId, parts),
    aNotice(matterId, parts),
    aSlip(matterId, parts),
    aSlip(matterId, { ...parts, word: '交' }),
  );
  expect((await numbers(30)).map((row) => `${row.word}${row.seq}`).toSorted()).toEqual(['交1', '告1', '告2', '转1']);
});

test('no number can be chosen, moved on or taken back by the service', async () => {
  const matterId = await office.aMatter(40);
  await office.issue(aNotice(matterId, { office: officeOf(40) }));
  for (const text of [
    'update intake.paper_series set last = 9',
    "insert into intake.paper_series values (40, '告', 2031, 5)",
    'select * from intake.paper_series',
    'delete from intake.paper',
  ])
    await expect(office.database.query(text)).rejects.toThrow('permission denied');
  await expect(
    office.system.rows(
      `insert into intake.paper (id, matter_id, kind, unit_id, office, office_short, word, year, seq, version, content, content_hash,
         template_version, issued_at, issued_by, is_for_petitioner, seen_by)
       values ($1, $1, 'F-02', 40, 'x', 'x', '告', 2026, 7, 1, '{}', '', 1, now(), $1, false, '{40}')`,
      [randomUUID()],
    ),
  ).rejects.toThrow('the number of a paper is given here');
});
