import { expect, test } from '@jest/globals';
import { type HandlingFile } from '../file/file.table.js';
import { extensionDecided } from './extension.rules.js';

test('R28 ¶3: a head who stepped aside from the matter does not decide on its extension (T27.1, T27.2)', () => {
  const pending = {
    act: 'extend',
    at: '2026-03-02T02:00:00Z',
    by: 'officer',
    byName: '',
    order: { days: 10, reason: '-' },
  };
  const file = { state: 'in_handling', matterKind: 'claim', pending, recused: ['head'] } as unknown as HandlingFile;
  for (const isApproved of [true, false]) {
    const order = { matterId: '-', expectedVersion: 1, isApproved, reason: '-' };
    expect(() => extensionDecided(file, order, 'head', new Date('2026-03-03'))).toThrow(
      expect.objectContaining({ code: 'officer-recused' }),
    );
  }
});
