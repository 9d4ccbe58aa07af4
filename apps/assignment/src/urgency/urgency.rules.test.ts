import { describe, expect, it } from '@jest/globals';
import { aFile } from '../../test/opinion-file.js';
import { moved } from '../file/move.rules.js';
import { tasksOf } from '../file/task.rules.js';
import { urgentReported } from './urgency.rules.js';

const at = new Date('2026-03-05T02:00:00Z');
const isOwed = (file: Parameters<typeof tasksOf>[0]) => tasksOf(file).some(({ act }) => act === 'escalate-urgent');

describe('R25: what is major or urgent is reported at once', () => {
  it('T13.2: whoever took it unreported owes the report beside the work until it is made', () => {
    const file = aFile({ owesUrgentReport: true, state: 'acceptance_pending' });
    const owed = { act: 'escalate-urgent', unitId: file.unitId, officerId: file.officerId, rule: 'TL-11' };
    expect(tasksOf(file)).toContainEqual(owed);
    const { row, events } = moved(file, urgentReported(file, { reason: '紧急' }, at));
    expect(events[0]?.payload).toMatchObject({ transition: 'T13.2', state: 'acceptance_pending' });
    expect(isOwed({ ...file, ...row })).toBe(false);
  });

  it('T13.2: a proposed refusal does not put it off', () => {
    const pending = { act: 'decline', at: '2026-03-05', by: 'somebody', byName: '-', order: {} };
    expect(isOwed(aFile({ owesUrgentReport: true, state: 'acceptance_pending', pending }))).toBe(true);
  });

  it('SUG-11: of a suggestion as of a claim', () => {
    const file = aFile({ owesUrgentReport: true, matterKind: 'suggestion', state: 'under_study' });
    expect(isOwed(file)).toBe(true);
    expect(moved(file, urgentReported(file, { reason: '紧急' }, at)).events[0]?.payload).toMatchObject({
      transition: 'SUG-11',
    });
  });

  it('T13.2: what is closed is not reported any more', () => {
    const file = aFile({ owesUrgentReport: true, state: 'closed' });
    expect(isOwed(file)).toBe(false);
    expect(() => urgentReported(file, { reason: '紧急' }, at)).toThrow(
      expect.objectContaining({ code: 'transition-not-allowed' }),
    );
  });
});
