import { aFile } from '../../test/opinion-file.js';
import { moved } from '../file/move.rules.js';
import { type HandlingFile } from '../file/file.table.js';
import { inherited, movableStates } from './succession.rules.js';

const heir = { unitId: 9, unitName: '接续单位', officerId: 'heir', officerName: '接续人' };
const closedFile = (more: Partial<HandlingFile> = {}) =>
  aFile({
    state: 'closed',
    unitId: 3,
    senderUnit: 2,
    reviewUnit: 2,
    isAssigned: true,
    servedOn: '2026-05-06',
    ...more,
  });
const tasksAfter = (file: HandlingFile, endedUnit: number) => {
  const changes = inherited(file, endedUnit, heir);
  const { events } = moved(file, { command: 'reassign', at: new Date('2026-06-01T02:00:00Z'), changes });
  return events.flatMap(({ payload }) => (payload as { tasks: object[] }).tasks);
};

describe('R24 ¶2: a unit that ended leaves nothing owed behind', () => {
  it('T34.1, T47: its heir reports on what was closed, and the heir’s archivist or the bureau’s takes the file', () => {
    expect(tasksAfter(closedFile(), 3)).toEqual([
      { act: 'submit-closing-report', unitId: 9, rule: 'TL-12' },
      { act: 'archive', unitId: 9 },
      { act: 'archive', unitId: 2 },
    ]);
  });

  it('T47: the heir of the bureau archives what the office has no archivist for', () => {
    expect(tasksAfter(closedFile({ hasClosingReport: true }), 2)).toEqual([
      { act: 'archive', unitId: 3 },
      { act: 'archive', unitId: 9 },
    ]);
  });

  it.each(['closed', 'declined', 'replied', 'in_handling'])('reaches a file that is %s', (state) => {
    expect(movableStates).toContain(state);
  });

  it('leaves alone what is in the archive', () => {
    expect(movableStates).not.toContain('archived');
  });
});
