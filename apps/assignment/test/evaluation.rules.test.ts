import fc from 'fast-check';
import { calendarOf, defaultCalendar, publishedYear } from '@huiyin/statute';
import { openedEvaluations, withEvaluation, withSilence } from '../src/evaluation/evaluation.rules.js';
import { mayLapse, refuseConfirming } from '../src/opinion/execution.rules.js';
import { isWindowOver } from '../src/opinion/window.rules.js';
import { aFile, head, lead, refusalOf } from './opinion-file.js';

const calendar = defaultCalendar();
const opened = openedEvaluations(aFile());
const served = aFile({
  state: 'opinion_served',
  servedOn: '2026-03-10',
  evaluations: opened,
  finding: 'not_supported',
});
const inside = new Date('2026-04-09T15:59:59.999Z');
const after = new Date('2026-04-09T16:00:00.000Z');
const order = { matterId: served.id, subject: 'unit', value: 'dissatisfied' } as const;

describe('R35, SAT22: the windows of the petitioner', () => {
  it('start with the day of service and end with the thirtieth day after it', () => {
    expect(isWindowOver('TL-13', '2026-03-10', inside, calendar)).toBe(false);
    expect(isWindowOver('TL-13', '2026-03-10', after, calendar)).toBe(true);
  });

  it('end with the next working day where the thirtieth is none', () => {
    // 2026-02-16 is a holiday of the Spring Festival; work begins again on the 24th.
    expect(isWindowOver('TL-13', '2026-01-17', new Date('2026-02-24T15:59:59Z'), calendar)).toBe(false);
    expect(isWindowOver('TL-13', '2026-01-17', new Date('2026-02-24T16:00:00Z'), calendar)).toBe(true);
  });

  it('are not over by a guess in a year without a calendar', () => {
    const year = publishedYear(2025);
    const only2025 = calendarOf(year === undefined ? [] : [year]);
    expect(isWindowOver('TL-13', '2025-12-20', new Date('2026-06-01T00:00:00Z'), only2025)).toBe(false);
  });
});

describe('SAT22 (T34.2, T34.3): evaluation', () => {
  it('opens for the bureau and for the unit, and for the unit alone where it is its own bureau', () => {
    expect(opened.map((one) => one.subject)).toEqual(['bureau', 'unit']);
    expect(openedEvaluations(aFile({ senderUnit: null, reviewUnit: 3 })).map((one) => one.subject)).toEqual(['unit']);
  });

  it('is kept for one office and leaves the other open', () => {
    expect(withEvaluation(served, order, inside, calendar)).toEqual([
      { subject: 'bureau', standing: 'pending' },
      { subject: 'unit', standing: 'evaluated', value: 'dissatisfied' },
    ]);
  });

  it('is given once for each office', () => {
    const again = { ...served, evaluations: withEvaluation(served, order, inside, calendar) };
    expect(refusalOf(() => withEvaluation(again, { ...order, value: 'satisfied' }, inside, calendar))).toBe(
      'evaluated-before',
    );
    expect(withEvaluation(again, { ...order, subject: 'bureau' }, inside, calendar)).toHaveLength(2);
  });

  it('is not open before service, after the window, nor for a bureau that there is not', () => {
    const early = aFile({ state: 'opinion_issued' });
    expect(refusalOf(() => withEvaluation(early, order, inside, calendar))).toBe('evaluation-not-open');
    expect(refusalOf(() => withEvaluation(served, order, after, calendar))).toBe('evaluation-not-open');
    const alone = { ...served, evaluations: openedEvaluations(aFile({ senderUnit: null, reviewUnit: 3 })) };
    expect(refusalOf(() => withEvaluation(alone, { ...order, subject: 'bureau' }, inside, calendar))).toBe(
      'evaluation-not-open',
    );
  });

  it('silence becomes not evaluated, never satisfied, and what was said stays', () => {
    const said = { ...served, evaluations: withEvaluation(served, order, inside, calendar) };
    expect(withSilence(said, inside, calendar)).toBeUndefined();
    expect(withSilence(said, after, calendar)).toEqual([
      { subject: 'bureau', standing: 'not_evaluated' },
      { subject: 'unit', standing: 'evaluated', value: 'dissatisfied' },
    ]);
    expect(withSilence(aFile(), after, calendar)).toBeUndefined();
  });

  it('whatever is said and whenever the window ends, nothing becomes satisfied that was not said', () => {
    const values = ['satisfied', 'basically_satisfied', 'dissatisfied'] as const;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            subject: fc.constantFrom('bureau' as const, 'unit' as const),
            value: fc.constantFrom(...values),
          }),
          { maxLength: 4 },
        ),
        (said) => {
          let file = served;
          const first = new Map<string, string>();
          for (const one of said) {
            if (first.has(one.subject)) continue;
            first.set(one.subject, one.value);
            file = { ...file, evaluations: withEvaluation(file, { matterId: file.id, ...one }, inside, calendar) };
          }
          const end = withSilence(file, after, calendar) ?? file.evaluations;
          for (const entry of end) expect(entry.value).toBe(first.get(entry.subject));
          expect(end.some((entry) => entry.standing === 'pending')).toBe(false);
        },
      ),
    );
  });
});

describe('SD46(2) (T43): the window lapses', () => {
  it('when it is over and nothing is left to carry out', () => {
    expect(mayLapse(served, inside, calendar)).toBe(false);
    expect(mayLapse(served, after, calendar)).toBe(true);
    expect(mayLapse({ ...served, finding: 'explained' }, after, calendar)).toBe(true);
  });

  it('not while something that was supported is still to be carried out', () => {
    expect(mayLapse({ ...served, finding: 'supported', hasSupported: true }, after, calendar)).toBe(false);
    expect(mayLapse({ ...served, finding: 'mixed', hasSupported: true }, after, calendar)).toBe(false);
    expect(mayLapse({ ...served, finding: 'mixed', hasSupported: false }, after, calendar)).toBe(true);
    expect(mayLapse({ ...served, state: 'in_execution' }, after, calendar)).toBe(false);
  });
});

describe('R32 ¶2, R35 (T36): performance', () => {
  const carriedOut = { ...served, state: 'in_execution', finding: 'supported' as const };

  it('ends a matter that was wholly supported at once, others after the review window', () => {
    expect(() => refuseConfirming(carriedOut, '2026-03-20', head, inside, calendar)).not.toThrow();
    const mixed = { ...carriedOut, finding: 'mixed' as const };
    expect(refusalOf(() => refuseConfirming(mixed, '2026-03-20', head, inside, calendar))).toBe('review-window-open');
    expect(() => refuseConfirming(mixed, '2026-03-20', head, after, calendar)).not.toThrow();
  });

  it('is not confirmed for a day to come, nor by who stepped aside', () => {
    expect(refusalOf(() => refuseConfirming(carriedOut, '2026-04-10', head, inside, calendar))).toBe(
      'validation-failed',
    );
    expect(
      refusalOf(() => refuseConfirming({ ...carriedOut, recused: [lead] }, '2026-03-20', lead, inside, calendar)),
    ).toBe('officer-recused');
  });
});
