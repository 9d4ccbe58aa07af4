import { type ExplainedClock } from '@huiyin/contracts';
import { defaultCalendar, dueOf, type TimeLimitId } from '@huiyin/statute';
import { clockBox } from '../src/page/petition.clocks.js';

const calendar = defaultCalendar();
const id = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0001';

/** A clock as accountability answers it. `toldOn`: the day that was told before the year was published. */
function clockOf(rule: TimeLimitId, startedAt: string, toldOn?: string): ExplainedClock {
  const { legal } = dueOf({ rule, startedAt, calendar, toldOn });
  return {
    clockId: id,
    matterId: id,
    clockVersion: 1,
    rule,
    standing: 'running',
    unitId: 2,
    officerId: id,
    startedAt,
    legalDueOn: legal.on,
    legalDueAt: legal.at,
    legalExplanation: legal.explanation,
  };
}
const shown = (locale: 'zh-CN' | 'en', clock: ExplainedClock) => clockBox(locale, clock, clock.startedAt).text;

describe('how a date was counted (decision 0018)', () => {
  it('R35: a window in a year without a calendar says that its day is provisional and never comes earlier', () => {
    const window = clockOf('TL-13', '2087-03-03T02:00:00.000Z');
    expect(shown('zh-CN', window)).toContain(
      '2087年的放假安排还没有公布，这个日期是暂定的，公布以后重新计算；只会推后，不会提前。',
    );
    expect(shown('en', window)).toContain('It may become later, never earlier.');
  });

  it('a duty says that its day is provisional, and promises nothing more', () => {
    const duty = clockOf('TL-47', '2087-03-03T02:00:00.000Z');
    expect(shown('zh-CN', duty)).toContain('这个日期是暂定的，公布以后重新计算。');
    expect(shown('en', duty)).not.toContain('never earlier');
  });

  it('CNT-8: a day that was counted again says which one was told before; no day moves in silence', () => {
    const counted = clockOf('TL-13', '2026-03-02T02:00:00.000Z', '2026-03-31');
    expect(shown('zh-CN', counted)).toContain('放假安排公布以前暂定的日期是2026年3月31日');
    expect(shown('en', counted)).not.toContain('provisional and is counted again');
  });
});
