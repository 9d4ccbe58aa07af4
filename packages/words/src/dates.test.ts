import { formatDay, formatInstant } from './index.js';

describe('days and instants', () => {
  it('writes a day in both languages', () => {
    expect(formatDay('2026-03-02', 'zh-CN')).toBe('2026年3月2日');
    expect(formatDay('2026-03-02', 'en')).toBe('2 March 2026');
  });

  it.each(['2026-02-30', '2026-13-01', '02.03.2026', '', '2026-03-02T00:00:00Z'])('refuses %j as a day', (on) => {
    expect(() => formatDay(on, 'zh-CN')).toThrow(RangeError);
  });

  it('writes an instant in the time of the office, across midnight', () => {
    expect(formatInstant('2026-03-01T16:05:59Z', 'zh-CN')).toBe('2026年3月2日 00:05');
    expect(formatInstant(new Date('2026-03-02T01:30:00Z'), 'en')).toBe('2 March 2026, 09:30');
  });

  it('refuses what is no instant', () => {
    expect(() => formatInstant('yesterday', 'en')).toThrow(RangeError);
  });
});
