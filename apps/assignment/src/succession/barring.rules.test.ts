import { type HandlingMoved } from '@huiyin/contracts';
import { type UnitEntry } from '@huiyin/contracts';
import { aFile, refusalOf } from '../../test/opinion-file.js';
import { type HandlingFile } from '../file/file.table.js';
import { moved } from '../file/move.rules.js';
import { barred, type Barring } from './barring.rules.js';
import { handedOn } from './hand-on.rules.js';

const now = new Date('2026-06-01T02:00:00Z');
const [bureau, accusedHeir, cityBureau, fit, under] = [2, 3, 22, 4, 31];
const heir = (unitId: number) => ({
  unitId,
  unitName: `${unitId}`,
  officerId: `o${unitId}`,
  officerName: `人${unitId}`,
});
const barring: Barring = {
  isBarred: (unit) => [accusedHeir, under].includes(unit),
  answeringFor: heir,
  bureauAbove: () => heir(cityBureau),
};
const toldOf = (result: { events: readonly { payload: object }[] } | undefined) =>
  result?.events[0]?.payload as HandlingMoved | undefined;
const file = (more: Partial<HandlingFile> = {}) => aFile({ accusedUnits: [accusedHeir], ...more });

describe('R30 ¶3: no file stays with the heir of an accused unit', () => {
  it.each(['acceptance_pending', 'accepted', 'in_handling', 'opinion_drafted', 'opinion_issued', 'in_execution'])(
    'SYS-01: one that is %s is the sender’s again, who hands it on; state and days stay',
    (state) => {
      const result = barred(file({ state }), barring, now);
      expect(toldOf(result)).toMatchObject({
        transition: 'SYS-01',
        state,
        unitId: bureau,
        officerId: 'o2',
        seenBy: [bureau],
        tasks: [{ act: 'forward', unitId: bureau, officerId: 'o2' }],
      });
      expect(result?.row).toMatchObject({ givenBackAt: now, secondOfficerId: null, pending: null });
    },
  );

  it('R22 ¶2: one that was received directly, or sent by a barred office, is the next higher bureau’s', () => {
    for (const senderUnit of [null, under])
      expect(barred(file({ senderUnit }), barring, now)?.row).toMatchObject({ unitId: cityBureau });
  });

  it('T47: what is closed is the bureau’s to archive, and nobody is asked to hand it on', () => {
    const told = toldOf(barred(file({ state: 'closed' }), barring, now));
    expect(told).toMatchObject({ transition: 'SYS-01', tasks: [{ act: 'archive', unitId: bureau }] });
  });

  it('SYS-03: it reads nothing more of what others have, carries out nothing of it, nor of what is in the archive', () => {
    const reader = file({ unitId: fit, executionUnit: accusedHeir, seenBy: [bureau, fit, accusedHeir] });
    const result = barred(reader, barring, now);
    expect(toldOf(result)).toMatchObject({ transition: 'SYS-03', unitId: fit, seenBy: [bureau, fit] });
    expect(result?.row).toMatchObject({ executionUnit: fit });
    const archived = file({ state: 'archived', unitId: fit, seenBy: [bureau, fit, accusedHeir] });
    expect(toldOf(barred(archived, barring, now))).toMatchObject({ transition: 'SYS-03', state: 'archived' });
  });

  it('leaves alone what nothing is there of', () => {
    expect(barred(file({ unitId: fit, seenBy: [bureau, fit] }), barring, now)).toBeUndefined();
  });
});

describe('R22 ¶2: what came back is handed on', () => {
  const units = [
    { id: 1 },
    { id: bureau, parentId: 1, kind: 'petition-bureau', standing: 'open' },
    { id: accusedHeir, parentId: 1 },
    { id: fit, parentId: 1 },
    { id: under, parentId: accusedHeir },
  ] as UnitEntry[];
  const to = (id: number) => ({ id, name: `${id}`, dutyOfficerId: `o${id}`, dutyOfficerName: `人${id}` });
  const back = (more: Partial<HandlingFile> = {}) =>
    file({ unitId: bureau, seenBy: [bureau], givenBackAt: now, ...more });
  const order = { matterId: 'm', expectedVersion: 1, toUnitId: fit, note: '请继续办理' };
  const handed = (given: HandlingFile, id = fit) => handedOn(given, order, to(id), units, now);

  it.each([
    ['acceptance_pending', 'T18.1', 'acceptance_pending', 'accept'],
    ['in_handling', 'T18.1', 'in_handling', 'draft-opinion'],
    ['opinion_pre_reviewed', 'T18.2', 'in_handling', 'draft-opinion'],
    ['opinion_issued', 'T18.1', 'opinion_issued', 'serve'],
  ])('D.9(5): one that is %s goes on by %s as %s, and a draft falls', (state, transition, after, act) => {
    const given = back({ state });
    const told = toldOf(moved(given, handed(given)));
    expect(told).toMatchObject({ transition, state: after, unitId: fit, senderUnitId: bureau, seenBy: [bureau, fit] });
    expect(told?.tasks[0]).toMatchObject({ act, unitId: fit, officerId: 'o4' });
    expect(told).not.toHaveProperty('countsFrom');
  });

  it.each([
    [accusedHeir, 'to-the-accused'],
    [under, 'under-the-accused'],
    [bureau, 'to-itself'],
  ])('D.9: never to unit %i (%s)', (id, rule) => {
    expect(() => handed(back(), id)).toThrow(
      expect.objectContaining({ code: 'prohibited-transfer', detail: { rule } }) as Error,
    );
  });

  it('R28 ¶3: nor to an officer who stepped aside', () => {
    expect(() => handed(back({ recused: ['o4'] }))).toThrow(
      expect.objectContaining({ detail: { rule: 'interested-officer' } }) as Error,
    );
  });

  it('only what came back', () => {
    expect(refusalOf(() => handed(file()))).toBe('transition-not-allowed');
  });
});
