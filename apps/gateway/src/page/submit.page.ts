import { type Locale, purposes, type Receipt } from '@huiyin/contracts';
import { clockName, formatDay, formatInstant, words } from '@huiyin/words';
import { type PublicUnit } from '../organisation/public-units.js';
import { emptyForm, errorSummary, field, type FormState } from './field.js';
import { keep, page } from './layout.js';
import { type Markup, markup } from './markup.js';
import { pageWord } from './page.words.js';

/** Where "leave now" leads: something anybody might be reading. */
const elsewhere = 'https://www.weather.com.cn/';

interface SubmitPage {
  readonly locale: Locale;
  readonly units: readonly PublicUnit[];
  /** Makes sending twice the same as sending once. */
  readonly token: string;
  readonly form?: FormState;
}

/** One address and one title whatever is chosen: a browser's history tells nobody that it was an accusation. */
export function submitPage({ locale, units, token, form = emptyForm }: SubmitPage): string {
  const t = words(locale);
  const body = markup`<h1>${t('page.submit.title')}</h1>
<p>${t('page.submit.lead')}</p>
${errorSummary(locale, form, labelsOf(locale))}
<form method="post" action="/submit${keep(locale)}" enctype="multipart/form-data" autocomplete="off">
<input type="hidden" name="token" value="${token}">
${purposeChoice(locale, form)}
${matterFields(locale, form)}
${personFields(locale, form)}
${officeFields(locale, form, units)}
<p class="hint">${t('page.submit.privacy')} ${pageWord(locale, 'safeLeave')}</p>
<p class="doors"><button class="button">${t('page.submit.send')}</button>
<a class="button quiet" href="${elsewhere}" rel="noreferrer noopener">${t('page.submit.leaveNow')}</a></p>
</form>`;
  return page({ locale, path: '/submit', title: t('page.submit.title'), body });
}

function labelsOf(locale: Locale): Record<string, string> {
  const t = words(locale);
  return {
    purpose: t('page.submit.purpose'),
    title: t('page.submit.matterTitle'),
    content: t('page.submit.content'),
    name: t('page.submit.name'),
    phone: t('page.submit.phone'),
    address: t('page.submit.address'),
    email: t('page.submit.email'),
    locationCode: t('page.submit.location'),
    receivingUnitId: pageWord(locale, 'whichOffice'),
    attachments: t('page.submit.attachments'),
  };
}

function purposeChoice(locale: Locale, form: FormState): Markup {
  const t = words(locale);
  const error = form.errors.get('purpose');
  const chosen = form.values['purpose'] ?? 'request_decision';
  return markup`<fieldset id="purpose"${error !== undefined && markup` class="wrong"`}><legend>${t('page.submit.purpose')}</legend>
${error !== undefined && markup`<p class="error">${error}</p>`}
${purposes.map(
  (purpose) =>
    markup`<label class="choice"><input type="radio" name="purpose" value="${purpose}"${
      purpose === chosen && markup` checked`
    }> <span>${t(`purpose.${purpose}`)}</span></label>`,
)}
<p class="hint">${t('page.submit.accusationNote')}</p></fieldset>`;
}

function matterFields(locale: Locale, form: FormState): Markup {
  const t = words(locale);
  const content = form.values['content'] ?? '';
  return markup`${field(form, { name: 'title', label: t('page.submit.matterTitle'), isRequired: true, max: 200 })}
${field(
  form,
  {
    name: 'content',
    label: t('page.submit.content'),
    hint: t('page.submit.contentHint'),
    isRequired: true,
    max: 20_000,
  },
  (attributes) => markup`<textarea ${attributes} rows="9" autocomplete="off">${content}</textarea>`,
)}`;
}

