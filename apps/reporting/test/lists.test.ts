import { randomUUID } from 'node:crypto';
import { ledger, type MatterLine, queue } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { citizenScope, Database, ownScope, type Scope } from '@huiyin/service';
import { type TestSystem } from '@huiyin/testing';
import { LedgerService } from '../src/ledger/ledger.service.js';
import { LineJobs } from '../src/line/line.jobs.js';
import { aClock, clockFacts, firstOfficer, Life, toldClocks } from './life.js';
import { codeOf, matterOf, ReadingSystem } from './reading-system.js';

const reading = new ReadingSystem();
const { bureau, department, village, township, admin } = reading;
const ask: TestSystem['ask'] = (...question) => reading.system.ask(...question);
const tell: ReadingSystem['tell'] = (...facts) => reading.tell(...facts);
const citizen = (matterId: string): Actor => ({ kind: 'citizen', id: matterId });

beforeAll(() => reading.start());
afterAll(() => reading.system.stop());
afterEach(() => reading.clear());

const idsOf = (lines: readonly MatterLine[]) => lines.map((line) => line.matterId);
async function wholeList(
  contract: typeof ledger | typeof queue,
  query: object,
  actor: Actor,
  between?: () => Promise<void>,
) {
  const lines: MatterLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(contract as typeof ledger, { ...query, ...(cursor === undefined ? {} : { cursor }) }, actor);
    lines.push(...page.lines);
    cursor = page.nextCursor;
    await between?.();
  } while (cursor !== undefined);
  return lines;
}

