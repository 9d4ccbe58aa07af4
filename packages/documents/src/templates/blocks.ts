import { type Locale } from '@huiyin/contracts';
import { type paperWords, words, type WordKey } from '@huiyin/words';
import { type FieldRow, type PaperBlock, type RightName, type TableColumn } from '../paper.template.js';

type Texts = (typeof paperWords)['zh-CN'];
type LabelName = keyof Texts['label'];
type ColumnName = keyof Texts['column'];
type SignerName = keyof Texts['signer'];
/** `F-05.opening`, a word under `paper.text`. */
export type TextName = Extract<WordKey, `paper.text.${string}`> extends `paper.text.${infer Name}` ? Name : never;

/** Makes blocks out of the words of one language. */
export function blocksIn(locale: Locale) {
  const t = words(locale);
  const text = (name: TextName): string => t(`paper.text.${name}`);
  const block =
    (type: 'paragraph' | 'heading' | 'note') =>
    (name: TextName): PaperBlock => ({ type, text: text(name) });
  /** A row labelled by the word for the value, or by another word where the value has the name of another's. */
  const row = (value: string, label: LabelName, blank?: string): FieldRow => ({
    label: t(`paper.label.${label}`),
    text: `{${value}}`,
    ...(blank === undefined ? {} : { blank }),
  });
  return {
    text,
    row,
    paragraph: block('paragraph'),
    heading: block('heading'),
    note: block('note'),
    saying: (value: string): PaperBlock => ({ type: 'paragraph', text: `{${value}}` }),
    salutation: (): PaperBlock => ({ type: 'salutation', text: text('toAddressee') }),
    fields: (...rows: (LabelName | FieldRow)[]): PaperBlock => ({
      type: 'fields',
      rows: rows.map((given) => (typeof given === 'string' ? row(given, given) : given)),
    }),
    list: (list: string, name: TextName): PaperBlock => ({ type: 'list', list, text: text(name) }),
    table: (
      list: string,
      columns: readonly (readonly [string, ColumnName, number])[],
      blankRows: number,
    ): PaperBlock => ({
      type: 'table',
      list,
      columns: columns.map(([value, heading, share]): TableColumn => ({
        heading: t(`paper.column.${heading}`),
        text: value && `{${value}}`,
        share,
      })),
      blankRows,
    }),
    rights: (...names: RightName[]): PaperBlock[] =>
      names.map((right) => ({ type: 'rights', right, text: t(`paper.right.${right}`) })),
    seal: (): PaperBlock => ({ type: 'signatures', by: 'office', roles: [] }),
    signed: (...roles: SignerName[]): PaperBlock => ({
      type: 'signatures',
      by: 'signatories',
      roles: roles.map((role) => t(`paper.signer.${role}`)),
    }),
  };
}

export type Blocks = ReturnType<typeof blocksIn>;
