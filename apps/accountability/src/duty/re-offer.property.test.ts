import fc from 'fast-check';
import { type HandlingMoved, type MatterMove } from '@huiyin/contracts';
import {
  claimMachine,
  defaultCalendar,
  dueOf,
  openClaimStates,
  openSuggestionStates,
  profiles,
  suggestionMachine,
  timeLimit,
  type TimeLimitId,
  type TransitionRow,
} from '@huiyin/statute';
import { type Clock } from '../clock/clock.rules.js';
import { datesBy } from '../clock/dates.rules.js';
import { dutyHandled, dutyMoved, dutyOpened, dutyReassigned, type Held } from './duty.rules.js';

const calendar = defaultCalendar();
const count = datesBy(calendar);
const [bureau, officer] = [2, 'officer-of-2'];
const msPerHour = 3_600_000;

let made = 0;
const making = { count, newId: () => `clock-${++made}` };

function opened(at: string, clockRule: 'TL-01' | 'TL-02' = 'TL-01'): Held {
  const event = {
    matterId: 'm',
    version: 1,
    receivedAt: at,
    unitId: bureau,
    officerId: officer,
    clockRule,
    profile: 'fast_520_210',
  };
  return dutyOpened(event as Parameters<typeof dutyOpened>[0], 'e1', making);
}

const machineRows: readonly TransitionRow[] = [...claimMachine.rows, ...suggestionMachine.rows];

function moveOf(held: Held, id: string, at: string, given: Partial<MatterMove> & { state: string }): MatterMove {
  const { matterId, unitId, officerId, version, seenBy } = held.duty;
  const command = machineRows.find((row) => row.id === id)?.command ?? '';
  const base = { matterId, version: version + 1, at, transition: id, command, unitId, officerId, seenBy: [...seenBy] };
  return { ...base, unitName: '', officerName: '', tasks: [], papers: [], values: {}, ...given };
}

const running = (clocks: readonly Clock[]) => clocks.filter((clock) => clock.standing !== 'stopped');
const mainOf = (clocks: readonly Clock[]) => running(clocks).filter((clock) => clock.isMain);

/** The dates of a clock as the statute counts them from what its ledger began with, and nothing else. */
function fromScratch(clock: Clock) {
  const [start] = clock.entries;
  if (start?.kind !== 'started') throw new Error('no start');
  const extensions = clock.entries.flatMap((entry) =>
    entry.kind === 'extended' ? [{ count: entry.count, approvedOn: shanghai.format(new Date(entry.at)) }] : [],
  );
  const { rule, at: startedAt, asSetDays } = start;
  return dueOf({ rule, startedAt, calendar, asSetDays, extensions, profile: profiles.fast_520_210 });
}
const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

function expectCountedFromScratch(clocks: readonly Clock[]): void {
  for (const clock of clocks) {
    const { legal, internal } = fromScratch(clock);
    expect([clock.rule, clock.legal.on, clock.internal?.on]).toEqual([clock.rule, legal.on, internal?.on]);
  }
}

/** Working days are known up to the end of 2026. */
const start = fc.date({ min: new Date('2020-01-01'), max: new Date('2025-12-01'), noInvalidDate: true });
const hours = fc.integer({ min: 1, max: 24 * 9 });

describe('D.9(5): offering again restarts nothing', () => {
  const round = fc.record({
    unit: fc.constantFrom(3, 4, 5),
    days: fc.option(fc.integer({ min: 1, max: 60 })),
    hours,
    ruledAfter: hours,
  });

  it('whatever the order of hand-overs, returns and new offers, each office has the days of its first receipt', () => {
    let again = 0;
    fc.assert(
      fc.property(start, fc.array(round, { minLength: 1, maxLength: 8 }), fc.boolean(), (from, rounds, isForStudy) => {
        let at = from.getTime();
        let held = opened(from.toISOString());
        const move = (id: string, given: Partial<MatterMove> & { state: string }) => {
          held = dutyMoved(
            held,
            moveOf(held, id, new Date(at).toISOString(), given),
            `e${held.duty.version + 1}`,
            making,
          );
        };
        const first = held.clocks[0] as Clock;
        /** When each office got it first, by the rule of the clock: all that the dates may depend on. */
        const received = new Map<string, { at: number; days: number | undefined }>();
        const rulesOf = (days: number | null): TimeLimitId[] =>
          isForStudy ? ['TL-46', 'TL-04'] : ['TL-03', 'TL-04', ...(days === null ? [] : (['TL-12'] as const))];
        for (const { unit, days, hours: wait, ruledAfter } of rounds) {
          at += wait * msPerHour;
          const offer = isForStudy ? 'T07' : days === null ? 'T11' : 'T12';
          const state = isForStudy ? 'referred' : days === null ? 'forwarded' : 'assigned';
          for (const rule of rulesOf(days)) {
            const key = `${rule} ${unit}`;
            if (received.has(key)) again++;
            else received.set(key, { at, days: rule === 'TL-12' ? (days ?? undefined) : undefined });
          }
          move(offer, { state, otherUnitId: unit, ...(days === null ? {} : { days }) });
          for (const rule of rulesOf(days)) {
            const { at: since = 0, days: asSetDays } = received.get(`${rule} ${unit}`) ?? {};
            const expected = dueOf({ rule, startedAt: new Date(since), calendar, asSetDays }).legal.on;
            const live = running(held.clocks).filter((clock) => clock.rule === rule);
            expect(live.map(({ legal }) => legal.on)).toEqual([expected]);
          }
          expect(mainOf(held.clocks).map(({ unitId }) => unitId)).toEqual([bureau]);
          at += ruledAfter * msPerHour;
          if (isForStudy) move('SUG-05', { state: 'triaged', otherUnitId: unit });
          else {
            move('T14', { state: 'objected', otherUnitId: unit });
            move('T15', { state: 'triaged', otherUnitId: unit });
          }
          const [main, ...others] = running(held.clocks);
          expect(others).toEqual([]);
          expect(main).toMatchObject({
            clockId: first.clockId,
            isMain: true,
            legal: first.legal,
            internal: first.internal,
          });
          expect([main?.stoppedAt, main?.wasLate]).toEqual([undefined, undefined]);
        }
        expectCountedFromScratch(held.clocks);
      }),
      { numRuns: 400 },
    );
    expect(again).toBeGreaterThan(500);
  });
});