describe('lists', () => {
  it('show an official of another unit nothing, by any filter, and refuse who has no act', async () => {
    await tell(...matterOf(2, 0).classified().facts, ...matterOf(2, 1, { channel: 'letter' }).facts);
    const filters = [
      {},
      { unitId: 2 },
      { state: 'registered' },
      { isOpen: true },
      { isOverdue: false },
      { channel: 'letter' },
      { category: 'labour_social_security' },
      { matterKind: 'claim' },
      { registeredFrom: '2026-09-01', registeredTo: '2026-12-01' },
    ];
    for (const filter of filters) {
      for (const actor of [department, village, township]) {
        const page = await ask(ledger, filter, actor);
        expect(page).toEqual({ lines: [], asOf: expect.any(String) });
      }
      expect((await ask(ledger, filter, bureau)).lines.length).toBeGreaterThan(0);
    }
    expect((await ask(queue, {}, department)).lines).toEqual([]);
    expect(await codeOf(ask(ledger, {}, admin))).toBe('act-not-allowed');
    expect(await codeOf(ask(ledger, {}, citizen(randomUUID())))).toBe('act-not-allowed');
    expect(await codeOf(ask(queue, {}, { kind: 'anonymous', id: '' }))).toBe('not-signed-in');
  });

  it('give no row at all without a scope, from any table, and to a citizen those of the own matter', async () => {
    const own = new Life().registered();
    const other = new Life().registered();
    const gone = new Life().registered().removed();
    await tell(...own.facts, ...clockFacts(own.matterId), ...other.facts, ...clockFacts(other.matterId), ...gone.facts);
    const count = (scope: Scope, table: string) =>
      reading.part(Database).inScope(scope, async (tx) => {
        const rows = (await tx.query(`select count(*)::int as n from reporting.${table}`)) as [{ n: number }];
        return rows[0].n;
      });
    const nobody: Scope = { actor: 'anonymous', units: [], isEverything: false };
    for (const table of ['matter_line', 'timeline_step', 'clock_line', 'task', 'warning_line', 'gone_matter']) {
      const rows = (await reading.part(Database).query(`select count(*)::int as n from reporting.${table}`)) as [
        { n: number },
      ];
      expect([table, rows[0].n, await count(nobody, table)]).toEqual([table, 0, 0]);
      expect(await count(ownScope('test'), table)).toBeGreaterThan(0);
    }
    expect(await count(citizenScope(own.matterId), 'matter_line')).toBe(1);
    expect(await count(citizenScope(own.matterId), 'clock_line')).toBe(2);
    expect(await count(citizenScope(gone.matterId), 'gone_matter')).toBe(0);
  });

  it('put the newest first over all units of a scope, each row once', async () => {
    const lives = Array.from({ length: 40 }, (_, i) => matterOf([13, 16, 17, 2][i % 4] ?? 2, Math.floor(i / 3)));
    await tell(...lives.flatMap((life) => life.facts));
    const lines = await wholeList(ledger, { limit: 7 }, township);
    const expected = lives
      .map((life) => life.facts[0]?.payload as { matterId: string; registeredAt: string; unitId: number })
      .filter((r) => r.unitId !== 2)
      .sort((a, b) => (a.registeredAt + a.matterId < b.registeredAt + b.matterId ? 1 : -1));
    expect(idsOf(lines)).toEqual(expected.map((r) => r.matterId));
    expect(idsOf(await wholeList(ledger, { limit: 7, unitId: 16 }, township))).toEqual(
      expected.filter((r) => r.unitId === 16).map((r) => r.matterId),
    );
    expect((await ask(ledger, { unitId: 2 }, township)).lines).toEqual([]);
  });

  it('page through every row that was there, once, while rows are added', async () => {
    const lives = Array.from({ length: 30 }, (_, i) => matterOf(2, i));
    await tell(...lives.flatMap((life) => life.facts));
    let minute = 0;
    const adding = () => tell(...matterOf(2, 100 + minute++).facts, ...matterOf(2, 5.5).facts);
    const seen = idsOf(await wholeList(ledger, { limit: 4 }, bureau, adding));
    expect(new Set(seen).size).toBe(seen.length);
    expect(lives.every((life) => seen.includes(life.matterId))).toBe(true);
  });

  it('answer each filter and their combinations as a plain look at every row does', async () => {
    const lives: Life[] = [];
    for (let i = 0; i < 48; i++) {
      const life = matterOf(i % 3 === 0 ? 16 : 13, i, { channel: i % 5 === 0 ? 'letter' : 'online' });
      if (i % 2 === 0) life.classified(i % 4 === 0 ? 'environment' : 'land_resources');
      if (i % 7 === 0) life.linked();
      lives.push(life);
    }
    await tell(...lives.flatMap((life) => life.facts));
    await tell(
      ...lives.flatMap((life, i) =>
        i % 3 === 1
          ? []
          : [toldClocks(aClock(life.matterId, i % 6 === 0 ? {} : { legalDueAt: '2027-05-05T16:00:00Z' }))],
      ),
    );
    const all = await wholeList(ledger, { limit: 200 }, township);
    expect(all).toHaveLength(48);
    type Filter = [object, (line: MatterLine) => boolean];
    const filters: Filter[] = [
      [{ state: 'triaged' }, (l) => l.state === 'triaged'],
      [{ matterKind: 'claim' }, (l) => l.matterKind === 'claim'],
      [{ category: 'environment' }, (l) => l.category === 'environment'],
      [{ channel: 'letter' }, (l) => l.channel === 'letter'],
      [{ isOpen: true }, (l) => l.isOpen],
      [{ isOpen: false }, (l) => !l.isOpen],
      [{ isOverdue: true }, (l) => l.isOverdue],
      [{ isOverdue: false }, (l) => !l.isOverdue],
      [{ unitId: 16 }, (l) => l.unitId === 16],
      [{ registeredFrom: '2026-10-02' }, () => false],
      [{ registeredTo: '2026-10-01' }, () => true],
    ];
    for (const [first, isFirst] of filters) {
      for (const [second, isSecond] of filters) {
        const query = { ...second, ...first };
        const wanted = all.filter(
          (l) =>
            isFirst(l) &&
            (Object.keys(query).length === 1 || Object.keys(first)[0] === Object.keys(second)[0] || isSecond(l)),
        );
        expect([query, idsOf(await wholeList(ledger, { ...query, limit: 5 }, township))]).toEqual([
          query,
          idsOf(wanted),
        ]);
      }
    }
    expect(await codeOf(ask(ledger, { registeredFrom: '2026-02-31' }, township))).toBe('validation-failed');
  }, 120_000);

  it('show an auditor every unit, for a reason, by the same pages', async () => {
    const lives = Array.from({ length: 20 }, (_, i) => matterOf([2, 3, 16][i % 3] ?? 2, i));
    await tell(...lives.flatMap((life) => life.facts));
    const auditor = reading.neighbours.official({ role: 'auditor', unitId: 1 });
    expect(await codeOf(ask(ledger, {}, auditor))).toBe('reason-needed');
    const everything: Scope = { actor: 'official:auditor', units: [], isEverything: true };
    for (const query of [{ limit: 50 }, { limit: 50, state: 'registered' }]) {
      const page = await reading.part(LedgerService).ledger(query, everything);
      expect(idsOf(page.lines)).toEqual(lives.map((life) => life.matterId).reverse());
    }
  });

  it('find a matter overdue once its last day is over', async () => {
    const life = matterOf(2, 0);
    await tell(
      ...life.facts,
      toldClocks(aClock(life.matterId, { legalDueAt: new Date(Date.now() + 150).toISOString() })),
    );
    expect((await ask(ledger, { isOverdue: true }, bureau)).lines).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await reading.part(LineJobs).markLate();
    expect(idsOf((await ask(ledger, { isOverdue: true }, bureau)).lines)).toEqual([life.matterId]);
    expect((await ask(ledger, { isOverdue: false }, bureau)).lines).toEqual([]);
  });
});

