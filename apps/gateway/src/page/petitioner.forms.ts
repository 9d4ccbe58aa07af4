import { evaluationValues, type Locale, type ProblemCode } from '@huiyin/contracts';
import { type ClaimState, claimMachine, transitionFor } from '@huiyin/statute';
import { formatDay, words } from '@huiyin/words';
import { type OpenedPetition } from '../petition/opened.answer.js';
import { disputeStanding } from './dispute.standing.js';
import { emptyForm, errorSummary, field, type FormState } from './field.js';
import { keep } from './layout.js';
import { type Markup, markup } from './markup.js';
import { newToken } from './page.submission.js';
import { sentences } from './page.words.js';

export type PetitionerForm = 'evaluate-bureau' | 'evaluate-unit' | 'dispute' | 'recusal' | 'path-refused' | 'paper';

/** How a form of the page ended. */
export interface Outcome {
  readonly form: PetitionerForm;
  /** HTTP status of the page that tells it. */
  readonly status: number;
  readonly isDone: boolean;
  readonly state?: FormState;
  /** Kept where the same order may be sent again. */
  readonly token?: string | undefined;
}

/** The page of a petition, as far as its forms need it. */
export interface FormsOf {
  readonly locale: Locale;
  /** Number and code, in hidden fields. */
  readonly hidden: Markup;
  readonly opened: OpenedPetition;
  readonly outcome: Outcome | undefined;
}

const groupOf = {
  'evaluate-bureau': 'evaluation',
  'evaluate-unit': 'evaluation',
  dispute: 'dispute',
  recusal: 'recusal',
  'path-refused': 'pathRefused',
} as const;

/** What the petitioner reads of a refusal whose own words are for the office. */
export function notNow(locale: Locale, form: PetitionerForm, code: ProblemCode): FormState['notice'] {
  const t = words(locale);
  if (form === 'paper' && code === 'not-found')
    return { title: t('pageAct.paperRefused'), detail: t('pageAct.paperRefusedDetail') };
  if (form === 'dispute' && code === 'execution-dispute-not-open')
    return { title: t('pageAct.dispute.notNow'), detail: t('pageAct.dispute.notNowDetail') };
  const isOffices = code === 'transition-not-allowed' || code === 'decision-pending' || code === 'not-the-officer';
  if (!isOffices || (form !== 'recusal' && form !== 'path-refused')) return undefined;
  const group = groupOf[form];
  return { title: t(`pageAct.${group}.notNow`), detail: t(`pageAct.${group}.notNowDetail`) };
}

/** Whether a command stands open to a claim as it is. */
function isLawful({ state }: OpenedPetition, command: string): boolean {
  return transitionFor(claimMachine, state as ClaimState, command).lawful;
}

/** R28 ¶3: one request at a time; while one waits for its decision no second is offered. */
function canAskForRecusal(opened: OpenedPetition): boolean {
  const last = opened.steps.findLast(({ step }) => step === 'recusal-requested' || step === 'recusal-decided');
  return isLawful(opened, 'request-recusal') && last?.step !== 'recusal-requested';
}

/** SAT22: the offices that can still be evaluated, inside the window. */
export function openEvaluations(opened: OpenedPetition): ('bureau' | 'unit')[] {
  const window = evaluationWindow(opened);
  if (window === undefined || !isLawful(opened, 'evaluate')) return [];
  const served = opened.steps.findLastIndex(({ step }) => step.startsWith('opinion-served'));
  const since = opened.steps.slice(Math.max(served, 0));
  const said = new Set(since.filter(({ step }) => step === 'evaluated').map(({ values }) => values['subject']));
  const all = opened.steps[served]?.values['pending'] === 1 ? (['unit'] as const) : (['unit', 'bureau'] as const);
  return all.filter((subject) => !said.has(subject));
}

function evaluationWindow({ clocks, asOf }: OpenedPetition) {
  const isOpen = (legalDueAt: string) => Date.parse(legalDueAt) > Date.parse(asOf);
  return clocks.find(
    ({ rule, standing, legalDueAt }) => rule === 'TL-23' && standing === 'running' && isOpen(legalDueAt),
  );
}