describe('over the whole path', () => {
  const walk = fc.array(
    fc.record({
      nth: fc.nat({ max: 999 }),
      goesOn: fc.boolean(),
      hours,
      days: fc.integer({ min: 1, max: 30 }),
      other: fc.constantFrom(3, 4),
    }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  const isOfThePath = (id: string) => !/^T(3[789]|4[0-24-8])/.test(id) && !['T01', 'T02', 'T27.1'].includes(id);
  const takes = new Set(['T14.1', 'T14.2', 'T16', 'T18', 'SUG-01']);

  it.each([
    [claimMachine.name, claimMachine.rows as readonly TransitionRow[], openClaimStates as readonly string[]],
    [
      suggestionMachine.name,
      suggestionMachine.rows as readonly TransitionRow[],
      openSuggestionStates as readonly string[],
    ],
  ])(
    'every open %s has one main clock, held by who answers, every date is the statute’s, and telling twice changes nothing',
    (_, all, open) => {
      const rows = all.filter((row) => isOfThePath(row.id));
      fc.assert(
        fc.property(start, fc.constantFrom<('TL-01' | 'TL-02')[]>('TL-01', 'TL-02'), walk, (from, rule, steps) => {
          let held = opened(from.toISOString(), rule);
          let [state, at, other] = ['registered', from.getTime(), 3];
          for (const step of steps) {
            const here = rows.filter((row) => row.from.includes(state));
            const onward = here.filter((row) => step.goesOn && open.includes(row.to));
            const row = onward[step.nth % onward.length] ?? here[step.nth % here.length];
            if (row === undefined) break;
            at += step.hours * msPerHour;
            state = row.to === 'unchanged' ? state : row.to;
            if (['T11', 'T12', 'T07'].includes(row.id)) other = step.other;
            const answering = takes.has(row.id) ? { unitId: other, officerId: `officer-of-${other}` } : {};
            const event = moveOf(held, row.id, new Date(at).toISOString(), {
              state,
              otherUnitId: other,
              days: step.days,
              ...answering,
            });
            held = dutyMoved(held, event, 'e', making);
            const mains = mainOf(held.clocks);
            expect([row.id, state, mains.length]).toEqual([row.id, state, open.includes(state) ? 1 : 0]);
            expect(held.duty.isOpen).toBe(open.includes(state));
            for (const main of mains)
              expect([main.unitId, main.officerId]).toEqual([held.duty.unitId, held.duty.officerId]);
            if (takes.has(row.id)) {
              const told = dutyHandled(
                held,
                { ...event, version: 1, matterVersion: event.version } as HandlingMoved,
                'f',
                making,
              );
              expect(told.clocks).toEqual(held.clocks);
            }
          }
          expectCountedFromScratch(held.clocks);
          expect(held.clocks.filter(({ rule: of }) => timeLimit(of).partOf !== undefined)).toEqual([]);
        }),
        { numRuns: 600 },
      );
    },
  );

  it('a succeeded unit hands on all that it held, without a date moving', () => {
    const at = '2026-03-02T02:00:00.000Z';
    let held = opened(at);
    held = dutyMoved(held, moveOf(held, 'T12', at, { state: 'assigned', otherUnitId: 3, days: 20 }), 'e', making);
    held = dutyMoved(
      held,
      moveOf(held, 'T14.1', at, { state: 'acceptance_pending', unitId: 3, officerId: 'a' }),
      'e',
      making,
    );
    const before = running(held.clocks);
    const event = {
      matterId: 'm',
      version: 4,
      at,
      unitId: 7,
      unitName: '',
      officerId: 'b',
      officerName: '',
      reason: 'unit-succeeded',
    } as const;
    held = dutyReassigned(held, event, 'e', making);
    expect(running(held.clocks).map(({ rule, unitId, officerId }) => [rule, unitId, officerId])).toEqual([
      ['TL-03', 7, 'b'],
      ['TL-12', 7, 'b'],
    ]);
    expect(running(held.clocks).map(({ legal }) => legal)).toEqual(before.map(({ legal }) => legal));
  });
});
