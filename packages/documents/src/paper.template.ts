import { type Locale } from '@huiyin/contracts';
import { type PaperKind } from './paper.fields.js';

/** Rights that a paper tells; their wording is ours and cannot be edited out of a template. */
export type RightName =
  | 'follow'
  | 'safe'
  | 'recusal'
  | 'mediation'
  | 'remedy'
  | 'otherPaths'
  | 'readBack'
  | 'receiptOnly'
  | 'freeEvaluation'
  | 'withdrawAgent'
  | 'ownVoice'
  | 'dataRights';

/** One row of a ruled form. `blank` stands there while nobody has given the value, such as boxes to tick; `''` leaves room. */
export interface FieldRow {
  readonly label: string;
  readonly text: string;
  readonly blank?: string;
}

export interface TableColumn {
  readonly heading: string;
  readonly text: string;
  /** Share of the width; 1 unless told. */
  readonly share?: number;
}

/**
 * What a template is made of. Texts hold `{placeholder}`s; a line of a text that asks for an optional value which is not given is
 * left out, as is such a row of `fields`. Within `list`, `table` and `dialogue` the columns of the list are placeholders too.
 */
export type PaperBlock =
  | { readonly type: 'salutation' | 'paragraph' | 'heading' | 'note'; readonly text: string }
  | { readonly type: 'list'; readonly list: string; readonly text: string }
  | {
      readonly type: 'table';
      readonly list: string;
      readonly columns: readonly TableColumn[];
      readonly blankRows?: number;
    }
  | { readonly type: 'dialogue'; readonly list: string; readonly speaker: string; readonly text: string }
  | { readonly type: 'fields'; readonly rows: readonly FieldRow[] }
  | { readonly type: 'rights'; readonly right: RightName; readonly text: string }
  /** `office`: name and date with room for the seal. `signatories`: a line for each of them, `roles` where none are named. */
  | { readonly type: 'signatures'; readonly by: 'office' | 'signatories'; readonly roles: readonly string[] };

/** The wording of one kind of paper in one language, as data that an office may edit within `checkTemplate`. */
export interface PaperTemplate {
  readonly kind: PaperKind;
  readonly locale: Locale;
  readonly version: number;
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
}

/** Rights that a paper of a kind must tell. */
export const mandatoryRights: Readonly<Record<PaperKind, readonly RightName[]>> = {
  'F-02': ['follow', 'safe'],
  'F-03': [],
  'F-04': [],
  'F-05': ['recusal', 'mediation', 'follow', 'safe'],
  'F-06': ['otherPaths', 'safe'],
  'F-07': ['remedy', 'safe'],
  'F-08': ['follow', 'safe'],
  'F-09': ['otherPaths', 'safe'],
  'F-10': ['readBack'],
  'F-11': [],
  'F-23': [],
  'F-24': ['receiptOnly'],
  'F-36': ['freeEvaluation', 'safe'],
  'F-41': ['safe'],
  'F-42': ['withdrawAgent'],
  'F-43': ['ownVoice', 'safe'],
  'F-44': ['dataRights'],
};
