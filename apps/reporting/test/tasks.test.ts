import { randomUUID } from 'node:crypto';
import { ledger, timeline } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { Database, type Scope } from '@huiyin/service';
import { eventually } from '@huiyin/testing';
import { aClock, aLetter, aStep, firstOfficer, Life, secondOfficer, toldClocks, wholeClaim } from './life.js';
import { ask, cast, each, linesOf, type Name, names, neighbours, reading, tell, whoOwes } from './queue-cast.js';
import { codeOf, tablesOfMatters } from './reading-system.js';

beforeAll(() => reading.start());
afterAll(() => reading.system.stop());
afterEach(() => reading.clear());

const dispatchers: Name[] = ['triage', 'secondTriage', 'bureauHead'];
const department: Name[] = ['officer', 'colleague', 'deptHead'];
const drafters: Name[] = ['officer', 'colleague'];

/** After each fact of a whole claim: who must act, and whom of them it names. */
const owed: [what: string, expected: Partial<Record<Name, string>>, named: Partial<Record<Name, string>>][] = [
  ['registered', each('classify', 'triage', 'secondTriage'), each('classify', 'triage')],
  ['T05', each('forward', ...dispatchers), each('forward', 'triage')],
  ['T11', each('take', ...department), {}],
  ['T14', each('rule-on-objection', ...dispatchers), {}],
  ['T15', each('forward', ...dispatchers), each('forward', 'triage')],
  ['T12', each('take', ...department), {}],
  ['T14.1', each('accept', ...department), each('accept', 'officer')],
  ['T14.1 in the file', each('accept', ...department), each('accept', 'officer')],
  ['T19', each('open-handling', 'deptHead'), {}],
  ['T22', each('draft-opinion', ...drafters), each('draft-opinion', 'officer')],
  ['T23', each('draft-opinion', ...drafters), each('draft-opinion', 'officer')],
  ['T27', { ...each('draft-opinion', ...drafters), deptHead: 'extend' }, each('draft-opinion', 'officer')],
  ['T27.1', each('draft-opinion', ...drafters), each('draft-opinion', 'officer')],
  ['T32', each('pre-review-opinion', 'preReviewer'), {}],
  ['T32.1', each('issue-opinion', 'deptHead'), {}],
  ['T33', each('serve', ...drafters), each('serve', 'officer')],
  ['T34', each('submit-closing-report', 'deptHead'), {}],
  ['T34.1', {}, {}],
  ['T34.2', {}, {}],
  ['T43', {}, {}],
];

