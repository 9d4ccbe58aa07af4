import { closingReasons } from '../matter/closing-reason.js';
import { channels, matterKinds, purposes, urgencyLevels } from '../matter/kind.js';
import { documentKind, type DocumentKindId, documentKinds } from './document-kind.js';

const ids = Object.keys(documentKinds) as DocumentKindId[];

describe('papers (part F)', () => {
  test('are F-01 to F-44, each with a slug of its own, fields, a signer and a source', () => {
    expect([...ids].sort()).toEqual(
      Array.from({ length: 44 }, (_, index) => `F-${String(index + 1).padStart(2, '0')}`),
    );
    expect(new Set(ids.map((id) => documentKind(id).slug)).size).toBe(44);
    expect(ids.filter((id) => documentKind(id).fields.some((field) => !/^[a-z-]+$/.test(field)))).toEqual([]);
    expect(ids.filter((id) => documentKind(id).article === '')).toEqual([]);
  });

  test('R Art. 32: an opinion states requests, facts and reasons, opinion and legal basis', () => {
    expect(documentKind('F-07').fields).toEqual(
      expect.arrayContaining(['requests', 'facts-and-reasons', 'opinion', 'legal-basis', 'next-higher-office']),
    );
  });

  test('R Arts. 23 and 44(3): an acceptance notice says received, accepted or not, path and procedure', () => {
    expect(documentKind('F-05').fields).toEqual(expect.arrayContaining(['received', 'accepted', 'path', 'procedure']));
  });

  test.each(['F-02', 'F-05', 'F-06', 'F-07', 'F-08', 'F-09', 'F-15', 'F-16'] as const)(
    '%s reaches the petitioner with proof of service',
    (id) => {
      expect(documentKind(id).deliveryProof).toBe('served');
    },
  );
});

describe('words of the matter', () => {
  test('there are three kinds, five channels, six purposes and twelve closing reasons', () => {
    const sizes = [matterKinds, channels, purposes, closingReasons].map((table) => Object.keys(table).length);
    expect(sizes).toEqual([3, 5, 6, 12]);
  });

  test('R Art. 25: only a major or urgent matter is reported at once', () => {
    expect(Object.values(urgencyLevels).filter((level) => level.reportAtOnce)).toEqual([urgencyLevels.major_urgent]);
  });

  test('K-6: neither punishment nor a promise to stop petitioning closes a matter', () => {
    expect(Object.keys(closingReasons).filter((reason) => /punish|offence|promise|pledge|stop/.test(reason))).toEqual(
      [],
    );
  });
});
