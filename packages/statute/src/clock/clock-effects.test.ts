import fc from 'fast-check';
import { type TimeLimitId, timeLimit, timeLimitIds } from '../limits/time-limit.js';
import { claimMachine } from '../machine/claim.js';
import { openClaimStates } from '../machine/claim-states.js';
import { openSuggestionStates, suggestionMachine } from '../machine/suggestion.js';
import { type Machine, transitionFor } from '../machine/transition.js';
import { clockEffectOf, clockEffects, isStoppedBy } from './clock-effects.js';

/** Running clocks by rule, and whether each is main: all that the invariant is about. */
type Running = ReadonlyMap<TimeLimitId, boolean>;

const start = (rule: TimeLimitId = 'TL-01'): Running => new Map([[rule, true]]);
const firstRules: readonly TimeLimitId[] = ['TL-01', 'TL-02'];

function after(running: Running, transition: string, firstRule: TimeLimitId): Running {
  const effect = clockEffectOf(transition);
  const now = new Map([...running].filter(([rule]) => !isStoppedBy(effect, rule)));
  for (const rule of effect.aside ?? []) if (now.has(rule)) now.set(rule, false);
  if (effect.reinstate?.includes(firstRule)) now.set(firstRule, true);
  for (const clock of effect.start ?? []) now.set(clock.rule, clock.isMain);
  return now;
}

const mainOf = (running: Running) => [...running].flatMap(([rule, isMain]) => (isMain ? [rule] : []));
const runningAfter = (...transitions: string[]) => transitions.reduce((now, id) => after(now, id, 'TL-01'), start());

/** Rows of the path as far as it is built: what comes after the opinion was served stands apart (T37 on), and reopening with it. */
const isOfThePath = (id: string) => !/^T(3[789]|4[0-24-8])/.test(id) && !['T01', 'T02'].includes(id);

describe.each<[Machine, readonly string[]]>([
  [claimMachine, openClaimStates.filter((state) => state !== 'received')],
  [suggestionMachine, openSuggestionStates.filter((state) => state !== 'received')],
])('in the machine of a $name', (machine, open) => {
  const rows = machine.rows.filter((row) => isOfThePath(row.id));

  test('every open state has exactly one main clock after any path, and an ended one has none', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...firstRules),
        fc.array(fc.record({ nth: fc.nat({ max: 1_000 }), goesOn: fc.boolean() }), { minLength: 1, maxLength: 60 }),
        (firstRule, choices) => {
          let [state, running] = ['registered', start(firstRule)];
          for (const { nth, goesOn } of choices) {
            const here = rows.filter((row) => row.from.includes(state));
            const onward = here.filter((row) => goesOn && open.includes(row.to));
            const row = onward[nth % onward.length] ?? here[nth % here.length];
            if (row === undefined) return;
            const step = transitionFor(machine, state, row.command);
            state = step.lawful ? step.to : state;
            running = after(running, row.id, firstRule);
            reached.add(state);
            const expected = open.includes(state) ? 1 : 0;
            if (mainOf(running).length !== expected)
              throw new Error(`${row.id} to ${state}: ${mainOf(running).join(' ') || 'none'}`);
          }
        },
      ),
      { numRuns: 6_000 },
    );
    expect(open.filter((state) => isReachable(rows, state) && !reached.has(state))).toEqual([]);
  });
});

function isReachable(rows: Machine['rows'], state: string): boolean {
  const reached = new Set(['registered']);
  for (const from of reached) for (const row of rows) if (row.from.includes(from)) reached.add(row.to);
  return reached.has(state);
}

