import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type Call } from '@huiyin/messaging';
import { ownScope } from '@huiyin/service';
import { call, type Deciding, Line, note, Paper, Papers, scope, Stamp } from './papers.js';
import { sentBy, starts } from './sent-statements.js';

let papers: Papers;
beforeAll(async () => {
  papers = await Papers.start();
}, 120_000);
afterAll(() => papers.stop(), 60_000);

const untouched = { version: 1, lines: 0, stamps: 0, audit: 0, events: 0 };

test('a change takes two trips, whatever it adds, and its texts do not depend on values', async () => {
  const [id, other] = [await papers.add(), await papers.add()];
  const lines = (...notes: string[]) => notes.map((text) => ({ table: Line, row: { paperId: id, note: text } }));
  const stamp = (no: number) => ({ table: Stamp, row: { no, paperId: id } });
  const by = call();
  const change = () => papers.change(id, () => ({ row: { note: 'x' }, adds: [...lines('a', 'b'), stamp(1)] }), { by });
  const sent = await sentBy(change);
  expect(starts(sent.texts)).toEqual(['begin', 'select now fro', 'with claimed a', 'with changed a', 'commit']);
  expect(sent.trips).toBe(2);
  expect(await papers.left(id)).toEqual({ version: 2, lines: 2, stamps: 1, audit: 1, events: 1 });
  const again = await sentBy(() =>
    papers.change(other, () => ({ row: { note: 'y' }, adds: [...lines('c'), stamp(2)] })),
  );
  expect(again).toEqual(sent);
  const repeat = await sentBy(change);
  expect(starts(repeat.texts)).toEqual(['begin', 'select now fro', 'with claimed a', 'select request', 'commit']);
  expect(repeat.trips).toBe(3);
});

test('the beginning of a transaction travels with the first read', async () => {
  const sent = await sentBy(() => papers.database.inScope(scope, (manager) => manager.query('select 1')));
  expect(starts(sent.texts)).toEqual(['begin', 'select now fro', 'select 1', 'COMMIT']);
  expect(sent.trips).toBe(2);
});

test('the rule sees the row as TypeORM reads it, and every kind of value survives a change', async () => {
  const id = await papers.add();
  let seen: Paper | undefined;
  const row: Partial<Paper> = {
    note: `it's "quoted" \\ $1 {{x}} 王一🙂\n`,
    filedAt: new Date('2026-07-01T00:00:00.456Z'),
    heldOn: null,
    marks: [1, 'two', null, { three: ["'", '三'] }],
    unitIds: [],
    seal: Buffer.from([0, 39, 92, 255]),
    mood: 'urgent',
    isOpen: false,
    counted: '9007199254740995',
  };
  const read = () => papers.database.inScope(scope, (manager) => manager.findOneByOrFail(Paper, { id }));
  const before = await read();
  await papers.change(id, (given) => {
    seen = given;
    return { row };
  });
  expect(seen).toStrictEqual(before);
  expect(seen?.filedAt).toEqual(new Date('2026-03-02T01:30:00.123Z'));
  expect(await read()).toEqual({ id, version: 2, unitId: 7, ...row });
});

test('rows beside it get their values, defaults and generated columns; a trigger sees the changed row', async () => {
  const id = await papers.add();
  const full = {
    note: `'; drop table intake.line; -- 信访🙂`,
    at: new Date('2026-02-28T16:00:00.001Z'),
    seal: Buffer.from([0, 255, 92]),
    list: [[], { a: null }, 'x'],
    unitIds: [3, 4],
  };
  await papers.change(id, () => ({
    row: { note: 'after' },
    adds: [
      { table: Line, row: { paperId: id, ...full } },
      { table: Stamp, row: { no: 11, paperId: id } },
      { table: Line, row: { paperId: id, note: null, list: undefined } },
      { table: Stamp, row: { no: 12, paperId: id } },
      { table: Line, row: { paperId: id, ...full, note: 'second' } },
    ],
  }));
  const lines = await papers.database.inScope(scope, (manager) => manager.findBy(Line, { paperId: id }));
  const kept = { id: expect.any(String) as string, paperId: id, paperVersion: 2 };
  expect(lines.toSorted((a, b) => String(a.note).localeCompare(String(b.note)))).toEqual(
    [
      { ...kept, ...full, shout: full.note.toUpperCase() },
      { ...kept, note: null, at: new Date('2026-01-01Z'), seal: null, list: null, unitIds: [9], shout: null },
      { ...kept, ...full, note: 'second', shout: 'SECOND' },
    ].toSorted((a, b) => String(a.note).localeCompare(String(b.note))),
  );
  expect((await papers.left(id)).stamps).toBe(2);
});

