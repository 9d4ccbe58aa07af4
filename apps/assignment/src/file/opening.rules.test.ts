import { describe, expect, test } from '@jest/globals';
import { type UnitEntry } from '@huiyin/contracts';
import { handlingPeriod } from '../acceptance/notice.rules.js';
import { reviewUnitOf, startOfDays } from './opening.rules.js';

const unit = (id: number, kind: UnitEntry['kind'], parentId?: number, more: Partial<UnitEntry> = {}): UnitEntry => ({
  id,
  version: 1,
  name: `单位${id}`,
  kind,
  tier: 'county',
  divisionCode: '999901',
  phone: '0999-0000000',
  standing: 'open',
  profile: 'national',
  ...(parentId === undefined ? {} : { parentId }),
  ...more,
});
const county = [
  unit(1, 'government', 25),
  unit(2, 'petition-bureau', 1),
  unit(3, 'department', 1),
  unit(13, 'township-office', 1),
  unit(16, 'village-committee', 13),
  unit(9, 'court', 26),
  unit(25, 'government', undefined, { divisionCode: '999900' }),
  unit(24, 'petition-bureau', 25, { divisionCode: '999900' }),
  unit(26, 'court', undefined, { divisionCode: '999900' }),
];

describe('who reads an opinion before it is issued', () => {
  test.each([
    ['the bureau that dispatched it', 3, 24, 24],
    ['the bureau beside the unit', 3, undefined, 2],
    ['the bureau above where another department dispatched it', 3, 4, 2],
    ['the nearest bureau above a village', 16, undefined, 2],
    ['the bureau of the division for a court, which is under no government', 9, undefined, 2],
  ])('%s', (_which, unitId, sender, expected) => {
    expect(reviewUnitOf(unitId, sender, county)).toBe(expected);
  });

  test('a bureau that was closed reads nothing; without any the unit stands alone', () => {
    const closed = county.map((one) => (one.id === 2 ? { ...one, standing: 'closed' as const } : one));
    expect(reviewUnitOf(3, 2, closed)).toBe(24);
    expect(reviewUnitOf(3, undefined, [unit(3, 'department')])).toBe(3);
  });
});

describe('R23, R34: the handling period', () => {
  const receivedAt = new Date('2026-03-02T02:00:00Z');
  test.each([
    ['on the day of the receipt', '2026-03-02T03:00:00Z', '2026-05-01'],
    ['on the last lawful day, at its last minute in Shanghai', '2026-03-17T15:59:00Z', '2026-05-16'],
    ['a minute later: delay buys no time', '2026-03-17T16:00:00Z', '2026-05-16'],
    ['a month late: delay buys no time', '2026-04-17T02:00:00Z', '2026-05-16'],
  ])('accepted %s', (_when, acceptedAt, dueOn) => {
    for (const senderUnit of [null, 2])
      expect(handlingPeriod({ senderUnit, receivedAt }, new Date(acceptedAt)).dueOn).toBe(dueOn);
  });
});

describe('from when the days of whoever has the matter count', () => {
  const [registered, toThree, toFour] = ['2026-03-01', '2026-03-05', '2026-03-09'].map((day) => new Date(day));
  const receipts = [
    { unitId: 2, receivedAt: registered as Date, isHandOver: false },
    { unitId: 4, receivedAt: toFour as Date, isHandOver: true },
    { unitId: 3, receivedAt: toThree as Date, isHandOver: true },
  ];
  test.each([
    ['its own first receipt', 'take', 3, undefined, toThree],
    ['R24 ¶1: that of the office that disputed, for whoever is named', 'decide-jurisdiction', 5, 3, toThree],
    ['R24 ¶2: that of the latest hand-over for an heir, who received nothing', 'deem-taken', 9, undefined, toFour],
    ['R23 ¶2: the registration for what an heir keeps', 'keep-for-own-handling', 9, undefined, registered],
  ])('%s', (_what, command, unitId, otherUnitId, expected) => {
    const move = { command, unitId, ...(otherUnitId === undefined ? {} : { otherUnitId }) };
    expect(startOfDays(move, receipts)).toBe(expected);
  });
});
