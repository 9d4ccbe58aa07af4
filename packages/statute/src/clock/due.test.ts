import { civilDate } from '../calendar/civil-date.js';
import { defaultCalendar } from '../calendar/published-years.js';
import { timeLimitIds, timeLimit, type TimeLimitId } from '../limits/time-limit.js';
import { type DueOrder, dueOf, handlingStartsAt } from './due.js';
import { profiles } from './profile.js';

const calendar = defaultCalendar();

function legal(rule: TimeLimitId, startedOn: string, more: Partial<DueOrder> = {}) {
  return dueOf({ rule, startedAt: `${startedOn}T10:00:00+08:00`, calendar, ...more }).legal;
}

describe('the Regulations on Petition Work', () => {
  test('R Art. 22: a bureau dispatches within fifteen days, the day of receipt not counted', () => {
    const due = legal('TL-01', '2026-03-02');
    expect(due.on).toBe('2026-03-17');
    expect(due.at).toBe('2026-03-17T16:00:00.000Z');
    expect(due.explanation).toMatchObject({ article: 'R22', startedOn: '2026-03-02', firstCountedDay: '2026-03-03' });
  });

  test('R Art. 23 ¶2-3: an office gives notice within fifteen days, and its Sunday does not move', () => {
    expect(legal('TL-02', '2026-03-07').on).toBe('2026-03-22');
    expect(legal('TL-03', '2026-03-07').on).toBe('2026-03-22');
  });

  test('R Art. 23 ¶3: five working days for an objection, across National Day with its make-up workday', () => {
    const due = legal('TL-04', '2026-09-30');
    expect(due.on).toBe('2026-10-13');
    expect(due.explanation.skipped.map((day) => day.on)).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
      '2026-10-04',
      '2026-10-05',
      '2026-10-06',
      '2026-10-07',
      '2026-10-11',
    ]);
    expect(due.explanation.skipped[0]).toEqual({ on: '2026-10-01', why: 'holiday', name: '国庆节' });
    expect(due.explanation.madeUp).toEqual([{ on: '2026-10-10', name: '国庆节' }]);
    expect(due.explanation.calendarVersion).toBe('chinese-days-1.5.7');
  });

  test('R Art. 25: an urgent matter is reported within two hours of the instant', () => {
    const due = legal('TL-11', '2026-03-02', { startedAt: '2026-03-02T23:30:00+08:00' });
    expect(due).toMatchObject({ at: '2026-03-02T17:30:00.000Z', on: '2026-03-03' });
  });

  test('R Art. 34: sixty days from acceptance; one extension of at most thirty', () => {
    expect(legal('TL-06', '2026-03-02').on).toBe('2026-05-01');
    const extended = legal('TL-06', '2026-03-02', { extensions: [{ count: 30, approvedOn: '2026-05-01' }] });
    expect(extended.on).toBe('2026-05-31');
    expect(extended.explanation.extensions).toEqual([{ count: 30, approvedOn: '2026-05-01' }]);
  });

  test.each([
    ['too-long', [{ count: 31, approvedOn: '2026-04-01' }]],
    ['too-long', [{ count: 0, approvedOn: '2026-04-01' }]],
    ['too-long', [{ count: 1.5, approvedOn: '2026-04-01' }]],
    ['after-expiry', [{ count: 30, approvedOn: '2026-05-02' }]],
    ['before-the-start', [{ count: 30, approvedOn: '2026-03-01' }]],
    [
      'too-often',
      [
        { count: 10, approvedOn: '2026-04-01' },
        { count: 10, approvedOn: '2026-05-05' },
      ],
    ],
  ])('R Art. 34: refuses an extension that is %s', (why, extensions) => {
    expect(() => legal('TL-06', '2026-03-02', { extensions })).toThrow(
      expect.objectContaining({ code: 'extension-not-lawful', detail: expect.objectContaining({ why }) }),
    );
  });

  test('R Art. 22: a bureau’s fifteen days know no extension', () => {
    expect(() => legal('TL-01', '2026-03-02', { extensions: [{ count: 1, approvedOn: '2026-03-03' }] })).toThrow(
      expect.objectContaining({ code: 'extension-not-lawful' }),
    );
  });

  test('R Art. 35: thirty days to ask for review; a last day in a holiday moves to the next working day', () => {
    const due = legal('TL-13', '2026-09-01');
    expect(due.on).toBe('2026-10-08');
    expect(due.explanation.rolledOver).toMatchObject({ from: '2026-10-01', to: '2026-10-08' });
    expect(due.explanation.rolledOver?.over).toHaveLength(7);
    expect(legal('TL-13', '2026-09-10').explanation.rolledOver?.to).toBeUndefined();
  });

  test('R Art. 36: the time of a hearing at recheck is not counted, each paused day once', () => {
    const pauses = [
      { from: '2026-03-10', to: '2026-03-14', why: 'recheck-hearing' },
      { from: '2026-03-13', to: '2026-03-16', why: 'recheck-hearing' },
      { from: '2027-03-13', to: '2027-03-16', why: 'recheck-hearing' },
    ] as const;
    const due = legal('TL-16', '2026-03-02', { pauses });
    expect(due.on).toBe('2026-04-08');
    expect(due.explanation.pauses.map((pause) => pause.days)).toEqual([5, 2, 0]);
  });

  test.each(timeLimitIds.filter((id) => id !== 'TL-16' && id !== 'TL-07'))('R Art. 36: no hearing stops %s', (rule) => {
    const pauses = [{ from: '2026-03-10', to: '2026-03-14', why: 'recheck-hearing' }] as const;
    expect(() => legal(rule, '2026-03-02', { pauses, asSetDays: 20 })).toThrow(
      expect.objectContaining({ code: 'pause-not-lawful' }),
    );
  });

  test('R Art. 36: a pause for any other reason is refused', () => {
    const pauses = [{ from: '2026-03-10', to: '2026-03-14', why: 'mediation' as 'recheck-hearing' }];
    expect(() => legal('TL-16', '2026-03-02', { pauses })).toThrow(
      expect.objectContaining({ code: 'pause-not-lawful' }),
    );
  });

  test('R Art. 34: the extension is no clock of its own', () => {
    expect(() => legal('TL-07', '2026-03-02')).toThrow(expect.objectContaining({ code: 'not-a-clock' }));
  });

  test('R Art. 22(3): an assignment runs as long as its letter says, and not at all without a number', () => {
    expect(legal('TL-12', '2026-03-02', { asSetDays: 20 }).on).toBe('2026-03-22');
    expect(() => legal('TL-12', '2026-03-02')).toThrow(expect.objectContaining({ code: 'length-not-set' }));
    expect(legal('TL-22', '2026-03-02').explanation.length).toBe(10);
  });
});