describe('what is owed', () => {
  it('stands in the queues of exactly those who must act, after each move of a claim, and of nobody else', async () => {
    const claim = wholeClaim();
    expect(claim.facts).toHaveLength(owed.length);
    for (const [i, fact] of claim.facts.entries()) {
      await tell(fact);
      const [what, expected, named] = owed[i] ?? [];
      expect([what, await whoOwes()]).toEqual([what, expected]);
      expect([what, await whoOwes(true)]).toEqual([what, named]);
    }
  });

  it('has the date of the clock that it names, or else of the main one, and follows it', async () => {
    const claim = wholeClaim();
    await tell(...claim.facts.slice(0, 3));
    const main = aClock(claim.matterId, {
      rule: 'TL-03',
      legalDueOn: '2026-12-09',
      legalDueAt: '2026-12-09T16:00:00Z',
    });
    const objection = aClock(claim.matterId, {
      rule: 'TL-04',
      legalDueOn: '2026-12-01',
      legalDueAt: '2026-12-01T16:00:00Z',
    });
    await tell(toldClocks(main, objection));
    const [line] = await linesOf('officer');
    expect(line).toMatchObject({
      entry: 'task',
      what: 'take',
      taskUnitId: 3,
      taskRule: 'TL-04',
      taskDueOn: '2026-12-01',
      clockRule: 'TL-03',
      legalDueOn: '2026-12-09',
      senderUnitId: 2,
      returns: 0,
    });
    expect(line).not.toHaveProperty('taskOfficerId');
    await tell(toldClocks({ ...objection, clockVersion: 2, standing: 'stopped', stoppedAt: '2026-11-20T02:00:00Z' }));
    expect((await linesOf('officer'))[0]).not.toHaveProperty('taskDueOn');
    await tell(...claim.facts.slice(3, 8), toldClocks({ ...main, clockVersion: 2, legalDueOn: '2026-12-10' }));
    expect((await linesOf('officer'))[0]).toMatchObject({
      what: 'accept',
      taskOfficerId: secondOfficer,
      taskRule: 'TL-03',
      taskDueOn: '2026-12-10',
      returns: 1,
    });
  });

  it('goes with the matter to the officer who replaces another', async () => {
    await tell(...new Life().registered().reassigned(3, cast.colleague.id).facts);
    expect(await whoOwes(true)).toEqual(each('classify', 'colleague'));
    await reading.clear();
    const life = new Life().registered().classified();
    await tell(...life.facts);
    await tell(...life.reassigned(2, cast.secondTriage.id).facts.slice(-1));
    expect(await whoOwes(true)).toEqual(each('forward', 'secondTriage'));
  });

  it('R28, B.3 guard 2: stands in nobody’s queue who stepped aside or must leave the second word to another', async () => {
    const claim = wholeClaim();
    await tell(...claim.facts.slice(0, 8));
    const task = { act: 'open-handling', unitId: 3 };
    await tell(...claim.handled('T19', { tasks: [{ ...task, notOfficerIds: [cast.deptHead.id] }] }).facts.slice(-1));
    expect(await whoOwes()).toEqual({});
    await tell(...claim.handled('T19', { tasks: [{ ...task, notOfficerIds: [cast.officer.id] }] }).facts.slice(-1));
    expect(await whoOwes()).toEqual(each('open-handling', 'deptHead'));
  });

  it('is gone with a matter that is linked or removed', async () => {
    await tell(...new Life().registered().linked().facts, ...wholeClaim().removed().facts);
    expect(await whoOwes()).toEqual({});
    for (const table of ['task', 'warning_line', 'supervision_line', 'supervision_draft_line'])
      expect([table, await reading.system.rows(`select * from reporting.${table}`)]).toEqual([table, []]);
  });

  it('of a claim whose path leads elsewhere is to show the way', async () => {
    await tell(...new Life().registered().classified('labour_social_security', 'claim', 'P_ARB').facts);
    expect(await whoOwes()).toEqual(each('guide-to-path', 'triage', 'secondTriage'));
  });

  it('of a suggestion is its study, and the reply to a supervision letter until it is given', async () => {
    const life = new Life().registered().classified('other', 'suggestion');
    const letterId = randomUUID();
    await tell(...life.facts);
    expect(await whoOwes()).toEqual(each('refer-for-study', 'triage', 'secondTriage'));
    const seen = { unitId: 3, seenBy: [2, 3, 4], tasks: [] };
    await tell(...life.moved('SUG-01', seen).facts.slice(-1), aLetter(life.matterId, 'issued', letterId));
    expect(await whoOwes()).toEqual(each('reply-to-supervision', 'deptHead'));
    expect((await linesOf('deptHead'))[0]).toMatchObject({ taskRule: 'TL-22', taskDueOn: '2026-12-04', entry: 'task' });
    // R24 ¶2: told anew where the office that got it was succeeded.
    const letter = aLetter(life.matterId, 'issued', letterId);
    await tell({ ...letter, payload: { ...letter.payload, toUnitId: 4 } });
    expect(await whoOwes()).toEqual(each('reply-to-supervision', 'otherHead'));
    await tell(aLetter(life.matterId, 'replied', letterId));
    expect(await whoOwes()).toEqual({});
  });
});

describe('warnings', () => {
  const handled = async () => {
    const claim = wholeClaim();
    await tell(...claim.facts.slice(0, 8), ...claim.handled('T24').facts.slice(-1));
    const main = aClock(claim.matterId, { rule: 'TL-06', unitId: 3, officerId: secondOfficer });
    await tell(toldClocks(main));
    return main;
  };
  const internal = { measure: 'internal', dueOn: '2026-11-10' } as const;

  it('go to the officer of the clock, and once the law’s day is over to the head and to the office that dispatched', async () => {
    const main = await handled();
    await tell(aStep(main, 'T-5'));
    expect(await whoOwes()).toEqual({ officer: 'warn' });
    expect((await linesOf('officer'))[0]).toMatchObject({ entry: 'warning', taskRule: 'TL-06', taskMeasure: 'legal' });
    await tell(aStep(main, 'T'));
    expect(await whoOwes()).toEqual({ officer: 'due-today' });
    await tell(aStep(main, 'T+1'));
    const draft = each('draft-supervision', 'triage', 'secondTriage', 'bureauHead', 'supervisor');
    expect(await whoOwes()).toEqual({ officer: 'overdue', deptHead: 'overdue', ...draft });
    await tell(aStep(main, 'T+5'));
    const risk = each(
      'risk-reminder-draft',
      'officer',
      'deptHead',
      'triage',
      'secondTriage',
      'bureauHead',
      'supervisor',
    );
    expect(await whoOwes()).toEqual(risk);
    await tell(toldClocks({ ...main, clockVersion: 2, standing: 'stopped', stoppedAt: '2026-11-30T02:00:00Z' }));
    expect(await whoOwes()).toEqual({});
  });

  it('of the office’s own date go to the officer alone, beside those of the law', async () => {
    const main = await handled();
    await tell(
      toldClocks({ ...main, clockVersion: 2, internalDueOn: internal.dueOn, internalDueAt: '2026-11-10T16:00:00Z' }),
    );
    await tell(aStep(main, 'T+1', internal), aStep(main, 'T-5'));
    expect(await whoOwes()).toEqual({ officer: 'overdue warn' });
  });

  it('of a date that moved are gone, and a petitioner’s own time warns no officer', async () => {
    const main = await handled();
    await tell(aStep(main, 'T+1'));
    await tell(toldClocks({ ...main, clockVersion: 2, legalDueOn: '2026-12-17', legalDueAt: '2026-12-17T16:00:00Z' }));
    await tell(aStep({ ...main, clockId: randomUUID(), rule: 'TL-13' }, 'T-5'));
    expect(await whoOwes()).toEqual({});
  });

  it('ask for a supervision letter until one went out', async () => {
    const main = await handled();
    await tell(aStep(main, 'T+1'), aLetter(main.matterId, 'issued'));
    expect(await whoOwes()).toEqual({ officer: 'overdue', deptHead: expect.stringContaining('reply-to-supervision') });
  });
});

