import { type Locale, type NumberAndCode, type PaperEntry } from '@huiyin/contracts';
import { formatDay, formatInstant, nameOf, words } from '@huiyin/words';
import { type OpenedPetition } from '../petition/opened.answer.js';
import { emptyForm, errorSummary } from './field.js';
import { keep, page } from './layout.js';
import { type Markup, markup } from './markup.js';
import { pageWord } from './page.words.js';
import { clockBox, clocksShown } from './petition.clocks.js';
import { nextSection, stepsSection } from './petition.steps.js';
import { type FormsOf, otherForms, type Outcome, urgentForms } from './petitioner.forms.js';

interface PetitionPage {
  readonly locale: Locale;
  readonly given: NumberAndCode;
  readonly opened: OpenedPetition;
  readonly isSealed: boolean;
  /** Absent where they cannot be had just now. */
  readonly papers: readonly PaperEntry[] | undefined;
  readonly outcome: Outcome | undefined;
}

/** Where it stands, who answers, by when and how that was counted, what comes next, what has happened, and what can be done. */
export function petitionPage({ locale, given, opened, isSealed, papers, outcome }: PetitionPage): string {
  const t = words(locale);
  const hidden = markup`<input type="hidden" name="number" value="${given.submissionNo}"><input type="hidden" name="code" value="${given.queryCode}">`;
  const forms: FormsOf = { locale, hidden, opened, outcome };
  const clocks = clocksShown(opened);
  const body = markup`<h1>${t('page.track.title')}</h1>
${opened.gaps.length > 0 && markup`<p class="summary">${pageWord(locale, 'partAway')}</p>`}
<dl class="receipt"><dt>${t('page.track.submissionNo')}</dt><dd class="code">${opened.submissionNo}</dd>
<dt>${t('page.track.state')}</dt><dd><strong>${nameOf(locale, 'state', opened.state)}</strong></dd>
${responsible(locale, opened, clocks.length > 0)}</dl>
${isSealed && markup`<p>${t('page.track.sealedNote')}</p>`}
${nextSection(locale, opened, isSealed)}
${clocks.map((clock) => clockBox(locale, clock, opened.asOf))}
${papersSection(forms, papers)}
${urgentForms(forms)}
${stepsSection(locale, opened)}
${otherForms(forms)}
<p><a class="button quiet" href="/track${keep(locale)}">${t('page.track.leave')}</a></p>
<p class="hint">${t('page.home.asOf', { at: formatInstant(opened.asOf, locale) })}</p>`;
  return page({ locale, path: '/track', title: t('page.track.title'), body, carried: hidden });
}

function responsible(locale: Locale, opened: OpenedPetition, areDaysShown: boolean): Markup | undefined {
  const { answerable, officePhone } = opened;
  if (answerable === undefined) return undefined;
  const t = words(locale);
  const { unit, officer, legalDueOn, internalDueOn, isOverdue } = answerable;
  return markup`<dt>${t('page.track.responsible')}</dt><dd>${unit} <span class="whole">${officer}</span></dd>
${officePhone !== undefined && markup`<dt>${t('page.track.phone')}</dt><dd><a class="phone" href="tel:${officePhone}">${officePhone}</a></dd>`}
${
  !areDaysShown &&
  legalDueOn !== undefined &&
  markup`<dt>${t('page.track.dueOn')}</dt><dd>${t('page.track.legalDueOn', { on: formatDay(legalDueOn, locale) })}${
    internalDueOn !== undefined &&
    markup`<br>${t('page.track.internalDueOn', { on: formatDay(internalDueOn, locale) })}`
  }${isOverdue === true && markup`<br><strong class="late">${t('page.track.overdue')}</strong>`}</dd>`
}`;
}

function papersSection({ locale, hidden, outcome }: FormsOf, papers: readonly PaperEntry[] | undefined): Markup {
  const t = words(locale);
  const refused = outcome?.form === 'paper' ? (outcome.state ?? emptyForm) : emptyForm;
  const none = papers === undefined ? pageWord(locale, 'partAway') : t('page.track.noPapers');
  const lines = papers?.toReversed().map((paper) => paperLine(locale, hidden, paper)) ?? [];
  return markup`<section><h2>${t('page.track.papers')}</h2>${errorSummary(locale, refused, {}, 'paper-')}
${lines.length === 0 ? markup`<p>${none}</p>` : markup`<ul class="papers" role="list">${lines}</ul>`}</section>`;
}

/** A paper that still waits to be rendered is offered too: its owner renders it when it is asked for. */
function paperLine(locale: Locale, hidden: Markup, paper: PaperEntry): Markup {
  const t = words(locale);
  const { paperId, kind, numberText, office, version, issuedAt, isSuperseded } = paper;
  const name = nameOf(locale, 'paperName', kind);
  const facts = [office, numberText, formatInstant(issuedAt, locale)].filter((fact) => fact !== undefined);
  const format = (value: string, label: string) =>
    markup`<button class="button plain" name="format" value="${value}" aria-label="${name} ${label}">${label}</button>`;
  return markup`<li><strong>${name}</strong>${version > 1 && markup` <small>${t('page.track.paperVersion', { number: version - 1 })}</small>`}
<p class="hint">${facts.join(' · ')}</p>${isSuperseded && markup`<p>${t('page.track.paperReplaced')}</p>`}
<form class="doors" method="post" action="/track${keep(locale)}">${hidden}<input type="hidden" name="act" value="paper"><input type="hidden" name="paperId" value="${paperId}">
${format('pdf', t('page.track.downloadPdf'))}${format('docx', t('page.track.downloadDocx'))}</form></li>`;
}
