import { randomUUID } from 'node:crypto';
import { type Locale, Problem } from '@huiyin/contracts';
import {
  checkContent,
  type PaperContent,
  type PaperKind,
  type PaperLists,
  PaperRefused,
  type PaperValues,
} from '@huiyin/documents';
import { civilDate, type PaperWord, paperWordOf, shanghaiDayOf } from '@huiyin/statute';
import { IssuedPaper } from './issued-paper.table.js';
import { contentHashOf, filledIn, petitionerName, type StoredContent } from './paper.content.js';

/** The office in whose name a paper is given; `shortName` begins its number. */
export interface IssuingOffice {
  readonly unitId: number;
  readonly name: string;
  readonly shortName: string;
}

/** What a service tells of a paper that it issues. */
export interface NewPaper<K extends PaperKind> {
  readonly kind: K;
  /** The kind's usual word unless told, such as 交 for an assignment slip. */
  readonly word?: PaperWord<K>;
  readonly matterId: string;
  readonly handlingId?: string;
  readonly office: IssuingOffice;
  readonly locale?: Locale;
  readonly submissionNos: readonly string[];
  readonly values: PaperValues<K>;
  readonly lists: PaperLists<K>;
  readonly signatories: PaperContent['signatories'];
  /** As `PaperTemplates.current` tells. */
  readonly templateVersion: number;
  /** The transaction's time; its year in Shanghai is the number's. */
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly isForPetitioner: boolean;
  /** Units beside the issuing one that read it. */
  readonly seenBy?: readonly number[];
}

/** What the database adds: the number, and how far rendering has come. */
type GivenByDatabase = 'year' | 'seq' | 'renderedAt' | 'tries';
export type PaperRow = Omit<IssuedPaper, GivenByDatabase>;
export interface PaperToAdd {
  readonly table: typeof IssuedPaper;
  readonly row: PaperRow;
}

/**
 * One of the `adds` of a change: the paper and its number come and go with the act. Several papers of one act stand in the order of
 * their kinds, so that two acts never wait for each other's numbers.
 * @throws PaperRefused for content that no paper can be made of; RangeError for a word of another kind.
 */
export function paperOf<K extends PaperKind>(paper: NewPaper<K>): PaperToAdd {
  const content: StoredContent<K> = {
    kind: paper.kind,
    locale: paper.locale ?? 'zh-CN',
    office: paper.office.name,
    issuedOn: civilDate(shanghaiDayOf(paper.issuedAt)),
    submissionNos: paper.submissionNos,
    values: paper.values,
    lists: paper.lists,
    signatories: paper.signatories,
    templateVersion: paper.templateVersion,
  };
  return checked({
    id: randomUUID(),
    matterId: paper.matterId,
    handlingId: paper.handlingId ?? null,
    kind: paper.kind,
    unitId: paper.office.unitId,
    office: paper.office.name,
    officeShort: paper.office.shortName,
    word: paperWordOf(paper.kind, paper.word) ?? null,
    version: 1,
    replaces: null,
    correctionReason: null,
    content,
    contentHash: contentHashOf(content),
    templateVersion: paper.templateVersion,
    issuedAt: paper.issuedAt,
    issuedBy: paper.issuedBy,
    isForPetitioner: paper.isForPetitioner,
    seenBy: [...new Set([paper.office.unitId, ...(paper.seenBy ?? [])])],
  });
}

/** What a correction says otherwise, field by field; a list is given whole. */
export interface Corrected {
  readonly values?: Readonly<Record<string, string>>;
  readonly lists?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** A paper as it stands, and whether a later version stands beside it already. */
export type PaperToCorrect = IssuedPaper & { readonly isSuperseded: boolean };

/** Who corrects, when (the transaction's time) and why. */
export interface Correction {
  readonly reason: string;
  readonly issuedAt: Date;
  readonly issuedBy: string;
}

/**
 * The next version of a paper, with its number; the earlier one stays as it is.
 * @throws Problem `paper-superseded` where a later version stands already; `validation-failed` for a value that its paper does not have,
 *   or may not miss, or when nothing is said otherwise.
 */
export function correctionOf(
  { isSuperseded, ...paper }: PaperToCorrect,
  corrected: Corrected,
  { reason, issuedAt, issuedBy }: Correction,
): PaperToAdd {
  if (isSuperseded) throw new Problem('paper-superseded');
  const content = {
    ...paper.content,
    values: { ...paper.content.values, ...corrected.values },
    lists: { ...paper.content.lists, ...corrected.lists },
  } as StoredContent;
  if (contentHashOf(content).equals(contentHashOf(paper.content)))
    throw new Problem('validation-failed', {}, [{ field: 'values', rule: 'changed' }]);
  const dated = { ...content, issuedOn: civilDate(shanghaiDayOf(issuedAt)) };
  const { year: _year, seq: _seq, renderedAt: _renderedAt, tries: _tries, ...kept } = paper;
  try {
    return checked({
      ...kept,
      id: randomUUID(),
      version: paper.version + 1,
      replaces: paper.id,
      correctionReason: reason,
      content: dated,
      contentHash: contentHashOf(dated),
      issuedAt,
      issuedBy,
    });
  } catch (error) {
    if (!(error instanceof PaperRefused)) throw error;
    throw new Problem('validation-failed', {}, [{ field: `values.${error.placeholder}`, rule: error.code }]);
  }
}

/** What cannot be rendered gets no number. */
function checked(row: PaperRow): PaperToAdd {
  // Some name will stand there: the petitioner's, or the word for one that was not left.
  checkContent(filledIn({ ...row, year: null, seq: null }, '', petitionerName, undefined));
  return { table: IssuedPaper, row };
}
