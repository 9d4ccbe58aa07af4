import 'reflect-metadata';
import { Problem } from '@huiyin/contracts';
import { call, type Deciding, note, type Paper, Papers, scope } from './papers.js';
import { sentBy, starts } from './sent-statements.js';

let papers: Papers;
beforeAll(async () => {
  papers = await Papers.start();
}, 120_000);
afterAll(() => papers.stop(), 60_000);

/** A paper whose version 2 this process left. */
async function leftPaper(): Promise<string> {
  const id = await papers.add();
  await papers.change(id, note('first'), { expected: 1 });
  return id;
}
const rowOf = async (id: string) => (await papers.row(id)) as unknown as Record<string, unknown>;

test('where this process left the row at the version that the caller saw, a change takes one trip', async () => {
  const id = await leftPaper();
  const sent = await sentBy(() => papers.change(id, note('second'), { expected: 2 }));
  expect(starts(sent.texts)).toEqual(['begin', 'select now fro', 'with claimed a', 'commit']);
  expect(sent.trips).toBe(1);
  expect(await rowOf(id)).toMatchObject({ version: 3, note: 'second' });
  expect(await papers.left(id)).toMatchObject({ version: 3, audit: 2, events: 2 });
});

test('the rule sees the remembered row as TypeORM reads it, and cannot change it', async () => {
  const id = await leftPaper();
  let seen: Paper | undefined;
  await papers.change(id, (row) => ((seen = row), { row: { note: 'second' } }), { expected: 2 });
  const read = await papers.database.inScope(scope, (manager) =>
    manager.query<{ version: number }[]>('select version from paper where id = $1', [id]),
  );
  expect(read).toEqual([{ version: 3 }]);
  expect(seen).toMatchObject({
    id,
    version: 2,
    note: 'first',
    marks: [{ a: [1] }],
    unitIds: [7, 8],
    heldOn: '2026-03-02',
  });
  expect(seen?.filedAt).toEqual(new Date('2026-03-02T01:30:00.123Z'));
  const meddling: Deciding = (row) => {
    (row.marks as unknown[]).push('meddled');
    return { row: { note: 'third' } };
  };
  await expect(papers.change(id, meddling, { expected: 3 })).rejects.toThrow(TypeError);
  expect(await rowOf(id)).toMatchObject({ version: 3, marks: [{ a: [1] }] });
});

test('a row that anybody wrote since is looked at first, even where its version is the same', async () => {
  const id = await leftPaper();
  await papers.system.rows(`update intake.paper set is_open = false where id = $1`, [id]);
  const seen: boolean[] = [];
  await papers.change(id, (row) => (seen.push(row.isOpen), { row: { note: 'second' } }), { expected: 2 });
  expect(seen).toEqual([true, false]);
  expect(await papers.left(id)).toMatchObject({ version: 3, audit: 2, events: 2 });
});

test('of twenty changes of one remembered version one is made, and the others are told the present one', async () => {
  const id = await leftPaper();
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, (_, nth) => papers.change(id, note(`${nth}`), { expected: 2 })),
  );
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as Problem] : []));
  expect(refused).toHaveLength(19);
  for (const problem of refused) expect(problem).toMatchObject({ code: 'stale-version', detail: { current: 3 } });
  expect(await papers.left(id)).toMatchObject({ version: 3, audit: 2, events: 2 });
});

test('one key makes one change of a remembered row, however often it comes, and brings its answer', async () => {
  const id = await leftPaper();
  const by = call();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => papers.change(id, note('second'), { by, expected: 2 })),
  );
  expect(answers).toEqual(Array.from({ length: 10 }, () => ({ version: 3 })));
  expect(await papers.change(id, note('second'), { by, expected: 2 })).toEqual({ version: 3 });
  expect(await papers.left(id)).toMatchObject({ version: 3, audit: 2, events: 2 });
});

test('what this process remembers is no way round the scope: refused and absent look alike', async () => {
  const id = await leftPaper();
  const foreign = { ...scope, units: [8] };
  const refusing: Deciding = () => {
    throw new Problem('transition-not-allowed');
  };
  for (const decide of [note('foreign'), refusing])
    await expect(papers.change(id, decide, { within: foreign, expected: 2 })).rejects.toMatchObject({
      code: 'not-found',
    });
  await expect(papers.change(id, refusing, { expected: 2 })).rejects.toMatchObject({ code: 'transition-not-allowed' });
  expect(await papers.left(id)).toMatchObject({ version: 2, audit: 1, events: 1 });
});

test('what a trigger keeps from being changed leaves nothing and the key free', async () => {
  const id = await leftPaper();
  const by = call();
  await expect(papers.change(id, note('hold me'), { by, expected: 2 })).rejects.toThrow();
  expect(await papers.left(id)).toMatchObject({ version: 2, audit: 1, events: 1 });
  expect(await papers.change(id, note('second'), { by, expected: 2 })).toEqual({ version: 3 });
});
