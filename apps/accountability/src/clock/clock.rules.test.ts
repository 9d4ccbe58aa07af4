import { Problem } from '@huiyin/contracts';
import { defaultCalendar, StatuteError, type TimeLimitId } from '@huiyin/statute';
import { apply, type Clock, snapshotOf, startClock } from './clock.rules.js';
import { datesBy } from './dates.rules.js';
import { type LedgerEntry } from './ledger.rules.js';

const count = datesBy(defaultCalendar());
const officer = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0001';

function aClock(given: { rule?: TimeLimitId; on?: string; profile?: string; asSetDays?: number } = {}): Clock {
  const { rule = 'TL-01', on = '2026-03-02', profile, asSetDays } = given;
  const started = { kind: 'started', at: `${on}T02:00:00.000Z`, rule, profile, asSetDays } as const;
  return startClock({ clockId: 'c', matterId: 'm', isMain: true, unitId: 2, officerId: officer, started }, count);
}

function after(clock: Clock, ...entries: LedgerEntry[]): Clock {
  return entries.reduce((c, entry) => apply(c, entry, count), clock);
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem || error instanceof StatuteError) return error.code;
    throw error;
  }
  return 'done';
}

const noonOf = (on: string) => `${on}T04:00:00.000Z`;
const paused = (on: string): LedgerEntry => ({ kind: 'paused', at: noonOf(on), why: 'recheck-hearing' });
const resumed = (on: string): LedgerEntry => ({ kind: 'resumed', at: noonOf(on) });
const extended = (on: string, days: number): LedgerEntry => ({ kind: 'extended', at: noonOf(on), count: days });
const reinstated = (on: string): LedgerEntry => ({ kind: 'reinstated', at: noonOf(on), why: 'uphold-objection' });
const stopped = (at: string): LedgerEntry => ({ kind: 'stopped', at, why: 'test' });

describe('starting', () => {
  it('R22: the bureau has fifteen days, the day of receipt not counted, and the county promised five', () => {
    const clock = aClock({ profile: 'fast_520_210' });
    expect(clock.legal).toMatchObject({ on: '2026-03-17', at: '2026-03-17T16:00:00.000Z' });
    expect(clock.internal).toMatchObject({ on: '2026-03-07', at: '2026-03-07T16:00:00.000Z' });
    expect(clock.legal.explanation).toMatchObject({ article: 'R22', firstCountedDay: '2026-03-03', length: 15 });
    expect(clock.internal?.explanation.profile).toMatchObject({ id: 'fast_520_210' });
  });

  it('R23 ¶2: another office that receives directly has fifteen days', () => {
    expect(aClock({ rule: 'TL-02' }).legal.on).toBe('2026-03-17');
  });

  it('counts by the day in Shanghai: 16:00 UTC is tomorrow there', () => {
    const at = (instant: string) => count({ rule: 'TL-01', startedAt: instant, pauses: [], extensions: [] }).legal.on;
    expect(at('2026-03-02T15:59:59.999Z')).toBe('2026-03-17');
    expect(at('2026-03-02T16:00:00.000Z')).toBe('2026-03-18');
  });

  it.each(['national', 'some-profile-that-nobody-knows'])('has no internal date under profile %s', (profile) => {
    expect(aClock({ profile }).internal).toBeUndefined();
  });

  it('has a provisional promise beside the date of the law, where the promise is in working days of a year without a calendar', () => {
    const clock = aClock({ profile: 'zhejiang_2016', on: '2087-03-03' });
    expect([clock.legal.on, clock.internal?.on]).toEqual(['2087-03-18', '2087-03-10']);
    expect(snapshotOf(clock)).toMatchObject({ provisionalIn: 2087 });
  });

  it.each(['TL-04', 'TL-47'] as const)(
    '%s starts in a year without a calendar, and says so: no matter goes without a clock',
    (rule) => {
      const clock = aClock({ rule, on: '2087-03-03' });
      expect(clock.legal).toMatchObject({ on: '2087-03-10', explanation: { calendarVersion: 'provisional' } });
      expect(snapshotOf(clock).provisionalIn).toBe(2087);
      expect(snapshotOf(aClock({ rule })).provisionalIn).toBeUndefined();
    },
  );

  it('waits for the earliest warning, whichever date it belongs to', () => {
    expect(aClock({ profile: 'fast_520_210' }).nextStep).toEqual({
      step: 'T-1',
      kind: 'warn',
      measure: 'internal',
      dueOn: '2026-03-07',
      at: '2026-03-05T16:00:00.000Z',
    });
  });
});

