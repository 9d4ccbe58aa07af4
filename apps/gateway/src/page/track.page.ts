import { type Locale } from '@huiyin/contracts';
import { words } from '@huiyin/words';
import { emptyForm, errorSummary, field, type FormState } from './field.js';
import { keep, page } from './layout.js';
import { markup } from './markup.js';

/** The two fields that open a petition. */
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