/** What is asked of the petitioner now: the evaluation while it is open, or what the path said. */
export function urgentForms(page: FormsOf): Markup {
  return markup`${evaluationForms(page)}${disputeSection(page)}${isShown(page, 'path-refused', isLawful(page.opened, 'reopen-path-refused')) && pathForm(page)}`;
}

/** What can be asked for at any time: folded, so that it does not stand in the way. */
export function otherForms(page: FormsOf): Markup | undefined {
  if (!isShown(page, 'recusal', canAskForRecusal(page.opened))) return undefined;
  const t = words(page.locale);
  const told = outcomeOf(page, 'recusal');
  const form = markup`<p>${t('pageAct.recusal.lead')}</p>
${told ?? actForm(page, 'recusal', markup`${textField(page, 'recusal', 'ground')}`)}`;
  return markup`<section><h2>${t('pageAct.title')}</h2><details${page.outcome?.form === 'recusal' && markup` open`}>
<summary>${t('pageAct.recusal.title')}</summary>${form}</details></section>`;
}

/** A form that was just used is shown with its outcome even where the page would no longer offer it. */
function isShown({ outcome }: FormsOf, form: PetitionerForm, isOffered: boolean): boolean {
  return isOffered || outcome?.form === form;
}

function evaluationForms(page: FormsOf): Markup | undefined {
  const t = words(page.locale);
  const open = openEvaluations(page.opened);
  const subjects = (['unit', 'bureau'] as const).filter((one) => isShown(page, `evaluate-${one}`, open.includes(one)));
  if (subjects.length === 0) return undefined;
  const until = evaluationWindow(page.opened)?.legalDueOn;
  const told = [
    t('pageAct.evaluation.lead'),
    until === undefined ? undefined : t('pageAct.evaluation.until', { on: formatDay(until, page.locale) }),
  ];
  return markup`<section><h2>${t('pageAct.evaluation.title')}</h2><p>${sentences(page.locale, told)}</p>
${subjects.map((subject) => outcomeOf(page, `evaluate-${subject}`) ?? evaluationForm(page, subject))}</section>`;
}

function evaluationForm(page: FormsOf, subject: 'bureau' | 'unit'): Markup {
  const t = words(page.locale);
  const form = `evaluate-${subject}` as const;
  const state = stateOf(page, form);
  const error = state.errors.get('value');
  const choices = evaluationValues.map(
    (value) =>
      markup`<label class="choice"><input type="radio" name="value" value="${value}" required${
        state.values['value'] === value && markup` checked`
      }> <span>${t(`pageAct.evaluation.${value}`)}</span></label>`,
  );
  const office = subject === 'unit' ? page.opened.answerable?.unit : undefined;
  return actForm(
    page,
    form,
    markup`<input type="hidden" name="subject" value="${subject}">
<fieldset id="${form}-value" tabindex="-1"${error !== undefined && markup` class="wrong" aria-describedby="${form}-value-error"`}><legend>${t(`pageAct.evaluation.${subject}`)}${
      office !== undefined && markup` <small>${office}</small>`
    }</legend>
${error !== undefined && markup`<p class="error" id="${form}-value-error">${error}</p>`}
${choices}
${textField(page, form, 'reason')}</fieldset>`,
  );
}

/** R32 ¶2 (T36): what was not carried out can be said; once said, until when it is answered. */
function disputeSection(page: FormsOf): Markup | undefined {
  const t = words(page.locale);
  const { isOpen, isWaiting, until, answerBy } = disputeStanding(page.opened);
  const told = outcomeOf(page, 'dispute');
  if (told === undefined && !isShown(page, 'dispute', isOpen) && !isWaiting) return undefined;
  const day = (on: string) => formatDay(on, page.locale);
  const waiting = sentences(page.locale, [
    t('pageAct.dispute.waiting'),
    answerBy === undefined ? undefined : t('pageAct.dispute.answerBy', { on: day(answerBy) }),
  ]);
  const lead = sentences(page.locale, [
    t('pageAct.dispute.lead'),
    until === undefined ? undefined : t('pageAct.dispute.until', { on: day(until) }),
  ]);
  const body =
    isWaiting && told === undefined
      ? markup`<p>${waiting}</p>`
      : markup`<p>${lead}</p>${told ?? actForm(page, 'dispute', textField(page, 'dispute', 'reasons'))}`;
  return markup`<section><h2>${t('pageAct.dispute.title')}</h2>${body}</section>`;
}