describe('the table of effects', () => {
  const rows = [...claimMachine.rows, ...suggestionMachine.rows];

  test('names only rows of the machines and limits that run', () => {
    expect(Object.keys(clockEffects).filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
    const started = Object.values(clockEffects).flatMap((effect) => effect?.start ?? []);
    expect(started.filter(({ rule }) => timeLimit(rule).partOf !== undefined)).toEqual([]);
    expect(
      started.filter(({ rule, takesDays }) => (timeLimit(rule).length.unit === 'as-set') !== (takesDays === true)),
    ).toEqual([]);
  });

  test('an unknown transition moves nothing, nor does an inherited name', () => {
    expect([clockEffectOf('T99'), clockEffectOf('toString')]).toEqual([{}, {}]);
  });

  test('B.3 guard 3: mediation, a hearing, supervision and a dispute between offices stop nothing', () => {
    for (const id of ['T17', 'T28', 'T28.1', 'T29', 'T31', 'T48', 'SYS-01', 'SYS-03'])
      expect(clockEffectOf(id)).toEqual({});
  });

  test('R40: no move ends the time for the answer to a letter of supervision', () => {
    for (const effect of Object.values(clockEffects)) expect(isStoppedBy(effect ?? {}, 'TL-22')).toBe(false);
  });

  test('R Arts. 22 and 23: the bureau’s fifteen days end with the dispatch, and the recipient’s own fifteen begin', () => {
    expect(mainOf(runningAfter('T05', 'T11'))).toEqual(['TL-03']);
    expect([...runningAfter('T05', 'T12').keys()]).toEqual(['TL-03', 'TL-04', 'TL-12']);
  });

  test('R Art. 30 ¶3, D.9(5): after a withdrawn offer the sender’s first clock is the main one again, with its own days', () => {
    expect([...runningAfter('T05', 'T12', 'SYS-02')]).toEqual([['TL-01', true]]);
    expect([...runningAfter('T05', 'T12', 'T14', 'SYS-02')]).toEqual([['TL-01', true]]);
    expect([...runningAfter('T05', 'T07', 'SUG-08')]).toEqual([['TL-01', true]]);
  });

  test('R Art. 23 ¶3: after an upheld objection the sender’s first clock is the main one again', () => {
    expect([...runningAfter('T05', 'T12', 'T14', 'T15')]).toEqual([['TL-01', true]]);
  });

  test('R Art. 23 ¶3: taking, a lapsed objection and a rejected one leave the fifteen days as they run', () => {
    for (const path of [['T14.1'], ['T14.2'], ['T14', 'T16'], ['T17', 'T18']]) {
      expect([...runningAfter('T05', 'T11', ...path)]).toEqual([['TL-03', true]]);
    }
  });

  test('R Art. 25: an urgent report that nobody made passes to whoever takes the matter, who ends its clock by reporting', () => {
    for (const id of ['T14.1', 'T14.2', 'T16', 'T18', 'SUG-01'])
      expect(clockEffectOf(id).reassign).toEqual(expect.arrayContaining(['TL-11']));
    for (const id of ['T13', 'T13.1', 'T13.2', 'SUG-11']) expect(isStoppedBy(clockEffectOf(id), 'TL-11')).toBe(true);
  });

  test('D.9(5): what an office gets by a hand-over is given once to each office', () => {
    for (const id of ['T07', 'T11', 'T12']) {
      expect(clockEffectOf(id).start?.map((clock) => clock.once)).toEqual(clockEffectOf(id).start?.map(() => 'unit'));
    }
  });

  test('R Art. 34: the sixty days follow the acceptance, only a head’s yes lengthens them, and the opinion ends them', () => {
    expect(mainOf(runningAfter('T05', 'T11', 'T14.1', 'T19', 'T22', 'T25'))).toEqual(['TL-06']);
    expect(Object.entries(clockEffects).flatMap(([id, effect]) => (effect?.extend === undefined ? [] : [id]))).toEqual([
      'T27.1',
    ]);
    expect([...runningAfter('T05', 'T11', 'T14.1', 'T19', 'T22', 'T25', 'T33')]).toEqual([['TL-47', true]]);
  });

  test('R Art. 35: the review window starts with the service, not with the issue, and stays open while the opinion is carried out', () => {
    const served = ['T05', 'T11', 'T14.1', 'T19', 'T33', 'T34'];
    expect(runningAfter(...served.slice(0, -1)).has('TL-13')).toBe(false);
    expect(clockEffectOf('T34').start?.map((clock) => clock.from)).toEqual(['countsFrom', 'countsFrom']);
    expect(mainOf(runningAfter(...served))).toEqual(['TL-13']);
    expect([...runningAfter(...served, 'T35')]).toEqual([
      ['TL-13', false],
      ['TL-23', false],
      ['TL-49', true],
    ]);
  });

  test('R22(3), SAT22: the report of an assigned matter and the petitioner’s word outlive the closing', () => {
    const closed = runningAfter('T05', 'T12', 'T14.1', 'T19', 'T33', 'T34', 'T43');
    expect([...closed]).toEqual([
      ['TL-12', false],
      ['TL-23', false],
    ]);
    expect([...['T34.1', 'T34.3'].reduce((now, id) => after(now, id, 'TL-01'), closed)]).toEqual([]);
  });

  test('R Art. 32 ¶2 (T36): a confirmed execution opens the time to dispute it, a dispute the time to answer, and no main clock', () => {
    const done = ['T05', 'T11', 'T14.1', 'T19', 'T33', 'T34', 'T35', 'T36'];
    const open = runningAfter(...done);
    expect([...open]).toEqual([
      ['TL-23', false],
      ['TL-51', false],
    ]);
    expect([...runningAfter(...done, 'T36.2')]).toEqual([
      ['TL-23', false],
      ['TL-52', false],
    ]);
    expect([...runningAfter(...done, 'T36.2', 'T36.3')]).toEqual([['TL-23', false]]);
    // Disputed while its last day is over: the time for the answer runs beside, and ends with the confirmation.
    expect([...runningAfter(...done.slice(0, -1), 'T36.2', 'T36')]).toEqual([...open]);
  });

  test('R Art. 29, R Art. 23 ¶2: who studies what it received itself has the days from its receipt', () => {
    expect(clockEffectOf('SUG-07')).toMatchObject({ start: [{ rule: 'TL-46', from: 'start-of-main', isMain: true }] });
    expect([...runningAfter('T05', 'SUG-07')]).toEqual([['TL-46', true]]);
  });

  test('R Art. 31: a path that refused gives the first clock back', () => {
    expect(mainOf(runningAfter('T05', 'T09'))).toEqual(['TL-48']);
    expect(mainOf(runningAfter('T05', 'T09', 'T10.1'))).toEqual(['TL-01']);
  });

  test('no rule is started by the table that the table never ends', () => {
    const started = new Set(
      Object.values(clockEffects).flatMap((effect) => effect?.start?.map(({ rule }) => rule) ?? []),
    );
    const ended = timeLimitIds.filter((rule) =>
      Object.values(clockEffects).some((effect) => isStoppedBy(effect ?? {}, rule)),
    );
    expect([...started].filter((rule) => !ended.includes(rule))).toEqual([]);
  });
});