describe('the line of a matter', () => {
  it('shows the main clock, though the order to carry out the opinion is due earlier beside it', async () => {
    const life = matterOf(2, 0);
    const beside = aClock(life.matterId, {
      rule: 'TL-50',
      legalDueOn: '2026-11-30',
      legalDueAt: '2026-11-30T16:00:00.000Z',
    });
    const main = aClock(life.matterId, {
      rule: 'TL-13',
      legalDueOn: '2027-01-17',
      legalDueAt: '2027-01-17T16:00:00.000Z',
    });
    await tell(...life.facts, toldClocks(beside, main));
    const { lines } = await ask(ledger, {}, bureau);
    expect(lines[0]).toMatchObject({ clockRule: 'TL-13', legalDueOn: '2027-01-17' });
  });
});

describe('the queue', () => {
  it('holds open work, the nearest date first, and last what has no date yet', async () => {
    const lives = [5, 3, 9].map((day) => ({ life: matterOf(2, day), day }));
    const dateless = matterOf(2, 0);
    const ended = matterOf(2, 1).linked();
    await tell(...lives.flatMap(({ life }) => life.facts), ...dateless.facts, ...ended.facts);
    await tell(
      toldClocks(
        ...lives.map(({ life, day }) =>
          aClock(life.matterId, {
            legalDueAt: `2027-01-0${day}T16:00:00Z`,
            internalDueAt: `2027-01-0${10 - day}T16:00:00Z`,
          }),
        ),
      ),
    );
    // The nearer of the legal and the internal date counts: 9 → 1st, 5 → 5th, 3 → 3rd.
    const expected = [9, 3, 5].map((day) => lives.find((l) => l.day === day)?.life.matterId);
    expect(idsOf(await wholeList(queue, { limit: 2 }, bureau))).toEqual([...expected, dateless.matterId]);
  });

  it('merges the units of a scope by date, page by page, each entry once', async () => {
    const dated = Array.from({ length: 40 }, (_, i) => ({ unitId: [13, 16, 17, 18, 2][i % 5] ?? 2, no: i })).map(
      ({ unitId, no }) => ({
        life: matterOf(unitId, no).moved('T10.1', { unitId, seenBy: [unitId], tasks: [{ act: 'forward', unitId }] }),
        day: `2027-01-${String(1 + (no % 9)).padStart(2, '0')}`,
        isSeen: unitId !== 2,
      }),
    );
    await tell(...dated.flatMap(({ life }) => life.facts));
    await tell(toldClocks(...dated.map(({ life, day }) => aClock(life.matterId, { legalDueAt: `${day}T16:00:00Z` }))));
    const expected = dated
      .filter((d) => d.isSeen)
      .map(({ life, day }) => day + life.matterId)
      .sort()
      .map((key) => key.slice(10));
    for (const limit of [1, 6, 50]) expect(idsOf(await wholeList(queue, { limit }, township))).toEqual(expected);
  });

  it('can be narrowed to what names the caller', async () => {
    const mine = matterOf(2, 0, { officerId: bureau.id });
    await tell(...mine.facts, ...matterOf(2, 1, { officerId: firstOfficer }).facts);
    expect(idsOf((await ask(queue, { isOwn: true }, bureau)).lines)).toEqual([mine.matterId]);
    expect((await ask(queue, {}, bureau)).lines).toHaveLength(2);
  });
});

describe('a cursor', () => {
  it('is refused for another list, another filter, another actor, and when it was touched', async () => {
    await tell(...Array.from({ length: 6 }, (_, i) => matterOf(2, i)).flatMap((life) => life.facts));
    const { nextCursor: cursor = '' } = await ask(ledger, { limit: 2, state: 'registered' }, bureau);
    const colleague = reading.neighbours.official({ role: 'bureau_triage', unitId: 2 });
    const codeFor = (query: object, actor: Actor = bureau) => codeOf(ask(ledger, { limit: 2, ...query }, actor));
    expect(await codeFor({ state: 'registered', cursor })).toBe('answered');
    expect(await codeFor({ state: 'registered', cursor, limit: 5 })).toBe('answered');
    expect(await codeFor({ cursor })).toBe('bad-cursor');
    expect(await codeFor({ state: 'triaged', cursor })).toBe('bad-cursor');
    expect(await codeFor({ state: 'registered', cursor }, colleague)).toBe('bad-cursor');
    expect(await codeFor({ state: 'registered', cursor }, department)).toBe('bad-cursor');
    expect(await codeFor({ state: 'registered', cursor: `x${cursor}` })).toBe('bad-cursor');
    expect(await codeFor({ state: 'registered', cursor: 'nonsense' })).toBe('bad-cursor');
    expect(await codeOf(ask(queue, { limit: 2, cursor }, bureau))).toBe('bad-cursor');
  });
});
