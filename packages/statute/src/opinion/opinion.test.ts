import { closingReasons } from '../matter/closing-reason.js';
import { dueOf } from '../clock/due.js';
import { defaultCalendar } from '../calendar/published-years.js';
import { clockEffectOf } from '../clock/clock-effects.js';
import {
  type ClosingMove,
  closingReasonOf,
  type OverallFinding,
  overallFinding,
  type RequestFinding,
} from './finding.js';
import { satisfactionOf } from './satisfaction.js';
import { type ServiceOfPaper, serviceRefusal } from './service-of-paper.js';
import { mayUseSimplified, simplifiedBlocks } from './simplified.js';

describe('R Art. 32: what the answers find together', () => {
  test.each<[RequestFinding[], OverallFinding]>([
    [['supported', 'supported'], 'supported'],
    [['explained'], 'explained'],
    [['not_supported', 'not_supported'], 'not_supported'],
    [['supported', 'not_supported'], 'mixed'],
    [['explained', 'not_supported'], 'mixed'],
  ])('%j is %s', (findings, whole) => {
    expect(overallFinding(findings)).toBe(whole);
  });

  test('is nothing where no request was answered', () => {
    expect(() => overallFinding([])).toThrow(RangeError);
  });
});

describe('B.4: for which reason a move closes the matter', () => {
  test.each<[ClosingMove, OverallFinding | undefined, string]>([
    ['confirm-execution', 'supported', 'supported_and_executed'],
    ['confirm-execution', 'mixed', 'supported_and_executed'],
    ['lapse-window', 'explained', 'explained_no_legal_basis'],
    ['lapse-window', 'not_supported', 'not_supported'],
    ['lapse-window', 'mixed', 'appeal_window_lapsed'],
    ['lapse-window', undefined, 'appeal_window_lapsed'],
    ['reply-suggestion', undefined, 'suggestion_replied'],
    ['close-on-path', undefined, 'completed_on_statutory_path'],
    ['reach-agreement', undefined, 'settled_by_mediation'],
    ['record-settlement', undefined, 'settled_by_parties'],
  ])('%s with %s: %s', (move, finding, reason) => {
    expect(closingReasonOf(move, finding)).toBe(reason);
    expect(Object.keys(closingReasons)).toContain(reason);
  });
});

describe('D.5: the short track', () => {
  const simple = { isFirstTime: true, isAssigned: false, isJoint: false, isMajor: false };

  test('SIMP22 Art. 4: is open to a first-time simple matter', () => {
    expect(mayUseSimplified(simple)).toBe(true);
  });

  test.each([{ isFirstTime: false }, { isAssigned: true }, { isJoint: true }, { isMajor: true }])(
    'SIMP16 Art. 5: is closed with %j',
    (fact) => {
      expect(mayUseSimplified({ ...simple, ...fact })).toBe(false);
    },
  );

  test.each<[RequestFinding[], boolean]>([
    [['supported', 'supported'], false],
    [['supported', 'explained'], true],
    [['not_supported'], true],
  ])('refuses nobody: %j blocks: %s', (findings, blocks) => {
    expect(simplifiedBlocks(findings)).toBe(blocks);
  });
});

describe('service', () => {
  const served: ServiceOfPaper = {
    manner: 'in-person',
    servedOn: '2026-03-05',
    receivedBy: 'petitioner',
    result: 'signed',
  };
  const facts = { kind: 'claim', issuedOn: '2026-03-02', today: '2026-03-06' } as const;

  test('is good when the petitioner signed', () => {
    expect(serviceRefusal(served, facts)).toBeNull();
  });

  test('that was refused needs a witness', () => {
    expect(serviceRefusal({ ...served, result: 'refused' }, facts)).toBe('refusal-without-witness');
    expect(serviceRefusal({ ...served, result: 'refused', witness: ' ' }, facts)).toBe('refusal-without-witness');
    expect(serviceRefusal({ ...served, result: 'refused', witness: '村委会工作人员' }, facts)).toBeNull();
  });

  test('by electronic means needs the petitioner’s consent', () => {
    expect(serviceRefusal({ ...served, manner: 'electronic' }, facts)).toBe('electronic-without-consent');
    expect(serviceRefusal({ ...served, manner: 'electronic', hasConsented: true }, facts)).toBeNull();
  });

  test('R Art. 30 ¶3: of an accusation never goes through the family', () => {
    const atHome = { ...served, receivedBy: 'adult-family-member' } as const;
    expect(serviceRefusal(atHome, facts)).toBeNull();
    expect(serviceRefusal(atHome, { ...facts, kind: 'accusation' })).toBe('accusation-through-family');
  });

  test('by post took place on the day of the receipt: not before the issue, not on a day to come', () => {
    const posted = { ...served, manner: 'post' } as const;
    expect(serviceRefusal({ ...posted, servedOn: '2026-03-01' }, facts)).toBe('served-before-issue');
    expect(serviceRefusal({ ...posted, servedOn: '2026-03-07' }, facts)).toBe('served-in-future');
    expect(serviceRefusal({ ...posted, servedOn: '2026-03-02' }, facts)).toBeNull();
  });

  test('R Art. 35: the review window starts at service, not issue', () => {
    const [window] = clockEffectOf('T34').start ?? [];
    expect(window).toMatchObject({ rule: 'TL-13', from: 'countsFrom' });
    expect(clockEffectOf('T33').start?.map(({ rule }) => rule)).not.toContain('TL-13');
    const { legal } = dueOf({
      rule: 'TL-13',
      startedAt: `${served.servedOn}T00:00:00+08:00`,
      calendar: defaultCalendar(),
    });
    expect(legal.explanation.firstCountedDay).toBe('2026-03-06');
  });
});

describe('indicators of satisfaction (G.2)', () => {
  test('silence is not counted as satisfied (SAT22)', () => {
    const said = { satisfied: 3, basicallySatisfied: 1, dissatisfied: 1 };
    const all = satisfactionOf({ ...said, notEvaluated: 0 });
    const half = satisfactionOf({ ...said, notEvaluated: 5 });
    expect(all).toEqual({ evaluated: 5, participation: 1, satisfaction: 0.8, satisfactionByParticipation: 0.8 });
    expect(half).toEqual({ evaluated: 5, participation: 0.5, satisfaction: 0.8, satisfactionByParticipation: 0.4 });
  });

  test('nobody said anything: no satisfaction, rather than a full one', () => {
    const silent = satisfactionOf({ satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, notEvaluated: 7 });
    expect(silent).toEqual({ evaluated: 0, participation: 0, satisfaction: null, satisfactionByParticipation: 0 });
    expect(
      satisfactionOf({ satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, notEvaluated: 0 }).participation,
    ).toBeNull();
  });
});
