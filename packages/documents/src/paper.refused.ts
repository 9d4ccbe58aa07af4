/** Why a template or a content is refused. */
export type RefusalCode =
  | 'unknown-kind'
  | 'unknown-block'
  | 'unknown-placeholder'
  | 'missing-placeholder'
  | 'missing-right'
  | 'missing-block'
  | 'too-long'
  | 'missing-value'
  | 'unknown-value'
  | 'wrong-value';

/** A template or a content of which no paper is made; `placeholder` names the placeholder, right, block or value. */
export class PaperRefused extends Error {
  override readonly name = 'PaperRefused';

  constructor(
    readonly code: RefusalCode,
    readonly placeholder: string,
  ) {
    super(`${code}: ${placeholder}`);
  }
}