describe('other laws', () => {
  test('Civil Code Art. 202: a period in months ends on the same day, or the last day of a shorter month', () => {
    expect(legal('TL-20', '2026-01-31').on).toBe('2026-02-28');
    expect(legal('TL-26', '2025-08-31').on).toBe('2026-02-28');
    expect(legal('TL-31', '2024-02-29').on).toBe('2026-02-28');
  });

  test('ARL Art. 88: periods of five and ten days are working days', () => {
    expect(timeLimit('TL-25.1').length.unit).toBe('working-day');
    expect(timeLimit('TL-25.3').length.unit).toBe('working-day');
  });
});

describe('a year without a calendar', () => {
  test('R23 ¶3: an objection is counted by weekdays and the holidays that the law fixes, and says so', () => {
    const due = legal('TL-04', '2086-12-30');
    expect(due.on).toBe('2087-01-07');
    expect(due.explanation.provisionalIn).toBe(2086);
    expect(due.explanation.skipped.map((day) => day.on)).toEqual(['2087-01-01', '2087-01-04', '2087-01-05']);
  });

  test('a count that ends before the year begins is certain', () => {
    expect(legal('TL-04', '2026-12-24').explanation.provisionalIn).toBeUndefined();
    expect(legal('TL-04', '2026-12-25').explanation.provisionalIn).toBe(2027);
  });

  test('still counts calendar days of an office, for certain', () => {
    const due = legal('TL-01', '2026-12-29');
    expect(due.on).toBe('2027-01-13');
    expect(due.explanation).toMatchObject({ calendarVersion: null });
    expect(due.explanation.provisionalIn).toBeUndefined();
  });

  test('R35: a window that we close takes the later day', () => {
    const due = legal('TL-13', '2026-12-10');
    expect(due.on).toBe('2027-01-11');
    expect(due.explanation).toMatchObject({
      provisionalIn: 2027,
      rolledOver: { from: '2027-01-09', to: '2027-01-11' },
    });
  });

  test('ARL20: a window that another body closes takes the day that is safe', () => {
    const due = legal('TL-24', '2026-11-10');
    expect(due.on).toBe('2027-01-09');
    expect(due.explanation.provisionalIn).toBe(2027);
  });

  test('ARL31, 88: ten working days elsewhere leave out the holidays of the law alone', () => {
    expect(legal('TL-25.3', '2026-12-31').on).toBe('2027-01-11');
  });

  test('CNT-8: counted again, a duty ends on the day of the law and a citizen’s window never before the day that was told', () => {
    const counted = (rule: TimeLimitId, toldOn: string) => legal(rule, '2026-03-02', { toldOn });
    expect(counted('TL-04', '2026-03-06').on).toBe('2026-03-09');
    expect(counted('TL-04', '2026-03-10').on).toBe('2026-03-09');
    expect(counted('TL-13', '2026-03-31').on).toBe('2026-04-01');
    expect(counted('TL-13', '2026-04-03')).toMatchObject({
      on: '2026-04-03',
      at: '2026-04-03T16:00:00.000Z',
      explanation: { toldOn: '2026-04-03' },
    });
  });

  test('a promise in working days is provisional beside a date of the law that is certain', () => {
    const { legal: law, internal } = dueOf({
      rule: 'TL-03',
      startedAt: '2026-12-30T10:00:00+08:00',
      calendar,
      profile: profiles.zhejiang_2016,
    });
    expect([law.explanation.provisionalIn, internal?.explanation.provisionalIn]).toEqual([undefined, 2027]);
    expect(internal?.on).toBe('2027-01-07');
  });
});

