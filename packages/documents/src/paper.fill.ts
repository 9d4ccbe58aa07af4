import { type Locale } from '@huiyin/contracts';
import { formatDay, formatInstant, words } from '@huiyin/words';
import { checkContent, type PaperContent } from './paper.content.js';
import { PaperRefused } from './paper.refused.js';
import { type PaperBlock, type PaperTemplate } from './paper.template.js';
import { placeholderForm } from './template.check.js';

/** A piece of a paper with all of its words, as both renderers set it. */
export type PaperPiece =
  | { readonly type: 'salutation' | 'paragraph' | 'right' | 'heading' | 'note'; readonly text: string }
  | {
      readonly type: 'grid';
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly shares: readonly number[];
    }
  | { readonly type: 'dialogue'; readonly turns: readonly (readonly [speaker: string, text: string])[] }
  /** Lines to write on by hand. */
  | { readonly type: 'ruled'; readonly lines: number }
  /** One pair of label and value a row, or two short ones; an empty value is room to write in. */
  | { readonly type: 'fields'; readonly rows: readonly FieldsRow[] }
  | { readonly type: 'seal'; readonly signers: readonly string[] }
  | { readonly type: 'signers'; readonly signers: readonly string[] };

// In characters. A longer paragraph would not fit on one page with what follows it.
const mostKept = 400;

/** A heading stands on the page of its first paragraph; seal and signatures on that of the last one: nobody signs an empty sheet. */
export function isKeptWithNext(piece: PaperPiece, next: PaperPiece): boolean {
  const isSigned = next.type === 'seal' || next.type === 'signers';
  const isUnderHeading = piece.type === 'heading' && 'text' in next && next.text.length <= mostKept;
  return isUnderHeading || (isSigned && 'text' in piece && piece.text.length <= mostKept);
}

type Pair = readonly [label: string, value: string];
export type FieldsRow = readonly [Pair] | readonly [Pair, Pair];

export interface FilledPaper {
  readonly title: string;
  readonly pieces: readonly PaperPiece[];
}

type Row = Readonly<Record<string, string | undefined>>;
type Lists = Readonly<Record<string, readonly Row[] | undefined>>;
// Says that there are none, where an empty table would leave room to add some.
const noRows = '——';
const ruledLine = '____________';
const linesOfBlankRecord = 14;
// In characters of Chinese; what is shorter shares its row.
const shortValue = 8;
const shortLabel = 7;

function shown(name: string, value: string, locale: Locale): string {
  if (name.endsWith('On')) return formatDay(value, locale);
  return name.endsWith('At') ? formatInstant(value, locale) : value;
}

const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (character > '\u2e7f' ? 1 : 0.55), 0);
const isShort = ([label, value]: Pair): boolean =>
  value !== '' && !value.includes('\n') && widthOf(value) <= shortValue && widthOf(label) <= shortLabel;

/** Two short ones that follow each other share a row, which keeps a notice on one sheet. */
function rowsOf(pairs: readonly Pair[]): FieldsRow[] {
  const rows: FieldsRow[] = [];
  for (const pair of pairs) {
    const last = rows.at(-1);
    if (last?.length === 1 && isShort(last[0]) && isShort(pair)) rows[rows.length - 1] = [last[0], pair];
    else rows.push([pair]);
  }
  return rows;
}

class Filling {
  private readonly common: Row;
  private readonly isBlank: boolean;

  constructor(private readonly content: PaperContent) {
    const { office, numberText, issuedOn, submissionNos, addressee, locale, values, isBlank = false } = content;
    const join = words(locale)('paper.frame.join');
    this.isBlank = isBlank;
    this.common = {
      office,
      numberText,
      issuedOn,
      submissionNos: submissionNos.join(join),
      addressee: addressee?.name,
      address: addressee?.address,
      ...(values as Row),
    };
  }

  /** The text with its values, or undefined where an optional one is not given. */
  line(text: string, row: Row = {}): string | undefined {
    let isWhole = true;
    const filled = text.replace(placeholderForm, (_whole, name: string) => {
      const value = row[name] ?? this.common[name];
      if (value !== undefined && value !== '') return shown(name, value, this.content.locale);
      isWhole = false;
      return ruledLine;
    });
    return isWhole || this.isBlank ? filled : undefined;
  }

  /** Line by line, without those that ask for what is not given. */
  lines(text: string, row: Row = {}): string[] {
    return text.split('\n').flatMap((line) => this.line(line, row)?.split('\n') ?? []);
  }

