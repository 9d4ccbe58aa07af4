import { type ExplainedClock, type Locale } from '@huiyin/contracts';
import { dayNumberOf, type Explanation, isTimeLimitId, shanghaiDayOf, timeLimit } from '@huiyin/statute';
import { clockName, formatDay, lawName, words } from '@huiyin/words';
import { type OpenedPetition } from '../petition/opened.answer.js';
import { type Markup, markup } from './markup.js';
import { pageWord, sentences } from './page.words.js';

/** What concerns the petitioner: the clock that whoever answers must keep, and the petitioner's own windows. Others run between offices. */
export function clocksShown({ clocks, answerable }: OpenedPetition): ExplainedClock[] {
  const main = answerable?.clockRule;
  return clocks.filter(
    ({ rule, standing }) =>
      standing !== 'stopped' && (answerable === undefined || rule === main || isPetitioners(rule)),
  );
}

function isPetitioners(rule: string): boolean {
  return isTimeLimitId(rule) && timeLimit(rule).holder === 'citizen';
}

/** A clock with both its days, how far they are, and how they were counted. */
export function clockBox(locale: Locale, clock: ExplainedClock, asOf: string): Markup {
  const t = words(locale);
  const { legalDueOn, internalDueOn } = clock;
  const left = dayNumberOf(legalDueOn) - shanghaiDayOf(asOf);
  const isLate = left < 0 && !isPetitioners(clock.rule);
  return markup`<section class="clock${isLate && markup` over`}"><h2>${clockName(locale, clock.rule)}</h2>
<p><strong${isLate && markup` class="late"`}>${t(dueWord(clock.rule), { on: formatDay(legalDueOn, locale) })}</strong> · ${distance(locale, clock, left)}${
    internalDueOn !== undefined &&
    markup`<br>${t('page.track.internalDueOn', { on: formatDay(internalDueOn, locale) })}`
  }</p>
${isLate && markup`<p>${t('page.track.lateHelp')}</p>`}
<details><summary>${pageWord(locale, 'howCounted')}</summary>${counted(locale, clock.legalExplanation as Partial<Explanation>)}
${internalDueOn !== undefined && markup`<p>${pageWord(locale, 'promised', { on: formatDay(internalDueOn, locale) })}</p>`}</details></section>`;
}

/** Where no text sets the length, the day is not called the law's. */
function dueWord(rule: string) {
  const isDesign = isTimeLimitId(rule) && timeLimit(rule).standing === 'design';
  return isDesign ? 'page.track.designDueOn' : 'page.track.legalDueOn';
}

function distance(locale: Locale, { standing }: ExplainedClock, left: number): string {
  const t = words(locale);
  if (standing === 'paused') return t('clockState.paused');
  if (left === 0) return t('page.track.dueToday');
  return left > 0 ? t('page.track.daysLeft', { number: left }) : t('page.track.daysLate', { number: -left });
}

function provisionalWord({ ruleId }: Partial<Explanation>) {
  return ruleId !== undefined && isPetitioners(ruleId) ? 'provisionalWindow' : 'provisionalDuty';
}

function counted(locale: Locale, told: Partial<Explanation>): Markup | undefined {
  const { startedOn, length, unit, article, skipped = [], rolledOver, extensions = [], provisionalIn, toldOn } = told;
  if (startedOn === undefined || length === undefined || unit === undefined || article === undefined) return undefined;
  const day = (on: string) => formatDay(on, locale);
  const inUnit = (number: number) => words(locale)(`length.${unit}`, { number });
  const values = { startedOn: day(startedOn), length: inUnit(length), article: lawName(locale, article) };
  const parts = [
    pageWord(locale, unit === 'hour' ? 'countedHours' : 'counted', values),
    ...(skipped.length > 0 ? [pageWord(locale, 'skippedDays', { number: skipped.length })] : []),
    ...extensions.map(({ count, approvedOn }) =>
      pageWord(locale, 'extended', { length: inUnit(count), on: day(approvedOn) }),
    ),
    ...(rolledOver === undefined
      ? []
      : [pageWord(locale, 'rolledOver', { from: day(rolledOver.from), to: day(rolledOver.to) })]),
    ...(provisionalIn === undefined ? [] : [pageWord(locale, provisionalWord(told), { year: provisionalIn })]),
    ...(toldOn === undefined ? [] : [pageWord(locale, 'recounted', { on: day(toldOn) })]),
  ];
  return markup`<p>${sentences(locale, parts)}</p>`;
}