describe('both offices of a hand-over', () => {
  it('read the matter; a third unit and the citizen of another see neither line, task, count nor step', async () => {
    const [claim, other] = [wholeClaim(), new Life().registered({ unitId: 4 })];
    await tell(...claim.facts.slice(0, 12), ...other.facts);
    const main = aClock(claim.matterId, { unitId: 3 });
    await tell(toldClocks(main), aStep(main, 'T+1'), aLetter(claim.matterId, 'issued'));
    const { matterId } = claim;
    const codeFor = (actor: Actor) => codeOf(ask(timeline, { matterId }, actor));
    expect(await Promise.all(names.map(async (name) => [name, await codeFor(cast[name])]))).toEqual(
      names.map((name) => [name, /^other|^township|^supervisor|leader/i.test(name) ? 'not-found' : 'answered']),
    );
    expect(await codeFor({ kind: 'citizen', id: other.matterId })).toBe('not-found');
    for (const scope of [{ units: [4, 13, 16] }, { units: [], matterId: other.matterId }]) {
      const thirds: Scope = { actor: 'test', isEverything: false, ...scope };
      const seen = await reading.part(Database).inScope(thirds, async (tx) => {
        const counts: [string, number][] = [];
        for (const table of tablesOfMatters) {
          const rows = (await tx.query(`select 1 from reporting.${table} where matter_id = $1`, [
            matterId,
          ])) as object[];
          counts.push([table, rows.length]);
        }
        return counts;
      });
      expect(seen).toEqual(tablesOfMatters.map((table) => [table, 0]));
    }
  });

  it('list it each in its own way: who answers, and who dispatched', async () => {
    const claims = Array.from({ length: 7 }, () => wholeClaim());
    await tell(...claims.flatMap((claim) => claim.facts.slice(0, 9)), ...new Life().registered().facts);
    const count = async (query: object, name: Name) => (await ask(ledger, query, cast[name])).lines.length;
    expect(await count({}, 'triage')).toBe(1);
    expect(await count({ senderUnitId: 2 }, 'triage')).toBe(7);
    expect(await count({ senderUnitId: 2, unitId: 3, isOpen: true, state: 'accepted' }, 'triage')).toBe(7);
    expect(await count({ senderUnitId: 2, unitId: 4 }, 'triage')).toBe(0);
    expect(await count({ senderUnitId: 2, isOpen: false }, 'triage')).toBe(0);
    expect(await count({}, 'officer')).toBe(7);
    expect([await count({ senderUnitId: 2 }, 'officer'), await count({ senderUnitId: 2 }, 'otherOfficer')]).toEqual([
      0, 0,
    ]);
    const first = await ask(ledger, { senderUnitId: 2, limit: 4 }, cast.triage);
    const second = await ask(ledger, { senderUnitId: 2, limit: 4, cursor: first.nextCursor ?? '' }, cast.triage);
    expect(new Set([...first.lines, ...second.lines].map((line) => line.matterId)).size).toBe(7);
    expect(first.lines[0]).toMatchObject({ senderUnitId: 2, returns: 1, unitId: 3, state: 'accepted' });
  });
});

it('units whose common work changed are called, beside the officers named', async () => {
  const heard: { officerIds: string[]; unitIds?: number[] }[] = [];
  neighbours.ears.push((signal) => heard.push(signal));
  const claim = wholeClaim();
  neighbours.record(claim.facts);
  await neighbours.start(reading.system);
  await neighbours.publish(claim.facts.slice(0, 3));
  await eventually(async () => (await linesOf('officer')).length > 0);
  await neighbours.stop();
  const units = new Set(heard.flatMap(({ unitIds = [] }) => unitIds));
  expect([units.has(2), units.has(3), heard.some(({ officerIds }) => officerIds.includes(firstOfficer))]).toEqual([
    true,
    true,
    true,
  ]);
});
