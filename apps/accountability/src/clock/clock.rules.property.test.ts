import fc from 'fast-check';
import { Problem } from '@huiyin/contracts';
import {
  defaultCalendar,
  dueOf,
  type Extension,
  type Pause,
  profiles,
  type ProfileId,
  StatuteError,
  type TimeLimitId,
} from '@huiyin/statute';
import { apply, type Clock, datesOf, startClock } from './clock.rules.js';
import { datesBy } from './dates.rules.js';
import { type LedgerEntry } from './ledger.rules.js';

/**
 * The oracle keeps no ledger: it writes down days of pauses and extensions as they are granted, and asks the statute from scratch
 * each time. It shares no line with the rules but `dueOf`.
 */
interface Oracle {
  rule: TimeLimitId;
  profile: ProfileId;
  startedAt: Date;
  asSetDays: number | undefined;
  standing: string;
  since: number;
  openedOn: string | undefined;
  pauses: Pause[];
  extensions: Extension[];
  wasLate: boolean | undefined;
}

const calendar = defaultCalendar();
const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

type Life = Pick<Oracle, 'rule' | 'profile' | 'startedAt'>;

function oracleAt({ rule, profile, startedAt }: Life, asSetDays: number | undefined): Oracle {
  const start = { rule, profile, startedAt, asSetDays, standing: 'running', since: startedAt.getTime() };
  return { ...start, openedOn: undefined, pauses: [], extensions: [], wasLate: undefined };
}

function oracleDates(o: Oracle) {
  const open: Pause[] = o.openedOn === undefined ? [] : [{ from: o.openedOn, to: o.openedOn, why: 'recheck-hearing' }];
  const { rule, startedAt, asSetDays, extensions } = o;
  const pauses = [...o.pauses, ...open];
  return dueOf({ rule, startedAt, calendar, asSetDays, extensions, pauses, profile: profiles[o.profile] });
}

/** @returns what the oracle is after the command, or why it refuses. */
function oracleAfter(o: Oracle, kind: Command['kind'], at: Date, days: number): Oracle | string {
  if (o.standing === 'stopped') return 'transition-not-allowed';
  if (kind === 'reassigned') return o;
  const on = shanghai.format(at);
  const isInOrder = at.getTime() >= o.since;
  const closed = (): Pause[] =>
    o.openedOn === undefined
      ? []
      : [{ from: o.openedOn, to: on < o.openedOn ? o.openedOn : on, why: 'recheck-hearing' }];
  let next: Oracle;
  if (kind === 'stopped') {
    next = { ...o, standing: 'stopped', pauses: [...o.pauses, ...closed()], openedOn: undefined };
    // TL-13 is the citizen's own window: nobody is late with it.
    next.wasLate = o.rule !== 'TL-13' && at.toISOString() >= oracleDates(next).legal.at;
    return next;
  }
  if (!isInOrder) return 'transition-not-allowed';
  if (kind === 'paused') {
    if (o.standing !== 'running') return 'transition-not-allowed';
    next = { ...o, standing: 'paused', openedOn: on };
  } else if (kind === 'resumed') {
    if (o.standing !== 'paused') return 'transition-not-allowed';
    next = { ...o, standing: 'running', pauses: [...o.pauses, ...closed()], openedOn: undefined };
  } else next = { ...o, extensions: [...o.extensions, { count: days, approvedOn: on }] };
  next.since = at.getTime();
  try {
    oracleDates(next);
    return next;
  } catch (error) {
    if (error instanceof StatuteError) return error.code;
    throw error;
  }
}

interface Command {
  kind: 'paused' | 'resumed' | 'extended' | 'reassigned' | 'stopped';
  hours: number;
  days: number;
}

function entryOf({ kind, days }: Command, at: Date): LedgerEntry {
  const instant = at.toISOString();
  switch (kind) {
    case 'paused':
      return { kind, at: instant, why: 'recheck-hearing' };
    case 'extended':
      return { kind, at: instant, count: days };
    case 'reassigned':
      return { kind, at: instant, unitId: 3, officerId: 'other' };
    case 'stopped':
      return { kind, at: instant, why: 'test' };
    default:
      return { kind, at: instant };
  }
}

function tryApply(clock: Clock, entry: LedgerEntry, count: ReturnType<typeof datesBy>): Clock | string {
  try {
    return apply(clock, entry, count);
  } catch (error) {
    if (error instanceof Problem || error instanceof StatuteError) return error.code;
    throw error;
  }
}

const commands = fc.array(
  fc.record({
    kind: fc.constantFrom<Command['kind'][]>(
      'paused',
      'paused',
      'resumed',
      'resumed',
      'extended',
      'reassigned',
      'stopped',
    ),
    hours: fc.integer({ min: -30, max: 24 * 14 }),
    days: fc.integer({ min: 0, max: 35 }),
  }),
  { maxLength: 14 },
);
const lives = fc.record({
  rule: fc.constantFrom<TimeLimitId[]>(
    'TL-01',
    'TL-02',
    'TL-04',
    'TL-06',
    'TL-12',
    'TL-13',
    'TL-14',
    'TL-16',
    'TL-16',
    'TL-16',
  ),
  profile: fc.constantFrom(...(Object.keys(profiles) as ProfileId[])),
  startedAt: fc.date({ min: new Date('2010-01-01'), max: new Date('2025-06-01'), noInvalidDate: true }),
  asSetDays: fc.integer({ min: 1, max: 40 }),
  commands,
});

it('agrees with dates counted from scratch, whatever the order of pauses, resumptions, extensions and stops', () => {
  const seen = { done: 0, refused: new Set<string>() };
  fc.assert(
    fc.property(lives, (life) => {
      const count = datesBy(calendar);
      const asSetDays = life.rule === 'TL-12' ? life.asSetDays : undefined;
      let oracle = oracleAt(life, asSetDays);
      const started = {
        kind: 'started',
        at: life.startedAt.toISOString(),
        rule: life.rule,
        profile: life.profile,
        asSetDays,
      } as const;
      let clock = startClock({ clockId: 'c', matterId: 'm', isMain: true, unitId: 2, officerId: 'o', started }, count);
      let at = life.startedAt;
      for (const command of life.commands) {
        at = new Date(at.getTime() + command.hours * 3_600_000);
        const expected = oracleAfter(oracle, command.kind, at, command.days);
        const got = tryApply(clock, entryOf(command, at), count);
        if (typeof expected === 'string' || typeof got === 'string') {
          expect(got).toBe(expected);
          if (typeof got === 'string') seen.refused.add(got);
          continue;
        }
        [oracle, clock] = [expected, got];
        const dates = oracleDates(oracle);
        expect({ legal: clock.legal, internal: clock.internal }).toEqual({
          legal: dates.legal,
          internal: dates.internal,
        });
        expect([clock.standing, clock.wasLate]).toEqual([oracle.standing, oracle.wasLate]);
        expect(datesOf(clock.entries, datesBy(calendar)).legal).toEqual(clock.legal);
        seen.done++;
      }
    }),
    { numRuns: 3_000 },
  );
  // The property says little if nothing was granted or nothing refused.
  expect(seen.done).toBeGreaterThan(2_000);
  expect([...seen.refused].sort()).toEqual(['extension-not-lawful', 'pause-not-lawful', 'transition-not-allowed']);
});
