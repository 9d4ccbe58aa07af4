import { type DocumentKindId, documentKinds } from './document-kind.js';
import { officeShortName, paperNumberText, paperWordOf, paperWords } from './paper-number.js';

const kinds = Object.keys(documentKinds) as DocumentKindId[];

describe('numbers of papers (F.3)', () => {
  test('no two kinds, and no two ways of one kind, share a word: a number names one paper', () => {
    const words = Object.values(paperWords).flat();
    expect(new Set<string>(words).size).toBe(words.length);
  });

  test('records, forms and what people sign themselves carry no number; every other kind does', () => {
    expect(kinds.filter((kind) => paperWordOf(kind) === undefined).toSorted()).toEqual(
      'F-10 F-11 F-24 F-36 F-41 F-42 F-43 F-44'.split(' '),
    );
  });

  test('an assignment slip is numbered apart from a forwarding slip', () => {
    expect([paperWordOf('F-03'), paperWordOf('F-03', '交')]).toEqual(['转', '交']);
  });

  test('a word of another kind is refused', () => {
    expect(() => paperWordOf('F-03', '告')).toThrow(RangeError);
    expect(() => paperWordOf('F-44', '告')).toThrow(RangeError);
  });

  test('reads as an office writes it', () => {
    expect(paperNumberText({ officeShort: '清河县', word: '告', year: 2026, seq: 12 })).toBe('清河县信告〔2026〕12号');
  });

  test.each([
    ['青禾县信访局', '青禾县'],
    ['青禾县人社局', '青禾县人社'],
    ['柳溪镇人民政府', '柳溪镇'],
    ['局', '局'],
  ])('begins for %s with %s', (office, short) => {
    expect(officeShortName(office)).toBe(short);
  });
});