describe('entries', () => {
  it('R36: leaves the days of a hearing at recheck out, first and last included', () => {
    const clock = after(aClock({ rule: 'TL-16' }), paused('2026-03-10'), resumed('2026-03-12'));
    expect(clock.standing).toBe('running');
    expect(clock.legal.on).toBe('2026-04-04');
    expect(clock.legal.explanation.pauses).toEqual([
      { from: '2026-03-10', to: '2026-03-12', days: 3, why: 'recheck-hearing' },
    ]);
  });

  it('waits for nothing while it is paused', () => {
    expect(after(aClock({ rule: 'TL-16' }), paused('2026-03-10')).nextStep).toBeUndefined();
  });

  it('B.3 guard 3: nothing pauses a clock but what the law names', () => {
    expect(refusalOf(() => after(aClock(), paused('2026-03-10')))).toBe('pause-not-lawful');
    expect(refusalOf(() => after(aClock({ rule: 'TL-06' }), paused('2026-03-10')))).toBe('pause-not-lawful');
  });

  it('R34: extends handling by at most thirty days, once, before it expires', () => {
    const clock = aClock({ rule: 'TL-06' });
    expect(clock.legal.on).toBe('2026-05-01');
    const longer = after(clock, extended('2026-05-01', 30));
    expect(longer.legal.on).toBe('2026-05-31');
    expect(longer.nextStep).toMatchObject({ step: 'T-10', at: '2026-05-20T16:00:00.000Z' });
    expect(refusalOf(() => after(clock, extended('2026-05-01', 31)))).toBe('extension-not-lawful');
    expect(refusalOf(() => after(clock, extended('2026-05-02', 30)))).toBe('extension-not-lawful');
    expect(refusalOf(() => after(longer, extended('2026-05-10', 1)))).toBe('extension-not-lawful');
  });

  it('R22: knows no extension of the dispatch', () => {
    expect(refusalOf(() => after(aClock(), extended('2026-03-10', 1)))).toBe('extension-not-lawful');
  });

  it('counts a period that a letter sets from that letter', () => {
    expect(aClock({ rule: 'TL-12', asSetDays: 20 }).legal.on).toBe('2026-03-22');
    expect(refusalOf(() => aClock({ rule: 'TL-12' }))).toBe('length-not-set');
  });

  it.each([
    ['2026-03-17T15:59:59.999Z', false],
    ['2026-03-17T16:00:00.000Z', true],
  ])('stopped at %s it was late: %s', (at, wasLate) => {
    expect(after(aClock(), stopped(at))).toMatchObject({
      standing: 'stopped',
      stoppedAt: at,
      wasLate,
      nextStep: undefined,
    });
  });

  it('counts a hearing that never ended up to the day on which the clock was stopped', () => {
    const clock = after(aClock({ rule: 'TL-16' }), paused('2026-03-30'), stopped('2026-04-05T04:00:00.000Z'));
    expect(clock.legal.on).toBe('2026-04-08');
    expect(clock.wasLate).toBe(false);
  });

  it('changes hands without a date moving', () => {
    const clock = aClock({ profile: 'fast_520_210' });
    const moved = after(clock, { kind: 'reassigned', at: noonOf('2026-03-09'), unitId: 3, officerId: 'o' });
    expect(moved).toMatchObject({ unitId: 3, officerId: 'o' });
    expect([moved.legal, moved.internal, moved.nextStep]).toEqual([clock.legal, clock.internal, clock.nextStep]);
    expect(snapshotOf(moved).clockVersion).toBe(2);
  });

  it('D.9(5): runs again as it was when what stopped it was taken back: dates unchanged, never late by having stood', () => {
    const clock = aClock({ profile: 'fast_520_210' });
    const again = after(clock, stopped(noonOf('2026-03-20')), reinstated('2026-03-24'));
    expect(again).toMatchObject({ standing: 'running', isMain: true, stoppedAt: undefined, wasLate: undefined });
    expect([again.legal, again.internal]).toEqual([clock.legal, clock.internal]);
    expect(again.nextStep).toMatchObject({ step: 'T+1', measure: 'internal' });
    expect(after(again, stopped(noonOf('2026-03-25')))).toMatchObject({ wasLate: true });
  });

  it('R35: runs on beside another main clock once it is set aside', () => {
    const window = aClock({ rule: 'TL-13' });
    const aside = after(window, { kind: 'set-aside', at: noonOf('2026-03-10'), why: 'order-execution' });
    expect(aside).toEqual({ ...window, isMain: false, entries: aside.entries });
    expect(snapshotOf(aside).clockVersion).toBe(2);
  });

  it('R35: nobody is late with the own window', () => {
    expect(after(aClock({ rule: 'TL-13' }), stopped(noonOf('2026-06-01'))).wasLate).toBe(false);
  });

  it.each<[string, LedgerEntry[], LedgerEntry]>([
    ['resumed while running', [], resumed('2026-03-10')],
    ['paused while paused', [paused('2026-03-10')], paused('2026-03-11')],
    ['started again', [], { kind: 'started', at: noonOf('2026-03-10'), rule: 'TL-16' }],
    ['reinstated while running', [], reinstated('2026-03-10')],
    [
      'set aside after the stop',
      [stopped(noonOf('2026-03-10'))],
      { kind: 'set-aside', at: noonOf('2026-03-10'), why: 'w' },
    ],
    ['resumed before the pause', [paused('2026-03-10')], resumed('2026-03-09')],
    ['stopped twice', [stopped(noonOf('2026-03-10'))], stopped(noonOf('2026-03-11'))],
    ['resumed after the stop', [paused('2026-03-10'), stopped(noonOf('2026-03-10'))], resumed('2026-03-11')],
    [
      'handed on after the stop',
      [stopped(noonOf('2026-03-10'))],
      { kind: 'reassigned', at: noonOf('2026-03-10'), unitId: 3, officerId: 'o' },
    ],
  ])('cannot be %s', (_, before, entry) => {
    const clock = after(aClock({ rule: 'TL-16' }), ...before);
    expect(refusalOf(() => after(clock, entry))).toBe('transition-not-allowed');
  });
});
