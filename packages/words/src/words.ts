import { createInstance, type i18n } from 'i18next';
import { type Locale } from '@huiyin/contracts';
import { english, type WordKey, wordKeys, zhongwen } from './dictionary.js';

export type WordValues = Readonly<Record<string, string | number>>;
/** Looks a word up by its dotted key and puts the values into it. Plain text: a page escapes it where it is shown. */
export type Words = (key: WordKey, values?: WordValues) => string;

const dictionary: i18n = createInstance({
  lng: 'zh-CN',
  fallbackLng: false,
  ns: 'words',
  defaultNS: 'words',
  nsSeparator: false,
  initAsync: false,
  resources: { 'zh-CN': { words: zhongwen }, en: { words: english } },
  interpolation: { escapeValue: false, skipOnVariables: true },
});
void dictionary.init();

/** The words of one language. An unknown key comes back as it is, never as nothing. */
export function words(locale: Locale): Words {
  const translate = dictionary.getFixedT(locale);
  return (key, values) => (values === undefined ? plain(locale, key, translate) : translate(key, { ...values }));
}

/** Words without values never change; looking one up takes a tenth of a millisecond, and a paper needs many. */
const known = new Map<string, string>();
function plain(locale: Locale, key: WordKey, translate: (key: WordKey) => string): string {
  const name = `${locale} ${key}`;
  const found = known.get(name) ?? translate(key);
  known.set(name, found);
  return found;
}

/** True when there is a word for the key, in both languages (the compiler keeps them equal). */
export function hasWord(key: string): key is WordKey {
  return wordKeys.has(key);
}

/** Name of a slug within a group, such as `('state', 'registered')`; the slug itself when it has no name. */
export function nameOf(locale: Locale, group: keyof typeof zhongwen, slug: string, values?: WordValues): string {
  const key = `${group}.${slug}`;
  return hasWord(key) ? words(locale)(key, values) : slug;
}

/**
 * The language for an `Accept-Language` header: the first of Chinese or English by its weight; Chinese when neither is asked for.
 * Source: RFC 9110, 12.5.4.
 */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((range, order) => {
      const [tag = '', ...options] = range.trim().toLowerCase().split(';');
      const weight = options.map((option) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(option)?.[1]).find(Boolean);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), order };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(?:zh|en)(?:-|$)/.test(tag))
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh-CN';
}
