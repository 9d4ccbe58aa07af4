import { defaultCalendar } from '../calendar/published-years.js';
import type { TimeLimitId } from '../limits/time-limit.js';
import { dueOf } from './due.js';
import { nextWarning, warningPoints } from './warning.js';

const calendar = defaultCalendar();
const pointsOf = (rule: TimeLimitId, startedAt = '2026-03-02T10:00:00+08:00') =>
  warningPoints(dueOf({ rule, startedAt, calendar, asSetDays: 12 }).legal, rule);
const steps = (rule: TimeLimitId) => pointsOf(rule).map((point) => point.step);

describe('warning points (C.3)', () => {
  test.each<[TimeLimitId, string[]]>([
    ['TL-06', ['T-10', 'T-5', 'T-1', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-01', ['T-5', 'T-2', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-04', ['T-1', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-12', ['T-2', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-11', ['T']],
    ['TL-13', ['T-10', 'T-5', 'T-1', 'T', 'T+1']],
    ['TL-23', ['T-10', 'T-5', 'T-1', 'T', 'T+1']],
    ['TL-47', ['T-1', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-49', ['T-2', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-50', ['T-1', 'T', 'T+1', 'T+5', 'T+15']],
    ['TL-21c', ['T-90', 'T-10', 'T-5', 'T-1', 'T']],
    ['TL-43', ['T-5', 'T-2', 'T']],
    ['TL-10', []],
  ])('of %s are %j', (rule, expected) => {
    expect(steps(rule)).toEqual(expected);
  });

  test('stand at the first instant of their day in Shanghai, and overdue begins when the last day ends', () => {
    const due = dueOf({ rule: 'TL-01', startedAt: '2026-03-02T10:00:00+08:00', calendar }).legal;
    const points = warningPoints(due, 'TL-01');
    expect(points.find((point) => point.kind === 'due-today')?.at).toBe('2026-03-16T16:00:00.000Z');
    expect(points.find((point) => point.kind === 'overdue')?.at).toBe(due.at);
    expect(points.map((point) => point.at)).toEqual(points.map((point) => point.at).sort());
  });

  test.each<TimeLimitId>(['TL-13', 'TL-15', 'TL-21', 'TL-23'])(
    'of the citizen’s window %s end with "window-over", at the instant at which it is over, and never accuse',
    (rule) => {
      const due = dueOf({ rule, startedAt: '2026-03-02T10:00:00+08:00', calendar }).legal;
      const points = warningPoints(due, rule);
      expect(points.at(-1)).toEqual({ step: 'T+1', at: due.at, kind: 'window-over' });
      expect(points.filter((point) => point.kind === 'overdue')).toEqual([]);
    },
  );

  test('R23 ¶3: the objection of an office that lapsed is told as before', () => {
    expect(pointsOf('TL-04').find((point) => point.step === 'T+1')?.kind).toBe('overdue');
  });

  test('do not call a window over whose last day is provisional', () => {
    const due = dueOf({ rule: 'TL-13', startedAt: '2026-12-03T10:00:00+08:00', calendar }).legal;
    expect(due.explanation.provisionalIn).toBe(2027);
    expect(warningPoints(due, 'TL-13').map((point) => point.step)).not.toContain('T+1');
  });

  test('draft nothing against an office whose last day is provisional, but say that it is past', () => {
    expect(pointsOf('TL-04', '2086-12-30T10:00:00+08:00').map((point) => point.step)).toEqual(['T-1', 'T', 'T+1']);
  });

  test('the next one is the first that lies ahead of now', () => {
    const points = pointsOf('TL-01');
    expect(nextWarning(points, new Date('2026-03-02T10:00:00+08:00'))?.step).toBe('T-5');
    expect(nextWarning(points, Date.parse('2026-03-16T16:00:00Z'))?.step).toBe('T+1');
    expect(nextWarning(points, new Date('2027-01-01T00:00:00Z'))).toBeUndefined();
  });

  test('none lies on or before the day of the start', () => {
    const due = dueOf({ rule: 'TL-22', startedAt: '2026-03-02T10:00:00+08:00', calendar, asSetDays: 1 }).legal;
    expect(warningPoints(due, 'TL-22').map((point) => point.step)).toEqual(['T', 'T+1', 'T+5', 'T+15']);
  });
});
