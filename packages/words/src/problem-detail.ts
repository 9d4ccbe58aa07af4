import { type Locale, type ProblemCode } from '@huiyin/contracts';
import { formatInstant } from './dates.js';
import { nameOf, words, type WordValues } from './words.js';

const lists = {
  'zh-CN': new Intl.ListFormat('zh-CN', { style: 'narrow' }),
  en: new Intl.ListFormat('en', { style: 'narrow' }),
};

/** What a person reads below the title of a refusal; of a stale version also what was done meanwhile, where that is told. */
export function problemDetail(locale: Locale, code: ProblemCode, values: WordValues): string {
  const t = words(locale);
  const { acts, at } = values;
  if (code !== 'stale-version' || typeof acts !== 'string' || typeof at !== 'string')
    return t(`problem.${code}.detail`, values);
  const done = [...new Set(acts.split(','))].map((act) => nameOf(locale, 'act', act));
  return t('problem.stale-version.meanwhile', { acts: lists[locale].format(done), at: formatInstant(at, locale) });
}