function personFields(locale: Locale, form: FormState): Markup {
  const t = words(locale);
  const optional = pageWord(locale, 'optional');
  return markup`${field(form, { name: 'name', label: t('page.submit.name'), hint: t('page.submit.nameHint'), max: 40 })}
${field(form, { name: 'phone', label: t('page.submit.phone'), type: 'tel', inputmode: 'tel', max: 24 })}
${field(form, { name: 'address', label: t('page.submit.address') + optional, max: 200 })}
${field(form, { name: 'email', label: t('page.submit.email'), type: 'email', inputmode: 'email', max: 200 })}`;
}

function officeFields(locale: Locale, form: FormState, units: readonly PublicUnit[]): Markup {
  const t = words(locale);
  const chosen = form.values['receivingUnitId'];
  const options = units.map(
    ({ id, name }) => markup`<option value="${id}"${String(id) === chosen && markup` selected`}>${name}</option>`,
  );
  return markup`${field(
    form,
    { name: 'receivingUnitId', label: pageWord(locale, 'whichOffice'), hint: pageWord(locale, 'whichOfficeLead') },
    (attributes) =>
      markup`<select ${attributes}><option value="">${pageWord(locale, 'noChoice')}</option>${options}</select>`,
  )}
${field(form, { name: 'locationCode', label: t('page.submit.location'), inputmode: 'numeric', max: 12 })}
${field(
  form,
  { name: 'attachments', label: t('page.submit.attachments'), hint: filesHint(locale, form) },
  (attributes) => markup`<input ${attributes} type="file" multiple>`,
)}`;
}

/** After a refusal a browser has forgotten the chosen files; the person should know. */
function filesHint(locale: Locale, form: FormState): string {
  const hint = words(locale)('page.submit.attachmentsHint');
  return form.notice === undefined ? hint : `${hint} ${pageWord(locale, 'filesAgain')}`;
}

/** What the person takes home: it survives a refresh, which sends the same again under the same token. */
export function confirmationPage(locale: Locale, receipt: Receipt): string {
  const t = words(locale);
  const { submissionNo, queryCode } = receipt;
  const hidden = markup`<input type="hidden" name="number" value="${submissionNo}"><input type="hidden" name="code" value="${queryCode}">`;
  const body = markup`<h1>${t('page.receipt.title')}</h1>
<p>${t('page.receipt.keep')} ${pageWord(locale, 'print')}</p>
<dl class="receipt"><dt>${t('page.receipt.submissionNo')}</dt><dd class="code">${submissionNo}</dd>
<dt>${t('page.receipt.queryCode')}</dt><dd class="code">${queryCode.replace(/.{4}(?=.)/g, '$& ')}</dd>
${answerable(locale, receipt)}</dl>
<div class="doors"><form method="post" action="/receipt${keep(locale)}">${hidden}<button class="button">${t('page.receipt.download')}</button></form>
<form method="post" action="/track${keep(locale)}">${hidden}<button class="button plain">${t('page.receipt.track')}</button></form></div>
<p><a href="/submit${keep(locale)}">${t('page.receipt.another')}</a></p>`;
  return page({ locale, path: '/submit', title: t('page.submit.title'), body });
}

function answerable(locale: Locale, receipt: Receipt): Markup {
  const t = words(locale);
  const { responsibleUnit, officer, officePhone, clockRule, legalDueOn, internalDueOn, registeredAt } = receipt;
  const who = [responsibleUnit ?? receipt.receivedByUnit, officer].filter(Boolean).join(' ');
  return markup`<dt>${t('page.track.responsible')}</dt><dd>${who}${
    officePhone !== undefined && markup`<br>${pageWord(locale, 'tel')} ${officePhone}`
  }</dd>
${
  legalDueOn !== undefined &&
  markup`<dt>${t('page.track.dueOn')}</dt><dd>${clockRule !== undefined && markup`${clockName(locale, clockRule)}<br>`}${t(
    'page.track.legalDueOn',
    { on: formatDay(legalDueOn, locale) },
  )}${internalDueOn !== undefined && markup`<br>${t('page.track.internalDueOn', { on: formatDay(internalDueOn, locale) })}`}</dd>`
}
<dt>${t('page.receipt.title')}</dt><dd>${formatInstant(registeredAt, locale)}</dd>`;
}