test('an add that fails, a row that a trigger holds and a value without a form leave nothing, and the key free', async () => {
  const id = await papers.add();
  const by = call();
  const line = { table: Line, row: { paperId: id } };
  await papers.system.rows('insert into intake.stamp values (500, $1)', [randomUUID()]);
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const failing: [Deciding, unknown][] = [
    [() => ({ row: { note: 'x' }, adds: [line, { table: Stamp, row: { no: 500, paperId: id } }] }), { code: '23505' }],
    [() => ({ row: { note: 'x' }, adds: [{ table: Line, row: { paperId: randomUUID() } }] }), { code: '23502' }],
    [() => ({ row: { note: 'hold me' }, adds: [line] }), { code: '22012' }],
    [
      () => ({ row: { note: 'x' }, adds: [{ table: Line, row: { paperId: id, colour: 1 } }] }),
      /no column for "colour"/,
    ],
    [() => ({ row: { note: circular as unknown as string } }), /circular/],
    [() => ({ row: { marks: circular } }), /circular/],
    [() => ({ row: { note: 'nul \0' } }), { code: '22021' }],
  ];
  for (const [decide, refusal] of failing) {
    const error: unknown = await papers.change(id, decide, { by }).catch((thrown: unknown) => thrown);
    if (refusal instanceof RegExp) expect(String(error)).toMatch(refusal);
    else expect(error).toMatchObject(refusal as object);
    expect(await papers.left(id)).toEqual(untouched);
  }
  await papers.areIdle();
  expect(await papers.change(id, note('y'), { by })).toEqual({ version: 2 });
});

test('a repeat that comes while the first waits for the row does the work itself when the first fails, on the newest row', async () => {
  const id = await papers.add();
  const by = call();
  await papers.system.rows('begin');
  await papers.system.rows(`update intake.paper set version = 2, note = 'by another' where id = $1`, [id]);
  const first = papers.change(id, note('first'), { by }).catch((error: { code: string }) => error.code);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const second = papers.change(id, note('second'), { by });
  expect(await first).toBe('55P03');
  await papers.system.rows('commit');
  expect(await second).toEqual({ version: 3 });
  expect(await papers.change(id, note('third'), { by })).toEqual({ version: 3 });
  expect(await papers.left(id)).toMatchObject({ version: 3, audit: 1, events: 1 });
});

test('a service acts without a key as often as it says, and sees no missing row', async () => {
  const id = await papers.add();
  const { idempotencyKey: _, ...keyless } = call();
  const by: Call = { ...keyless, actor: { kind: 'service', id: 'x' } };
  const within = ownScope('test');
  expect(await papers.change(id, note('a'), { by, within })).toEqual({ version: 2 });
  expect(await papers.change(id, note('b'), { by, within })).toEqual({ version: 3 });
  await expect(papers.change(randomUUID(), note('c'), { by, within })).rejects.toMatchObject({ code: 'not-found' });
});

test('who comes with an old version is told which acts happened since, the last five in order, and not whose', async () => {
  const id = await papers.add();
  await expect(papers.change(id, note('x'), { expected: 4 })).rejects.toMatchObject({ detail: { current: 1 } });
  const acts = ['classify', 'forward', 'take', 'accept', 'handle', 'serve'];
  for (const act of acts) await papers.change(id, note(act), { act });
  const refusal = (expected: number) => papers.change(id, note('x'), { expected }).catch((error: unknown) => error);
  const [last] = await papers.system.rows<{ at: Date }>('select max(at) as at from intake.audit where object = $1', [
    id,
  ]);
  const at = last?.at.toISOString();
  expect(await refusal(5)).toMatchObject({ code: 'stale-version', detail: { current: 7, acts: 'handle,serve', at } });
  const told = await refusal(1);
  expect(told).toMatchObject({ detail: { current: 7, acts: 'forward,take,accept,handle,serve', at } });
  expect(JSON.stringify(told)).not.toContain('official');
});

