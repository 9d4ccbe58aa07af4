import type { DocumentKindId } from './document-kind.js';

/**
 * The word in a paper's number that tells its kind (F.3 **design**), one or more a kind: F-03 is 转 for a forwarding and 交 for an
 * assignment. The first is the usual one. Kinds without a word carry no number: records, slips that people sign, and forms.
 */
export const paperWords = {
  'F-01': ['登'],
  'F-02': ['告'],
  'F-03': ['转', '交'],
  'F-04': ['异', '裁'],
  'F-05': ['受'],
  'F-06': ['不受', '不再受'],
  'F-07': ['意'],
  'F-08': ['延'],
  'F-09': ['路'],
  'F-10': [],
  'F-11': [],
  'F-12': ['听'],
  'F-13': ['申'],
  'F-14': ['复受'],
  'F-15': ['复查', '复核'],
  'F-16': ['终'],
  'F-17': ['调'],
  'F-18': ['协'],
  'F-19': ['口'],
  'F-20': ['和'],
  'F-21': ['确'],
  'F-22': ['调终'],
  'F-23': ['结'],
  'F-24': [],
  'F-25': ['包'],
  'F-26': ['访'],
  'F-27': ['督'],
  'F-28': ['提'],
  'F-29': ['责'],
  'F-30': ['建'],
  'F-31': ['辩'],
  'F-32': ['会'],
  'F-33': ['排'],
  'F-34': ['帮'],
  'F-35': ['资'],
  'F-36': [],
  'F-37': ['评'],
  'F-38': ['年报'],
  'F-39': ['报'],
  'F-40': ['通'],
  'F-41': [],
  'F-42': [],
  'F-43': [],
  'F-44': [],
} as const satisfies Record<DocumentKindId, readonly string[]>;

/** A word that numbers of kind `K` may bear. */
export type PaperWord<K extends DocumentKindId = DocumentKindId> = (typeof paperWords)[K][number];

/**
 * The word of a paper's number: the usual one unless another is wanted; undefined for a kind without a number. Throws RangeError for
 * a word of another kind.
 */
export function paperWordOf(kind: DocumentKindId, wanted?: string): string | undefined {
  const own: readonly string[] = paperWords[kind];
  if (wanted !== undefined && !own.includes(wanted)) throw new RangeError(`${kind} has no word "${wanted}"`);
  return wanted ?? own[0];
}

/** The number as it stands on the paper (F.3): `清河县信告〔2026〕12号`. */
export function paperNumberText(number: { officeShort: string; word: string; year: number; seq: number }): string {
  return `${number.officeShort}信${number.word}〔${number.year}〕${number.seq}号`;
}

/**
 * How an office begins the numbers of its papers (F.3 **design**): its place for a bureau and a government, its own short name otherwise,
 * such as 青禾县 for 青禾县信访局 and 青禾县人社 for 青禾县人社局.
 */
export function officeShortName(name: string): string {
  const short = name.replace(/(?:信访局|人民政府|委员会|办公室|局)$/u, '');
  return short === '' ? name : short;
}
