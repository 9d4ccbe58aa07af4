/** The same keys as the Chinese words, so that a missing or an extra English word does not compile. */
export type InEnglish<T> = { readonly [K in keyof T]: T[K] extends string ? string : InEnglish<T[K]> };

/** Every dotted path to a word: `state.registered`, `problem.stale-version.title`. */
export type DottedKeys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${DottedKeys<T[K]>}`;
}[keyof T & string];