  rows(list: string): readonly Row[] {
    return (this.content.lists as Lists)[list] ?? [];
  }

  /** The text of a cell: nothing at all where a value is not given. */
  cell(text: string, row: Row = {}): string {
    const isMissing = [...text.matchAll(placeholderForm)].some(([, name = '']) => !(row[name] ?? this.common[name]));
    return isMissing ? '' : (this.line(text, row) ?? '');
  }

  private grid(block: Extract<PaperBlock, { type: 'table' }>): PaperPiece {
    const rows = this.rows(block.list).map((row) => block.columns.map(({ text }) => this.cell(text, row)));
    const empty = block.columns.map(() => '');
    if (rows.length === 0 && !this.isBlank) rows.push(block.columns.map(() => noRows));
    while (this.isBlank && rows.length < (block.blankRows ?? 0)) rows.push(empty);
    return {
      type: 'grid',
      heads: block.columns.map(({ heading }) => heading),
      rows,
      shares: block.columns.map(({ share = 1 }) => share),
    };
  }

  private dialogue(block: Extract<PaperBlock, { type: 'dialogue' }>): PaperPiece {
    const rows = this.rows(block.list);
    if (this.isBlank && rows.length === 0) return { type: 'ruled', lines: linesOfBlankRecord };
    const turns = rows.map((row) => [this.cell(block.speaker, row), this.cell(block.text, row)] as const);
    return { type: 'dialogue', turns };
  }

  private fields(block: Extract<PaperBlock, { type: 'fields' }>): PaperPiece {
    const pairs = block.rows.flatMap(({ label, text, blank }): Pair[] => {
      const value = this.cell(text);
      if (value !== '') return [[label, value]];
      return blank !== undefined || this.isBlank ? [[label, blank ?? '']] : [];
    });
    return { type: 'fields', rows: this.isBlank ? pairs.map((pair) => [pair] as const) : rowsOf(pairs) };
  }

  private signers(roles: readonly string[]): string[] {
    const { signatories, locale } = this.content;
    const t = words(locale);
    const named = signatories.map(({ role, name, at }) => ({
      role,
      name: name ?? ruledLine,
      at: at === undefined ? (name === undefined ? t('paper.frame.dateLine') : '') : formatInstant(at, locale),
    }));
    const unnamed = roles.map((role) => ({ role, name: ruledLine, at: t('paper.frame.dateLine') }));
    return (named.length > 0 ? named : unnamed).map((line) => t('paper.frame.signatureLine', line).trimEnd());
  }

  pieces(block: PaperBlock): PaperPiece[] {
    switch (block.type) {
      case 'list':
        return this.rows(block.list).flatMap((row) =>
          this.lines(block.text, row).map((text): PaperPiece => ({ type: 'paragraph', text })),
        );
      case 'table':
        return [this.grid(block)];
      case 'dialogue':
        return [this.dialogue(block)];
      case 'fields':
        return [this.fields(block)];
      case 'rights':
        // The remedy is part of the decision; other rights stand beside it in smaller type.
        return this.lines(block.text).map((text): PaperPiece => ({
          type: block.right === 'remedy' ? 'paragraph' : 'right',
          text,
        }));
      case 'signatures':
        return [{ type: block.by === 'office' ? 'seal' : 'signers', signers: this.signers(block.roles) }];
      default:
        return this.lines(block.text).map((text): PaperPiece => ({ type: block.type, text }));
    }
  }
}

/**
 * Puts what a paper says into its template.
 * @throws PaperRefused for content that its kind cannot be made of, or a template of another kind or language.
 * @throws RangeError for days and instants that are none.
 */
export function fillPaper(content: PaperContent, template: PaperTemplate): FilledPaper {
  checkContent(content);
  if (template.kind !== content.kind) throw new PaperRefused('wrong-value', 'kind');
  if (template.locale !== content.locale) throw new PaperRefused('wrong-value', 'locale');
  if (template.version !== content.templateVersion) throw new PaperRefused('wrong-value', 'templateVersion');
  const filling = new Filling(content);
  const t = words(content.locale);
  const title = filling.cell(template.title) || t(`paperName.${content.kind}`);
  return {
    title: content.correction > 0 ? t('paper.frame.corrected', { title }) : title,
    pieces: template.blocks.flatMap((block) => filling.pieces(block)),
  };
}
