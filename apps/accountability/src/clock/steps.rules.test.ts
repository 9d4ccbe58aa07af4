import { defaultCalendar } from '@huiyin/statute';
import { datesBy } from './dates.rules.js';
import { stepAfter, stepAfterMove, stepsOf, stepsReached } from './steps.rules.js';

const count = datesBy(defaultCalendar());
const dates = count({
  rule: 'TL-01',
  profile: 'fast_520_210',
  startedAt: '2026-03-02T02:00:00Z',
  pauses: [],
  extensions: [],
});
const steps = stepsOf('TL-01', dates);
const said = (list: readonly { measure: string; step: string }[]) => list.map((s) => `${s.measure} ${s.step}`);

it('C.3: warns of both dates in order of time, and goes on after expiry', () => {
  expect(said(steps)).toEqual([
    'internal T-1', // 6 March
    'internal T', // 7
    'internal T+1', // 8
    'legal T-5', // 12
    'internal T+5', // 12
    'legal T-2', // 15
    'legal T', // 17
    'legal T+1', // 18
    'legal T+5', // 22
    'internal T+15', // 22
    'legal T+15', // 1 April
  ]);
});

it('reaches a step with the first instant of its day in Shanghai, not before', () => {
  const from = new Date('2026-03-05T16:00:00Z');
  expect(said(stepsReached(steps, from, new Date('2026-03-05T15:59:59.999Z')))).toEqual([]);
  expect(said(stepsReached(steps, from, new Date('2026-03-05T16:00:00.000Z')))).toEqual(['internal T-1']);
});

it('reaches everything that an outage missed, and waits for the first thing after', () => {
  const now = new Date('2026-03-12T00:00:00Z');
  expect(said(stepsReached(steps, new Date('2026-03-06T16:00:00Z'), now))).toEqual([
    'internal T',
    'internal T+1',
    'legal T-5',
    'internal T+5',
  ]);
  expect(stepAfter(steps, now)).toMatchObject({ measure: 'legal', step: 'T-2' });
  expect(stepAfter(steps, new Date('2026-04-02T00:00:00Z'))).toBeUndefined();
});

it('warns no more of what had passed when a date moved, but keeps what follows expiry', () => {
  expect(stepAfterMove(steps, '2026-03-06T12:00:00Z')).toMatchObject({ measure: 'internal', step: 'T' });
  expect(stepAfterMove(steps, '2026-03-20T12:00:00Z')).toMatchObject({ measure: 'internal', step: 'T+1' });
});

it('gives an hour limit one step, at its end', () => {
  const urgent = count({ rule: 'TL-11', startedAt: '2026-03-02T02:00:00.000Z', pauses: [], extensions: [] });
  expect(stepsOf('TL-11', urgent)).toMatchObject([{ step: 'T', kind: 'overdue', at: '2026-03-02T04:00:00.000Z' }]);
});
