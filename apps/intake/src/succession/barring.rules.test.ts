import { type MatterMoved } from '@huiyin/contracts';
import { type Matter } from '../matter/matter.table.js';
import { barred, type Barring } from './barring.rules.js';

const now = new Date('2026-06-01T02:00:00Z');
const [bureau, cityBureau, accusedHeir, township] = [2, 22, 3, 13];
const offices = {
  nameOf: (unit: number) => `${unit}`,
  dutyOfficer: () => 'duty',
  isBureau: (unit: number) => unit === bureau,
};
const offer = (toUnit: number) => ({ handOverId: 'h', toUnit, toSite: 'here' });
const matter = (more: Partial<Matter>) =>
  ({
    id: 'm',
    version: 4,
    state: 'forwarded',
    kind: 'claim',
    path: 'P_PETITION',
    keptBy: 'intake',
    responsibleUnit: bureau,
    officerId: 'triage',
    officerName: '分办员',
    senderUnit: bureau,
    offeredTo: null,
    decidingUnit: null,
    seenBy: [bureau],
    informedUnits: [],
    attempt: 1,
    pending: null,
    periodDays: null,
    accusedUnits: [accusedHeir],
    accusedOfficials: [],
    ...more,
  }) as Matter;
const above = { unitId: cityBureau, officer: { id: 'city', name: '市分办员' } };
const barring = (...units: number[]): Barring => ({
  isBarred: (unit) => units.includes(unit),
  bureauAbove: () => above,
});
const eventOf = (applied: ReturnType<typeof barred>) => applied?.events[0]?.payload as MatterMoved | undefined;

describe('R30 ¶3: nothing of a matter stays with the heir of an accused unit', () => {
  it.each(['forwarded', 'assigned', 'objected', 'jurisdiction_dispute'])('SYS-02: what is %s is withdrawn', (state) => {
    const open = matter({ state, offeredTo: accusedHeir, seenBy: [bureau, accusedHeir], periodDays: 30 });
    const applied = barred(open, offer(accusedHeir), barring(accusedHeir), offices, now);
    expect(eventOf(applied)).toMatchObject({
      transition: 'SYS-02',
      state: 'triaged',
      unitId: bureau,
      seenBy: [bureau],
    });
    expect(applied?.row).toMatchObject({ offeredTo: null, decidingUnit: null, periodDays: null });
    expect(applied?.answers).toMatchObject([{ standing: 'returned', byOfficial: 'service:SYS-02' }]);
    expect(applied?.events.map(({ payload }) => (payload as { standing?: string }).standing)).toContain('returned');
  });

  it('SUG-08: a suggestion is not studied there either', () => {
    const open = matter({
      kind: 'suggestion',
      state: 'referred',
      offeredTo: accusedHeir,
      seenBy: [bureau, accusedHeir],
    });
    const told = eventOf(barred(open, offer(accusedHeir), barring(accusedHeir), offices, now));
    expect(told).toMatchObject({
      transition: 'SUG-08',
      state: 'triaged',
      tasks: [{ act: 'refer-for-study', unitId: bureau }],
    });
  });

  it('SYS-01: where the bureau itself is barred, the next higher one answers, and what its people proposed falls', () => {
    const pending = { act: 'refuse-concluded', at: '', by: 'x', order: {} } as const;
    const applied = barred(matter({ state: 'triaged', pending }), undefined, barring(bureau), offices, now);
    expect(eventOf(applied)).toMatchObject({ transition: 'SYS-01', unitId: cityBureau, seenBy: [cityBureau] });
    expect(applied?.row).toMatchObject({ officerId: 'city', senderUnit: cityBureau, pending: null });
  });

  it('SYS-03: who only read it, or had to decide a dispute, reads and decides it no more', () => {
    const reader = matter({ state: 'guided_to_path', seenBy: [bureau, accusedHeir], informedUnits: [accusedHeir] });
    const told = eventOf(barred(reader, undefined, barring(accusedHeir), offices, now));
    expect(told).toMatchObject({ transition: 'SYS-03', state: 'guided_to_path', seenBy: [bureau] });
    const disputed = {
      state: 'jurisdiction_dispute',
      offeredTo: township,
      decidingUnit: 1,
      seenBy: [bureau, township, 1],
    };
    const decided = barred(matter(disputed), offer(township), barring(1), offices, now);
    expect(decided?.row).toMatchObject({ decidingUnit: cityBureau, seenBy: [bureau, township, cityBureau] });
    expect(eventOf(decided)?.tasks).toEqual([{ act: 'decide-jurisdiction', unitId: cityBureau }]);
  });

  it('leaves alone what nothing is there of, and never leaves a matter to nobody', () => {
    expect(barred(matter({}), undefined, barring(accusedHeir), offices, now)).toBeUndefined();
    const nobodyElse = { isBarred: () => true, bureauAbove: () => undefined };
    expect(barred(matter({ state: 'triaged' }), undefined, nobodyElse, offices, now)).toBeUndefined();
  });
});
