import { type Locale } from '@huiyin/contracts';
import { type Words, words } from '@huiyin/words';
import { type Markup, markup } from './markup.js';

/** What a form shows again after a refusal: the values as typed, and what is wrong with which field. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: ReadonlyMap<string, string>;
  /** What is wrong with the whole. */
  readonly notice?: { readonly title: string; readonly detail: string } | undefined;
}

export const emptyForm: FormState = { values: {}, errors: new Map() };

interface Field {
  readonly name: string;
  /** Before the name in the page's ids, where two forms on it have a field of that name. */
  readonly prefix?: string;
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  readonly type?: string;
  readonly isRequired?: boolean;
  readonly max?: number;
}

/** One labelled field with hint and error, tied to it for a screen reader. */
export function field(form: FormState, told: Field, control?: (attributes: Markup) => Markup): Markup {
  const { name, label, hint } = told;
  const id = `${told.prefix ?? ''}${name}`;
  const error = form.errors.get(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = markup`id="${id}" name="${name}"${told.isRequired === true && markup` required`}${
    told.max !== undefined && markup` maxlength="${told.max}"`
  }${described !== '' && markup` aria-describedby="${described}"`}${error !== undefined && markup` aria-invalid="true"`}`;
  const input = control?.(attributes) ?? textInput(attributes, told, form.values[name]);
  return markup`<div class="field${error !== undefined && markup` wrong`}"><label for="${id}">${label}</label>
${hint !== undefined && markup`<p class="hint" id="${id}-hint">${hint}</p>`}
${error !== undefined && markup`<p class="error" id="${id}-error">${error}</p>`}
${input}</div>`;
}

function textInput(attributes: Markup, told: Field, value: string | undefined): Markup {
  return markup`<input ${attributes} type="${told.type ?? 'text'}" value="${value ?? ''}" autocomplete="${told.autocomplete ?? 'off'}"${
    told.inputmode !== undefined && markup` inputmode="${told.inputmode}"`
  }>`;
}

/** What is wrong, on top of the form, with links to the fields. */
export function errorSummary(
  locale: Locale,
  form: FormState,
  labels: Readonly<Record<string, string>>,
  prefix = '',
): Markup | undefined {
  if (form.errors.size === 0 && form.notice === undefined) return undefined;
  const t: Words = words(locale);
  const title = form.notice?.title ?? t('page.submit.errorSummary', { number: form.errors.size });
  return markup`<div class="summary" role="alert" tabindex="-1" id="${prefix}summary" autofocus><h2>${title}</h2>
${form.notice !== undefined && markup`<p>${form.notice.detail}</p>`}
<ul>${[...form.errors].map(
    ([name, message]) =>
      markup`<li><a href="#${prefix}${name}">${labels[name] ?? name}${locale === 'en' ? ': ' : '：'}${message}</a></li>`,
  )}</ul></div>`;
}
