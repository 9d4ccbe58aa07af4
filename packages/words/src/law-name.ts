import { type Locale } from '@huiyin/contracts';
import { hasWord, words } from './words.js';

const digits = '〇一二三四五六七八九';
const lists = {
  'zh-CN': new Intl.ListFormat('zh-CN', { style: 'narrow', type: 'conjunction' }),
  en: new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }),
};

/**
 * What a time limit rests on, such as `R23 ¶2; SD42`, by the names of the texts and their articles. References that no reader outside
 * has (rows of the machine) are left out; the text as it is where nothing is left.
 */
export function lawName(locale: Locale, source: string): string {
  const named = source
    .split(';')
    .map((reference) => cited(locale, reference.trim()))
    .filter((name): name is string => name !== undefined);
  return named.length === 0 ? source : lists[locale].format(named);
}

/** `R23 ¶3`, `R22(3)`, `ARL20-21`, `ARL31, 88`; `SAT22` and `MED02-33`, whose figures are a year. */
function cited(locale: Locale, reference: string): string | undefined {
  const t = words(locale);
  const [code = '', ofYear] = reference.split('-');
  if (hasWord(`law.${code}`)) {
    const law = t(`law.${code}` as 'law.R');
    return ofYear === undefined ? law : t('citation.article', { law, article: numeral(locale, ofYear) });
  }
  const parts = /^([A-Z]+)(\d+)(?:(-|, )(\d+))?(?:\((\d)\))?(?: ¶(\d))?$/.exec(reference);
  const [, letters = '', first = '', joint, last = '', item = '', paragraph = ''] = parts ?? [];
  if (!hasWord(`law.${letters}`)) return undefined;
  const values = {
    law: t(`law.${letters}` as 'law.R'),
    article: numeral(locale, first),
    last: numeral(locale, last),
    item: numeral(locale, item),
    paragraph: numeral(locale, paragraph),
  };
  if (joint !== undefined) return t(joint === '-' ? 'citation.range' : 'citation.both', values);
  if (item !== '') return t('citation.item', values);
  return t(paragraph === '' ? 'citation.article' : 'citation.paragraph', values);
}

/** Articles are written out in Chinese: 9 as 九, 22 as 二十二, 250 as 二百五十, 205 as 二百零五. */
function numeral(locale: Locale, figure: string): string {
  if (locale === 'en') return figure;
  const number = Number(figure);
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor((number % 100) / 10), number % 10];
  const high = hundreds === 0 ? '' : `${digits[hundreds]}百`;
  const middle =
    tens === 0 ? (high !== '' && ones > 0 ? '零' : '') : `${tens === 1 && high === '' ? '' : digits[tens]}十`;
  return `${high}${middle}${ones === 0 ? '' : digits[ones]}`;
}