function pathForm(page: FormsOf): Markup {
  const t = words(page.locale);
  return markup`<section><h2>${t('pageAct.pathRefused.title')}</h2><p>${t('pageAct.pathRefused.lead')}</p>
${outcomeOf(page, 'path-refused') ?? actForm(page, 'path-refused', textField(page, 'path-refused', 'proof'))}</section>`;
}

const inputs = {
  ground: { label: 'pageAct.recusal.ground', hint: 'pageAct.recusal.groundHint', isRequired: true, rows: 4 },
  proof: { label: 'pageAct.pathRefused.proof', hint: 'pageAct.pathRefused.proofHint', isRequired: true, rows: 4 },
  reasons: { label: 'pageAct.dispute.reasons', hint: 'pageAct.dispute.reasonsHint', isRequired: true, rows: 5 },
  reason: { label: 'pageAct.evaluation.reason', hint: undefined, isRequired: false, rows: 3 },
} as const;

function textField(page: FormsOf, form: PetitionerForm, name: keyof typeof inputs): Markup {
  const t = words(page.locale);
  const state = stateOf(page, form);
  const { label, hint, isRequired, rows } = inputs[name];
  const told = {
    name,
    prefix: `${form}-`,
    label: t(label),
    isRequired,
    max: name === 'reasons' ? 2_000 : 1_000,
    ...(hint === undefined ? {} : { hint: t(hint) }),
  };
  const text = state.values[name] ?? '';
  return field(
    state,
    told,
    (attributes) => markup`<textarea ${attributes} rows="${rows}" autocomplete="off">${text}</textarea>`,
  );
}

/** A form that goes back to the page itself, once for its token. */
function actForm(page: FormsOf, form: Exclude<PetitionerForm, 'paper'>, fields: Markup): Markup {
  const { locale, hidden, outcome } = page;
  const token = (outcome?.form === form ? outcome.token : undefined) ?? newToken();
  const act = form.startsWith('evaluate') ? 'evaluate' : form;
  return markup`<form method="post" action="/track${keep(locale)}" autocomplete="off">
${refusalOf(page, form)}
${hidden}<input type="hidden" name="act" value="${act}"><input type="hidden" name="token" value="${token}">
${fields}
<p class="doors"><button class="button">${words(locale)(`pageAct.${groupOf[form]}.send`)}</button></p></form>`;
}

function refusalOf(page: FormsOf, form: Exclude<PetitionerForm, 'paper'>): Markup | undefined {
  const t = words(page.locale);
  const labels = {
    value: t(form === 'evaluate-bureau' ? 'pageAct.evaluation.bureau' : 'pageAct.evaluation.unit'),
    reason: t(inputs.reason.label),
    reasons: t(inputs.reasons.label),
    ground: t(inputs.ground.label),
    proof: t(inputs.proof.label),
  };
  return errorSummary(page.locale, stateOf(page, form), labels, `${form}-`);
}

/** What was done, where its form stood: the page opens there. */
function outcomeOf({ locale, outcome }: FormsOf, form: Exclude<PetitionerForm, 'paper'>): Markup | undefined {
  if (outcome?.form !== form || !outcome.isDone) return undefined;
  const t = words(locale);
  const group = groupOf[form];
  return markup`<div class="done" role="status" tabindex="-1" autofocus><h3>${t(`pageAct.${group}.done`)}</h3><p>${t(`pageAct.${group}.doneDetail`)}</p></div>`;
}

function stateOf({ outcome }: FormsOf, form: PetitionerForm): FormState {
  return (outcome?.form === form ? outcome.state : undefined) ?? emptyForm;
}
