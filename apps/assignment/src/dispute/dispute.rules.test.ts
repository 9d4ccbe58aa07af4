import { defaultCalendar } from '@huiyin/statute';
import { aFile, head, refusalOf } from '../../test/opinion-file.js';
import { type HandlingFile } from '../file/file.table.js';
import { tasksOf } from '../file/task.rules.js';
import { disputeAfterConfirming, disputeOf, isDisputable, refuseAnswering, toldTo } from './dispute.rules.js';

const calendar = defaultCalendar();
const at = (day: string, time = '02:00:00') => new Date(`2026-${day}T${time}Z`);
const ordered = (given: Partial<HandlingFile> = {}) =>
  aFile({ state: 'in_execution', executionUnit: 4, executionDueOn: '2026-03-20', ...given });
const closed = (given: Partial<HandlingFile> = {}) =>
  ordered({ state: 'closed', executionConfirmedAt: at('03-16'), ...given });
const disputed = (subject: 'order' | 'confirmation', isAnswered = false) =>
  ({ subject, toldTo: 'sender', isAnswered }) as const;
const dispute = (file: HandlingFile, now: Date) => () => disputeOf(file, now, calendar);

describe('R32 ¶2, R42(4) (T36.2): what was not carried out', () => {
  it('is disputed of the order once its last day is over, in Shanghai', () => {
    expect(refusalOf(dispute(ordered(), at('03-20', '15:59:59')))).toBe('execution-dispute-not-open');
    expect(disputeOf(ordered(), at('03-20', '16:00:00'), calendar)).toBe('order');
    expect(disputeOf(ordered(), at('11-20'), calendar)).toBe('order');
  });

  it('is disputed of the confirmation for thirty days, the last one whole', () => {
    // 30 days from 16 March end on 15 April, a working day.
    expect(disputeOf(closed(), at('03-16'), calendar)).toBe('confirmation');
    expect(disputeOf(closed(), at('04-15', '15:59:59'), calendar)).toBe('confirmation');
    expect(refusalOf(dispute(closed(), at('04-15', '16:00:00')))).toBe('execution-dispute-not-open');
  });

  it('is disputed once of each: an order that was disputed leaves the confirmation open', () => {
    const again = ordered({ executionDispute: disputed('order', true) });
    expect(refusalOf(dispute(again, at('03-25')))).toBe('execution-disputed-before');
    expect(disputeOf(closed({ executionDispute: disputed('order', true) }), at('03-25'), calendar)).toBe(
      'confirmation',
    );
    const confirmed = closed({ executionDispute: disputed('confirmation', true) });
    expect(refusalOf(dispute(confirmed, at('03-25')))).toBe('execution-disputed-before');
  });

  it('is nothing to dispute where the matter was closed and nothing had to be carried out', () => {
    const lapsed = aFile({ state: 'closed', closedAt: at('03-16'), closingReason: 'appeal_window_lapsed' });
    expect(refusalOf(dispute(lapsed, at('03-17')))).toBe('execution-dispute-not-open');
  });
});

describe('R32 ¶2 (T36.3): the answer', () => {
  const now = at('03-25');
  const waiting = closed({ executionDispute: disputed('confirmation') });
  const answer = (file: HandlingFile, order: Parameters<typeof refuseAnswering>[1], by = head) =>
    refusalOf(() => {
      refuseAnswering(file, order, by, now);
      throw new Error('lawful');
    });

  it('is given once, to a dispute that waits', () => {
    expect(answer(waiting, { outcome: 'carried-out' })).toBe('lawful');
    expect(answer(waiting, { outcome: 'will-carry-out', until: '2026-03-25' })).toBe('lawful');
    expect(answer(closed(), { outcome: 'carried-out' })).toBe('transition-not-allowed');
    const answered = closed({ executionDispute: disputed('confirmation', true) });
    expect(answer(answered, { outcome: 'carried-out' })).toBe('transition-not-allowed');
  });

  it('names a day to come where it still has to be carried out, and only there', () => {
    for (const order of [
      { outcome: 'will-carry-out' },
      { outcome: 'will-carry-out', until: '2026-03-24' },
      { outcome: 'will-carry-out', until: '2026-02-30' },
      { outcome: 'carried-out', until: '2026-03-26' },
    ] as const)
      expect(answer(waiting, order)).toBe('validation-failed');
  });

  it('R28: is not given by who stepped aside', () => {
    expect(answer({ ...waiting, recused: [head] }, { outcome: 'carried-out' })).toBe('officer-recused');
  });

  it('to an order whose last day passed is the confirmation itself', () => {
    expect(disputeAfterConfirming(ordered())).toBeNull();
    expect(disputeAfterConfirming(ordered({ executionDispute: disputed('order') }))).toEqual(disputed('order', true));
  });
});

describe('I.5(4): who is told', () => {
  const isBureau = (unitId: number) => unitId === 2;
  const tasks = (given: Partial<HandlingFile>) =>
    tasksOf(closed({ closingReason: 'supported_and_executed', ...given }))
      .filter(({ act }) => act !== 'archive')
      .map(({ act, unitId, rule }) => [act, unitId, rule]);

  it('the head of the office, and the bureau that sent the matter or else checked its opinion, until it is answered', () => {
    expect(toldTo({ senderUnit: 2 }, isBureau)).toBe('sender');
    expect([toldTo({ senderUnit: null }, isBureau), toldTo({ senderUnit: 13 }, isBureau)]).toEqual([
      'reviewer',
      'reviewer',
    ]);
    expect(tasks({ executionDispute: disputed('confirmation') })).toEqual([
      ['answer-dispute', 3, 'TL-52'],
      ['draft-supervision', 2, 'TL-52'],
    ]);
    expect(tasks({ executionDispute: disputed('confirmation', true) })).toEqual([]);
    expect(tasks({ executionDispute: null })).toEqual([]);
  });

  it('R24 ¶2: follows the bureau to its heir, and a bureau that handles it itself writes itself no letter', () => {
    const executionDispute = { ...disputed('confirmation'), toldTo: 'reviewer' } as const;
    expect(tasks({ executionDispute, senderUnit: null, reviewUnit: 24 })).toContainEqual([
      'draft-supervision',
      24,
      'TL-52',
    ]);
    expect(tasks({ executionDispute, senderUnit: null, reviewUnit: 3 })).toEqual([['answer-dispute', 3, 'TL-52']]);
  });
});

describe('T47: the archive waits', () => {
  it('while the petitioner may still dispute, or for the answer', () => {
    const can = (file: HandlingFile, day: string) => isDisputable(file, at(day), calendar);
    expect([can(closed(), '04-15'), can(closed(), '04-16')]).toEqual([true, false]);
    expect(can(closed({ executionDispute: disputed('order', true) }), '04-15')).toBe(true);
    expect(can(closed({ executionDispute: disputed('confirmation') }), '06-16')).toBe(true);
    expect(can(closed({ executionDispute: disputed('confirmation', true) }), '03-17')).toBe(false);
    expect(can(aFile({ state: 'closed' }), '03-17')).toBe(false);
  });
});
