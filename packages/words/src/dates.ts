import { type Locale } from '@huiyin/contracts';

const day = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
// en-GB writes 2 March 2026; the calendar day has no time zone, so it is read and written as UTC.
const tagOf = { 'zh-CN': 'zh-CN', en: 'en-GB' } as const;
const civil = /^\d{4}-\d{2}-\d{2}$/;

const dayFormats = {
  'zh-CN': new Intl.DateTimeFormat(tagOf['zh-CN'], { ...day, timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(tagOf.en, { ...day, timeZone: 'UTC' }),
};
const instantFormats = {
  'zh-CN': new Intl.DateTimeFormat(tagOf['zh-CN'], { ...day, ...minute, timeZone: 'Asia/Shanghai' }),
  en: new Intl.DateTimeFormat(tagOf.en, { ...day, ...minute, timeZone: 'Asia/Shanghai' }),
};

/**
 * A calendar day, `2026-03-02`, as `2026年3月2日` or `2 March 2026`.
 * @throws RangeError when it is not a day of the calendar.
 */
export function formatDay(on: string, locale: Locale): string {
  const at = civil.test(on) ? new Date(`${on}T00:00:00Z`) : new Date(NaN);
  // Date takes 30 February and moves it to March; a paper must not.
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== on) throw new RangeError(`not a day: ${on}`);
  return dayFormats[locale].format(at);
}

/**
 * An instant in the office's time, Asia/Shanghai, to the minute: `2026年3月2日 09:30` or `2 March 2026, 09:30`.
 * @throws RangeError when it is not an instant.
 */
export function formatInstant(at: Date | string, locale: Locale): string {
  const parts = Object.fromEntries(
    instantFormats[locale]
      .formatToParts(typeof at === 'string' ? new Date(at) : at)
      .map(({ type, value }) => [type, value]),
  );
  const time = `${parts.hour}:${parts.minute}`;
  return locale === 'en'
    ? `${parts.day} ${parts.month} ${parts.year}, ${time}`
    : `${parts.year}年${parts.month}${(parts.month ?? '').endsWith('月') ? '' : '月'}${parts.day}日 ${time}`;
}
