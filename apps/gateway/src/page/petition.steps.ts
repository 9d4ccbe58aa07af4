import { type Locale } from '@huiyin/contracts';
import { clockName, formatDay, formatInstant, hasWord, nameOf, words } from '@huiyin/words';
import { type OpenedPetition } from '../petition/opened.answer.js';
import { type Markup, markup } from './markup.js';
import { sentences } from './page.words.js';

/** What has happened, in plain words, newest first. */
export function stepsSection(locale: Locale, { steps }: OpenedPetition): Markup {
  const t = words(locale);
  const title = markup`<h2>${t('page.track.steps')}</h2>`;
  if (steps.length === 0) return markup`<section>${title}<p>${t('page.track.none')}</p></section>`;
  return markup`<section>${title}<ol class="steps" role="list">${steps
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

const stages = {
  dispatch: 'registered triaged',
  offered: 'forwarded assigned referred objected jurisdiction_dispute',
  acceptance: 'acceptance_pending',
  handling: 'accepted in_handling',
  opinion: 'opinion_drafted opinion_pre_reviewed',
  service: 'opinion_issued',
  served: 'opinion_served appeal_window',
  execution: 'in_execution',
  guided: 'guided_to_path',
  study: 'under_study decided',
  declined: 'declined no_further_acceptance',
  linked: 'linked_to_existing',
  ended: 'closed archived concluded withdrawn settled replied suggestion_replied rewarded',
} as const;
type Stage = keyof typeof stages;
const stageOf: ReadonlyMap<string, Stage> = new Map(
  (Object.keys(stages) as Stage[]).flatMap((stage) =>
    stages[stage].split(' ').map((state): [string, Stage] => [state, stage]),
  ),
);

/** What comes next, and by when; on every page, also the emptiest. */
export function nextSection(locale: Locale, { state, answerable }: OpenedPetition, isSealed: boolean): Markup {
  const t = words(locale);
  const stage = isSealed ? 'sealed' : (stageOf.get(state) ?? 'other');
  // There the next step is the petitioner's own, and no office's day is meant.
  const due = stage === 'served' || stage === 'guided' ? undefined : answerable?.legalDueOn;
  // Right after registration the readers have not heard yet who answers.
  const unit = answerable?.unit ?? t('pageNext.someUnit');
  const told = [
    t(`pageNext.${stage}`, { unit }),
    due === undefined ? undefined : t('pageNext.by', { on: formatDay(due, locale) }),
  ];
  return markup`<section class="next"><h2>${t('pageNext.title')}</h2><p>${sentences(locale, told)}</p></section>`;
}
