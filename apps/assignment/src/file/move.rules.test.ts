import { describe, expect, test } from '@jest/globals';
import { claimMachine, suggestionMachine } from '@huiyin/statute';
import { aFile, lead } from '../../test/opinion-file.js';
import { type Pending } from './file.table.js';
import { moved } from './move.rules.js';
import { tasksOf } from './task.rules.js';

const at = new Date('2026-03-05T02:00:00Z');
const waiting = (act: string): Pending => ({ act, at: at.toISOString(), by: lead, byName: '陈安', order: {} });
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('a move', () => {
  test('is a row of the machine: state, aspect, next version, and one event that says all of it', () => {
    const { row, events, answer } = moved(aFile(), { command: 'hear-petitioner', at });
    expect(row).toMatchObject({ state: 'in_handling', aspects: ['fact_finding'] });
    expect(events.map(({ name, version }) => [name, version])).toEqual([['assignment.handling-moved.v1', 6]]);
    expect(answer).toEqual({ matterId: aFile().id, version: 6, state: 'in_handling', papers: [] });
  });

  test('an aspect is entered once and left', () => {
    const heard = aFile({ aspects: ['fact_finding', 'simplified'] });
    expect(moved(heard, { command: 'record-evidence', at }).row.aspects).toEqual(['fact_finding', 'simplified']);
    expect(moved(heard, { command: 'convert-to-ordinary', at }).row.aspects).toEqual(['fact_finding']);
  });

  test.each(claimMachine.states.filter((state) => state !== 'acceptance_pending'))(
    'a claim in %s is not accepted',
    (state) => {
      expect(refusalOf(() => moved(aFile({ state }), { command: 'accept', at }))).toMatchObject({
        code: 'transition-not-allowed',
        detail: { state, command: 'accept' },
      });
    },
  );

  test.each(suggestionMachine.states)('a suggestion in %s knows no acceptance', (state) => {
    const file = aFile({ matterKind: 'suggestion', state });
    expect(refusalOf(() => moved(file, { command: 'accept', at }))).toMatchObject({ code: 'transition-not-allowed' });
  });

  test('what waits for a second person falls with a change of state', () => {
    const file = aFile({ pending: waiting('extend') });
    expect(moved(file, { command: 'draft-opinion', at }).row.pending).toBeNull();
    expect(moved(file, { command: 'record-evidence', at }).row.pending).toEqual(file.pending);
  });

  test('R28: a question of recusal outlives the draft, and no opinion is issued before it is decided', () => {
    const pending = waiting('decide-recusal');
    expect(moved(aFile({ pending }), { command: 'draft-opinion', at }).row.pending).toEqual(pending);
    const reviewed = aFile({ pending, state: 'opinion_pre_reviewed' });
    expect(refusalOf(() => moved(reviewed, { command: 'issue-opinion', at }))).toMatchObject({
      code: 'transition-not-allowed',
      detail: { awaits: 'decide-recusal' },
    });
  });
});

describe('what is owed', () => {
  test('is something in every state of a file but the last', () => {
    const kept = ['acceptance_pending', 'accepted', 'in_handling', 'opinion_drafted', 'opinion_pre_reviewed'];
    const later = ['opinion_issued', 'in_execution', 'closed', 'declined'];
    for (const state of [...kept, ...later])
      expect([state, tasksOf(aFile({ state })).length > 0]).toEqual([state, true]);
    for (const state of ['under_study', 'decided', 'replied'])
      expect(tasksOf(aFile({ matterKind: 'suggestion', state })).length).toBeGreaterThan(0);
    expect(tasksOf(aFile({ state: 'archived' }))).toEqual([]);
  });

  test('a refusal that waits stands alone; an extension and a recusal stand beside the work', () => {
    const acts = (state: string, act: string) =>
      tasksOf(aFile({ state, pending: waiting(act) })).map((task) => task.act);
    expect(acts('acceptance_pending', 'decline')).toEqual(['decline']);
    expect(acts('in_handling', 'extend')).toEqual(['draft-opinion', 'extend']);
    expect(acts('in_handling', 'decide-recusal')).toEqual(['draft-opinion', 'decide-recusal']);
  });

  test('by nobody in particular where a second person must decide', () => {
    const [decline] = tasksOf(aFile({ state: 'acceptance_pending', pending: waiting('decline') }));
    expect(decline).toEqual({ act: 'decline', unitId: 3, notOfficerIds: [lead] });
  });
});