test('of four hundred interleaved transactions none sees the scope of another on the same connection', async () => {
  const [mine, foreign] = [await papers.add(7), await papers.add(8)];
  const bound = `select current_setting('hy.units', true) as units, current_setting('hy.all', true) as all`;
  const other = { ...scope, units: [8] };
  // Forty at once on four connections; more would only wait for one.
  const one = async (i: number): Promise<void> => {
    const within = i % 2 === 0 ? scope : other;
    const [own, strange] = i % 2 === 0 ? [mine, foreign] : [foreign, mine];
    if (i % 5 === 0) {
      await expect(papers.change(strange, note('never'), { within })).rejects.toMatchObject({ code: 'not-found' });
    } else if (i % 5 === 1) {
      const [row] = (await papers.database.query(bound)) as { units: string | null; all: string | null }[];
      expect([row?.units ?? '', row?.all ?? '']).toEqual(['', '']);
    } else if (i % 5 === 2) {
      const seen = await papers.database.inScope(within, (manager) => manager.find(Paper, { select: { id: true } }));
      expect(seen.map(({ id }) => id)).toContain(own);
      expect(seen.map(({ id }) => id)).not.toContain(strange);
    } else if (i % 5 === 3) {
      await papers.database.inScope(ownScope('test'), () => Promise.reject(new Error('fault'))).catch(() => undefined);
    } else {
      await papers.change(own, note(`by ${String(within.units)}`), { within });
    }
  };
  const lane = async (first: number) => {
    for (let i = first; i < 400; i += 40) await one(i);
  };
  await Promise.all(Array.from({ length: 40 }, (_, first) => lane(first)));
  expect([(await papers.row(mine))?.['note'], (await papers.row(foreign))?.['note']]).toEqual(['by 7', 'by 8']);
  await papers.areIdle();
});

test('a manager in scope opens savepoints inside the transaction and locks rows', async () => {
  const id = await papers.add();
  await papers.database.inScope(scope, async (manager) => {
    await manager
      .transaction(async (inner) => {
        await inner.query(`update intake.paper set note = 'inner' where id = $1`, [id]);
        throw new Error('fault');
      })
      .catch(() => undefined);
    const row = await manager.findOneOrFail(Paper, { where: { id }, lock: { mode: 'pessimistic_write' } });
    await manager.query('update intake.paper set version = $2 where id = $1', [id, row.version + 1]);
  });
  expect(await papers.row(id)).toMatchObject({ version: 2, note: null });
  const wrong = { ...scope, units: ['}' as unknown as number] };
  for (let i = 0; i < 6; i++) await expect(papers.database.inScope(wrong, (m) => m.find(Paper))).rejects.toThrow();
  await papers.areIdle();
});

test('a lock that does not come, a statement too long and a connection cut leave nothing behind', async () => {
  const id = await papers.add();
  await papers.system.rows('begin');
  await papers.system.rows('select 1 from intake.paper where id = $1 for update', [id]);
  await expect(papers.change(id, note('x'))).rejects.toMatchObject({ code: '55P03' });
  await papers.system.rows('commit');
  const beside = (text: string): Deciding => {
    return () => ({ row: { note: 'x' }, adds: [{ table: Line, row: { paperId: id, note: text } }] });
  };
  await expect(papers.change(id, beside('slow'))).rejects.toMatchObject({ code: '57014' });
  await papers.areIdle();
  await expect(papers.change(id, beside('cut'))).rejects.toThrow(/terminat/i);
  expect(await papers.left(id)).toEqual(untouched);
  await papers.areIdle();
  for (let i = 0; i < 8; i++) await papers.change(id, note(`after ${i}`));
  expect(await papers.left(id)).toMatchObject({ version: 9, audit: 8 });
}, 30_000);

test('connections cut at any moment, also between two users of the pool, end no process and leave nobody waiting', async () => {
  const until = Date.now() + 4_000;
  const one = { name: 'one', text: 'select $1::int as n', values: [1] };
  let [asked, told] = [0, 0];
  const asking = async () => {
    while (Date.now() < until) {
      asked += 1;
      await papers.database.insertOnly(one).catch(() => undefined);
      await papers.database.inScope(scope, (manager) => manager.query('select 1')).catch(() => undefined);
      told += 1;
    }
  };
  const cutting = async () => {
    while (Date.now() < until) {
      await papers.system.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hy_intake' and datname = current_database()`,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.all([cutting(), ...Array.from({ length: 12 }, asking)]);
  expect(told).toBe(asked);
  await papers.areIdle();
}, 20_000);