describe('profiles', () => {
  test('a profile shortens the internal date but the legal date stays', () => {
    const { legal: law, internal } = dueOf({
      rule: 'TL-06',
      startedAt: '2026-03-02T10:00:00+08:00',
      calendar,
      profile: profiles.fast_520_210,
    });
    expect(law.on).toBe('2026-05-01');
    expect(internal?.on).toBe('2026-03-22');
    expect(internal?.explanation.profile).toEqual({ id: 'fast_520_210', article: 'S3', cappedByLaw: false });
    expect(law.explanation.profile).toBeUndefined();
  });

  test('a promise in working days that the holidays push past the law is capped at the legal date', () => {
    const slow = {
      ...profiles.zhejiang_2016,
      id: 'slow',
      limits: { 'TL-01': { count: 12, unit: 'working-day' } },
    } as const;
    const { legal: law, internal } = dueOf({
      rule: 'TL-01',
      startedAt: '2026-09-30T10:00:00+08:00',
      calendar,
      profile: slow,
    });
    expect(internal?.on).toBe(law.on);
    expect(internal?.explanation.profile?.cappedByLaw).toBe(true);
  });

  test('a rule that the profile does not name has no internal date', () => {
    expect(
      dueOf({ rule: 'TL-13', startedAt: new Date(0), calendar, profile: profiles.fast_520_210 }).internal,
    ).toBeUndefined();
  });

  test('Zhejiang’s sixty days of extension are capped at the thirty of R Art. 34', () => {
    const order = { profile: profiles.zhejiang_2016, extensions: [{ count: 31, approvedOn: '2026-04-01' }] };
    expect(() => legal('TL-06', '2026-03-02', order)).toThrow(
      expect.objectContaining({ code: 'extension-not-lawful' }),
    );
  });

  test('with office roll-over switched on, an office’s duty moves too', () => {
    expect(legal('TL-02', '2026-03-07', { officeRollover: true }).on).toBe('2026-03-23');
  });
});

describe('the start of handling', () => {
  const notice = legal('TL-03', '2026-03-02');

  test('is the acceptance when the notice was in time', () => {
    expect(handlingStartsAt('2026-03-10T09:00:00+08:00', notice)).toBe('2026-03-10T01:00:00.000Z');
  });

  test('is the last lawful day of the notice when it was late or never came', () => {
    const late = handlingStartsAt('2026-03-25T09:00:00+08:00', notice);
    expect(late).toBe(handlingStartsAt(null, notice));
    expect(legal('TL-06', '', { startedAt: late }).explanation.startedOn).toBe(notice.on);
  });
});

test('counting a fifteen-day limit costs no more than writing down a hundred and twenty dates', () => {
  const order = { rule: 'TL-01', startedAt: '2026-09-25T02:00:00Z', calendar } as const;
  const msOf = (work: (nth: number) => unknown) => {
    const start = performance.now();
    for (let nth = 0; nth < 2000; nth++) work(nth);
    return performance.now() - start;
  };
  // In turn, and the best of each: whatever else the machine does only adds.
  const rounds = Array.from(
    { length: 10 },
    () => [msOf(() => dueOf(order)), msOf((nth) => civilDate(20_000 + nth))] as const,
  );
  const [count, write] = [Math.min(...rounds.map(([ms]) => ms)), Math.min(...rounds.map(([, ms]) => ms))];
  expect(count / write).toBeLessThan(120);
});
