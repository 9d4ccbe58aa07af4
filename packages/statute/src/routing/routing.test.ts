import { timeLimitIds } from '../limits/time-limit.js';
import { categories, categorySlugs, isCategorySlug } from './category.js';
import { matterRoutes } from './matter-route.js';
import { decidePath, type PathAnswers, pathQuestions } from './path.js';
import { type TransferFacts, transferRefusal } from './transfer.js';

const noTo = (count: number): PathAnswers =>
  Object.fromEntries(pathQuestions.slice(0, count).map((question) => [question.key, false]));

describe('the path (D.2)', () => {
  test.each(pathQuestions.map((question, index) => [question.path, question.key, index] as const))(
    'R Art. 31: leads to %s when %s is the first yes',
    (path, key, index) => {
      const decision = decidePath({ ...noTo(index), [key]: true });
      expect(decision).toMatchObject({ decided: true, path, because: key, order: index + 1 });
    },
  );

  test('R Art. 31: the first match wins over every later one', () => {
    const all = Object.fromEntries(pathQuestions.map((question) => [question.key, true]));
    expect(decidePath(all)).toMatchObject({ path: 'P_ACC' });
    expect(decidePath({ ...all, 'accuses-official-or-office': false, 'suggestion-only': false })).toMatchObject({
      path: 'P_LIT',
    });
  });

  test('asks an open question first and lets no later yes jump over it', () => {
    expect(decidePath({})).toEqual({ decided: false, ask: 'accuses-official-or-office' });
    expect(decidePath({ 'asks-for-duty': true, ...noTo(3) })).toEqual({ decided: false, ask: 'arbitration' });
  });

  test('only what no other procedure takes is a petition of R Art. 31(6)', () => {
    expect(decidePath(noTo(7))).toMatchObject({ path: 'P_PET', article: 'R31(6)' });
  });

  test('D.6: mediation stands beside the path when both agree, never beside an accusation', () => {
    expect(decidePath({ ...noTo(7), bothAgreeToMediate: true })).toMatchObject({ path: 'P_PET', beside: 'P_MED' });
    expect(decidePath({ 'accuses-official-or-office': true, bothAgreeToMediate: true })).not.toHaveProperty('beside');
  });
});

describe('categories and routes', () => {
  test('there are seventeen first-level categories, each with names below it', () => {
    expect(categorySlugs).toHaveLength(17);
    expect(categorySlugs.filter((slug) => categories[slug].second.length < 1)).toEqual([]);
    expect(categories.other.externalCode).toBe('990000');
    expect([isCategorySlug('health'), isCategorySlug('constructor')]).toEqual([true, false]);
  });

  test('every route of D.3 stands on a category, a path and real clocks', () => {
    expect(matterRoutes).toHaveLength(26);
    expect(matterRoutes.flatMap((route) => route.clocks).filter((id) => !timeLimitIds.includes(id))).toEqual([]);
    expect(matterRoutes.filter((route) => !isCategorySlug(route.category) || route.paths.length === 0)).toEqual([]);
  });
});

describe('prohibited transfers (D.9)', () => {
  const facts = (more: Partial<TransferFacts<number>>): TransferFacts<number> => ({
    kind: 'claim',
    stage: 'first-handling',
    fromUnit: 1,
    toUnit: 2,
    ...more,
  });

  test('lets an ordinary transfer pass', () => {
    expect(transferRefusal(facts({}))).toBeNull();
    expect(transferRefusal(facts({ currentOwner: 1 }))).toBeNull();
    expect(
      transferRefusal(facts({ kind: 'accusation', recipientCleared: true, accusedUnits: new Set([9]) })),
    ).toBeNull();
  });

  test.each<[string, Partial<TransferFacts<number>>]>([
    ['to-the-accused', { kind: 'accusation', recipientCleared: true, accusedUnits: new Set([2]) }],
    ['to-the-accused', { kind: 'claim', accusedUnits: new Set([2]) }],
    ['under-the-accused', { kind: 'accusation', recipientCleared: true, accusedSubtree: new Set([2, 3]) }],
    ['accused-heads-recipient', { kind: 'accusation', recipientCleared: true, unitsOfAccusedPersons: new Set([2]) }],
    ['without-clearance', { kind: 'accusation' }],
    ['without-clearance', { kind: 'accusation', recipientCleared: false }],
    ['interested-officer', { officerHasInterest: true }],
    ['second-first-handling-owner', { currentOwner: 3 }],
    ['appeal-to-the-deciding-office', { stage: 'review', decidedBy: new Set([2]) }],
    ['appeal-to-the-deciding-office', { stage: 'recheck', decidedBy: new Set([4, 2]) }],
    ['outside-china', { recipientInChina: false }],
    ['to-itself', { toUnit: 1 }],
  ])('blocks %s', (rule, more) => {
    expect(transferRefusal(facts(more))).toBe(rule);
  });
});
