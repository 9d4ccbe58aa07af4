import { describe, expect, it } from '@jest/globals';
import { type MatterMove } from '@huiyin/contracts';
import { claimMachine, defaultCalendar } from '@huiyin/statute';
import { datesBy } from '../clock/dates.rules.js';
import { dutyMoved, dutyOpened, type Held } from './duty.rules.js';

const at = '2026-03-02T02:00:00.000Z';
let made = 0;
const making = { count: datesBy(defaultCalendar()), newId: () => `clock-${++made}` };

function opened(): Held {
  const event = { matterId: 'm', version: 1, receivedAt: at, unitId: 2, officerId: 'sender', clockRule: 'TL-01' };
  return dutyOpened({ ...event, profile: 'national' } as Parameters<typeof dutyOpened>[0], 'e', making);
}

function after(held: Held, id: string, given: Partial<MatterMove> & { state: string }): Held {
  const { matterId, unitId, officerId, version } = held.duty;
  const command = claimMachine.rows.find((row) => row.id === id)?.command ?? '';
  const event = {
    matterId,
    version: version + 1,
    at,
    transition: id,
    command,
    unitId,
    officerId,
    seenBy: [],
    ...given,
  };
  return dutyMoved(held, { unitName: '', officerName: '', tasks: [], papers: [], values: {}, ...event }, 'e', making);
}

const holders = ({ clocks }: Held) =>
  Object.fromEntries(
    clocks
      .filter(({ standing }) => standing !== 'stopped')
      .map(({ rule, unitId, officerId }) => [rule, [unitId, officerId]]),
  );
const taskOf = (unitId: number, officerId: string) => [{ act: 'take', unitId, officerId, rule: 'TL-04' }];

describe('R24 ¶2: what is owed passes to the heir', () => {
  it('of the office that a matter is offered to, with the periods for its answer and its report (SYS-01)', () => {
    const offered = after(opened(), 'T12', { state: 'assigned', otherUnitId: 3, days: 20, tasks: taskOf(3, 'a') });
    const heirs = after(offered, 'SYS-01', { state: 'assigned', otherUnitId: 9, tasks: taskOf(9, 'b') });
    expect(holders(heirs)).toEqual({ 'TL-03': [2, 'sender'], 'TL-04': [9, 'b'], 'TL-12': [9, 'b'] });
    expect(heirs.clocks.map(({ legal }) => legal)).toEqual(offered.clocks.map(({ legal }) => legal));
  });

  it('also where the clock was stopped when its holder went: whoever gets it back is whoever answers now', () => {
    const handled = after(after(opened(), 'T19', { state: 'accepted' }), 'T25', { state: 'in_handling' });
    const ordinary = after(handled, 'T26', { state: 'in_handling' });
    const heirs = after(ordinary, 'SYS-01', { state: 'in_handling', unitId: 9, officerId: 'b' });
    const short = after(heirs, 'T25', { state: 'in_handling', unitId: 9, officerId: 'b' });
    expect(holders(short)).toEqual({ 'TL-06': [9, 'b'], 'TL-09': [9, 'b'] });
  });

  it('R30 ¶3, D.9(5): of a file that came back and was handed on, every clock with the dates that it had (SYS-01, T18.1)', () => {
    const offered = after(opened(), 'T12', { state: 'assigned', otherUnitId: 3, days: 20, tasks: taskOf(3, 'a') });
    const taken = after(offered, 'T14.1', { state: 'acceptance_pending', unitId: 3, officerId: 'a' });
    const handled = after(after(taken, 'T19', { state: 'accepted' }), 'T25', { state: 'in_handling' });
    const back = after(handled, 'SYS-01', { state: 'in_handling', unitId: 2, officerId: 'sender' });
    const on = after(back, 'T18.1', { state: 'in_handling', unitId: 9, officerId: 'b' });
    expect(holders(back)).toEqual({ 'TL-06': [2, 'sender'], 'TL-09': [2, 'sender'], 'TL-12': [2, 'sender'] });
    expect(holders(on)).toEqual({ 'TL-06': [9, 'b'], 'TL-09': [9, 'b'], 'TL-12': [9, 'b'] });
    expect(on.clocks.map(({ legal, standing }) => [legal, standing])).toEqual(
      handled.clocks.map(({ legal, standing }) => [legal, standing]),
    );
  });

  it('R30 ¶3: of a withdrawn offer, the sender’s first clock runs again with its own day (SYS-02)', () => {
    const first = opened();
    const offered = after(first, 'T12', { state: 'assigned', otherUnitId: 3, days: 20, tasks: taskOf(3, 'a') });
    const back = after(offered, 'SYS-02', { state: 'triaged' });
    expect(holders(back)).toEqual({ 'TL-01': [2, 'sender'] });
    const dayOf = ({ clocks }: Held) => clocks.find(({ rule }) => rule === 'TL-01')?.legal;
    expect(dayOf(back)).toEqual(dayOf(first));
  });
});
