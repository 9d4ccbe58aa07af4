import { type Locale } from '@huiyin/contracts';
import { words } from '@huiyin/words';
import { type PublicUnit } from '../organisation/public-units.js';
import { keep, page } from './layout.js';
import { markup } from './markup.js';
import { pageWord } from './page.words.js';

export function homePage(locale: Locale, units: readonly PublicUnit[]): string {
  const t = words(locale);
  const lang = keep(locale);
  const body = markup`<h1>${t('page.home.title')}</h1>
<p class="doors"><a class="button" href="/submit${lang}">${t('page.home.submit')}</a>
<a class="button plain" href="/track${lang}">${t('page.home.track')}</a></p>
<section><h2>${pageWord(locale, 'whichOffice')}</h2>
<p>${pageWord(locale, 'whichOfficeLead')}</p>
<ul class="offices">${units.map((unit) => markup`<li>${unit.name} <small>${t(`tier.${unit.tier}`)}</small></li>`)}</ul></section>`;
  return page({ locale, path: '/', title: t('page.home.title'), body });
}
