import { type ExplainedClock, type Locale } from '@huiyin/contracts';
import { type Explanation } from '@huiyin/statute';
import { clockName, formatDay, formatInstant, hasWord, nameOf, words } from '@huiyin/words';
import { type OpenedPetition } from '../petition/opened.answer.js';
import { emptyForm, errorSummary, field, type FormState } from './field.js';
import { keep, page } from './layout.js';
import { type Markup, markup } from './markup.js';
import { pageWord } from './page.words.js';

export function trackPage(locale: Locale, form: FormState = emptyForm): string {
  const t = words(locale);
  const labels = { number: t('page.track.submissionNo'), code: t('page.track.queryCode') };
  const body = markup`<h1>${t('page.track.title')}</h1>
${errorSummary(locale, form, labels)}
<form method="post" action="/track${keep(locale)}" autocomplete="off">
${field(form, { name: 'number', label: labels.number, isRequired: true, inputmode: 'numeric', max: 40 })}
${field(form, { name: 'code', label: labels.code, hint: t('page.track.queryCodeHint'), isRequired: true, max: 60 })}
<p class="doors"><button class="button">${t('page.track.open')}</button></p></form>`;
  return page({ locale, path: '/track', title: t('page.track.title'), body });
}

/** Where it stands, who answers, by when and how that was counted, what has happened. */
export function timelinePage(locale: Locale, opened: OpenedPetition, isSealed: boolean): string {
  const t = words(locale);
  const body = markup`<h1>${t('page.track.title')}</h1>
<dl class="receipt"><dt>${t('page.track.submissionNo')}</dt><dd class="code">${opened.submissionNo}</dd>
<dt>${t('page.track.state')}</dt><dd><strong>${nameOf(locale, 'state', opened.state)}</strong></dd>
${responsible(locale, opened)}</dl>
${isSealed && markup`<p>${t('page.track.sealedNote')}</p>`}
${opened.gaps.length > 0 && markup`<p class="summary">${pageWord(locale, 'partAway')}</p>`}
${opened.clocks.filter((clock) => clock.standing !== 'stopped').map((clock) => clockBox(locale, clock))}
${steps(locale, opened)}
<p><a class="button quiet" href="/track${keep(locale)}">${t('page.track.leave')}</a></p>
<p class="hint">${t('page.home.asOf', { at: formatInstant(opened.asOf, locale) })}</p>`;
  return page({ locale, path: '/track', title: t('page.track.title'), body });
}

function responsible(locale: Locale, { answerable }: OpenedPetition): Markup | undefined {
  if (answerable === undefined) return undefined;
  const t = words(locale);
  const { unit, officer, legalDueOn, internalDueOn, isOverdue } = answerable;
  return markup`<dt>${t('page.track.responsible')}</dt><dd>${unit} ${officer}</dd>
${
  legalDueOn !== undefined &&
  markup`<dt>${t('page.track.dueOn')}</dt><dd>${t('page.track.legalDueOn', { on: formatDay(legalDueOn, locale) })}${
    internalDueOn !== undefined &&
    markup`<br>${t('page.track.internalDueOn', { on: formatDay(internalDueOn, locale) })}`
  }${isOverdue === true && markup`<br><strong class="late">${t('page.track.overdue')}</strong>`}</dd>`
}`;
}

function clockBox(locale: Locale, clock: ExplainedClock): Markup {
  const t = words(locale);
  const { legalDueOn, internalDueOn } = clock;
  return markup`<section class="clock"><h2>${clockName(locale, clock.rule)}</h2>
<p>${nameOf(locale, 'clockState', clock.standing)} · ${t('page.track.legalDueOn', { on: formatDay(legalDueOn, locale) })}</p>
<details><summary>${pageWord(locale, 'howCounted')}</summary>${counted(locale, clock.legalExplanation as Partial<Explanation>)}
${internalDueOn !== undefined && markup`<p>${pageWord(locale, 'promised', { on: formatDay(internalDueOn, locale) })}</p>`}</details></section>`;
}

function counted(locale: Locale, told: Partial<Explanation>): Markup | undefined {
  const { startedOn, length, unit, article, skipped, rolledOver } = told;
  if (startedOn === undefined || length === undefined || unit === undefined || article === undefined) return undefined;
  const day = (on: string) => formatDay(on, locale);
  const values = { startedOn: day(startedOn), length: words(locale)(`length.${unit}`, { number: length }), article };
  return markup`<p>${pageWord(locale, unit === 'hour' ? 'countedHours' : 'counted', values)}${
    skipped !== undefined &&
    skipped.length > 0 &&
    markup` ${pageWord(locale, 'skippedDays', { number: skipped.length })}`
  }${rolledOver !== undefined && markup` ${pageWord(locale, 'rolledOver', { from: day(rolledOver.from), to: day(rolledOver.to) })}`}</p>`;
}

function steps(locale: Locale, { steps: told }: OpenedPetition): Markup {
  const t = words(locale);
  if (told.length === 0) return markup`<p>${t('page.track.none')}</p>`;
  return markup`<section><h2>${t('page.track.steps')}</h2><ol class="steps">${told
    .toReversed()
    .map(
      ({ at, step, values }) =>
        markup`<li><time datetime="${at}">${formatInstant(at, locale)}</time> ${sentence(locale, step, values)}</li>`,
    )}</ol></section>`;
}

const groups = ['kind', 'category', 'path', 'urgency', 'channel'] as const;

/** A step in plain words: slugs and days among its values are turned into what a person reads. */
function sentence(locale: Locale, step: string, values: Record<string, string | number>): string {
  const key = `timeline.${step}`;
  if (!hasWord(key)) return step;
  const read: Record<string, string | number> = { ...values };
  for (const group of groups) {
    const slug = values[group];
    if (typeof slug === 'string') read[group] = nameOf(locale, group, slug);
  }
  const { clock, on, reason } = values;
  if (typeof reason === 'string') read['reason'] = nameOf(locale, 'closing', reason);
  if (typeof clock === 'string') read['clock'] = clockName(locale, clock);
  if (typeof on === 'string' && /^\d{4}-\d\d-\d\d$/.test(on)) read['on'] = formatDay(on, locale);
  return words(locale)(key, read);
}
