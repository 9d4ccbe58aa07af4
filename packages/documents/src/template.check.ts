import { words } from '@huiyin/words';
import { fieldsOf, type PaperKind, paperFields } from './paper.fields.js';
import { PaperRefused } from './paper.refused.js';
import { mandatoryRights, type PaperBlock, type PaperTemplate, type RightName } from './paper.template.js';

/** Placeholders of every paper, from what `PaperContent` carries beside its values. */
const commonPlaceholders = ['office', 'numberText', 'issuedOn', 'submissionNos', 'addressee', 'address'] as const;
// Anything between braces, so that a mistyped placeholder is refused and never printed.
export const placeholderForm = /\{([^{}]*)\}/gu;

const longestText = 4_000;
const longestTemplate = 40_000;
const mostBlocks = 80;
const mostColumns = 8;
const mostBlankRows = 40;

interface Found {
  readonly values: Set<string>;
  readonly lists: Map<string, Set<string>>;
}

function ownTexts(block: PaperBlock): readonly unknown[] {
  switch (block.type) {
    case 'salutation':
    case 'paragraph':
    case 'heading':
    case 'note':
    case 'list':
    case 'rights':
      return [block.text];
    case 'dialogue':
      return [block.speaker, block.text];
    case 'table':
      return block.columns.flatMap(({ heading, text }) => [heading, text]);
    case 'fields':
      return block.rows.flatMap(({ label, text, blank = '' }) => [label, text, blank]);
    case 'signatures':
      return block.roles;
    default:
      throw new PaperRefused('unknown-block', String((block as { type?: unknown }).type));
  }
}

function textsOf(block: PaperBlock): string[] {
  let texts: readonly unknown[];
  try {
    texts = ownTexts(block);
  } catch (error) {
    // A block without the parts of its type, as a hand-written template may have.
    throw error instanceof PaperRefused ? error : new PaperRefused('unknown-block', block?.type ?? 'undefined');
  }
  return texts.map((text) => {
    if (typeof text !== 'string') throw new PaperRefused('unknown-block', block.type);
    if (text.length > longestText) throw new PaperRefused('too-long', block.type);
    return text;
  });
}

const placeholdersOf = (text: string): string[] => [...text.matchAll(placeholderForm)].map(([, name]) => name ?? '');

const optionalCommon = new Set<string>(['numberText', 'submissionNos', 'addressee', 'address']);

/** What a text may ask for, and what may be missing from it. */
interface Known {
  readonly values: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
  readonly list: string;
}

const isKnown = (name: string, { values, columns }: Known): boolean =>
  Object.hasOwn(columns, name) ||
  Object.hasOwn(values, name) ||
  (commonPlaceholders as readonly string[]).includes(name);

const mayBeMissing = (name: string, { values, columns }: Known): boolean =>
  optionalCommon.has(name) || (columns[name] ?? values[name]) === 'may';

// A line that asks for an optional value can be left out: it tells nothing that must be told.
function noteLine(line: string, known: Known, found: Found): void {
  if (/[{}]/u.test(line.replace(placeholderForm, ''))) throw new PaperRefused('unknown-placeholder', line.slice(0, 40));
  const names = placeholdersOf(line);
  const strange = names.find((name) => !isKnown(name, known));
  if (strange !== undefined) throw new PaperRefused('unknown-placeholder', strange);
  if (names.some((name) => mayBeMissing(name, known))) return;
  for (const name of names) {
    if (Object.hasOwn(known.columns, name)) found.lists.get(known.list)?.add(name);
    else found.values.add(name);
  }
}

// Cells stand or fall as a whole, running text line by line.
const isOfCells = ({ type }: PaperBlock): boolean => type === 'fields' || type === 'table' || type === 'dialogue';

function noteBlock(kind: PaperKind, block: PaperBlock, found: Found): void {
  const texts = textsOf(block);
  checkNumbers(block);
  const { values, lists } = fieldsOf(kind);
  const list = 'list' in block ? block.list : '';
  const columns = list === '' ? {} : lists[list];
  if (columns === undefined) throw new PaperRefused('unknown-placeholder', list);
  if (list !== '' && !found.lists.has(list)) found.lists.set(list, new Set());
  for (const text of texts) {
    for (const line of isOfCells(block) ? [text] : text.split('\n')) noteLine(line, { values, columns, list }, found);
  }
}

function demandFields(kind: PaperKind, found: Found): void {
  const { values, lists } = fieldsOf(kind);
  for (const [name, need] of Object.entries(values))
    if (need === 'must' && !found.values.has(name)) throw new PaperRefused('missing-placeholder', name);
  for (const [list, columns] of Object.entries(lists)) {
    const shown = found.lists.get(list);
    if (shown === undefined) throw new PaperRefused('missing-placeholder', list);
    for (const [name, need] of Object.entries(columns))
      if (need === 'must' && !shown.has(name)) throw new PaperRefused('missing-placeholder', `${list}.${name}`);
  }
}

const plain = (text: string): string => text.replace(/\s+/gu, '');

// The right must stand there in our words, on a line that is never left out; an office may add to them.
function tells(block: PaperBlock, right: RightName, { kind, locale }: PaperTemplate): boolean {
  if (block.type !== 'rights' || block.right !== right) return false;
  const wording = plain(words(locale)(`paper.right.${right}`));
  const known = { values: fieldsOf(kind).values, columns: {}, list: '' };
  return block.text
    .split('\n')
    .some((line) => plain(line).includes(wording) && !placeholdersOf(line).some((name) => mayBeMissing(name, known)));
}

function demandRights(template: PaperTemplate): void {
  for (const right of mandatoryRights[template.kind])
    if (!template.blocks.some((block) => tells(block, right, template))) throw new PaperRefused('missing-right', right);
}

const isWithin = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

// Numbers that are none, or of a table wider or longer than a sheet, would reach the typesetter.
function checkNumbers(block: PaperBlock): void {
  if (block.type !== 'table') return;
  const { columns, blankRows = 0 } = block;
  const isFit =
    isWithin(columns.length, 1, mostColumns) &&
    isWithin(blankRows, 0, mostBlankRows) &&
    columns.every(({ share = 1 }) => isWithin(share, 0.1, 20));
  if (!isFit) throw new PaperRefused('wrong-value', 'table');
}

/**
 * Refuses a template that could not make its paper, or whose paper would not say what it must: every mandatory value and list of
 * its kind, the rights of the reader in our wording, and a place for the signature.
 * @throws PaperRefused with a code and the placeholder, right or block that is wrong.
 */
export function checkTemplate(template: PaperTemplate): void {
  const { kind, title, blocks } = template;
  if (!Object.hasOwn(paperFields, kind)) throw new PaperRefused('unknown-kind', kind);
  if (template.locale !== 'zh-CN' && template.locale !== 'en') throw new PaperRefused('wrong-value', 'locale');
  if (!Number.isInteger(template.version) || template.version < 1) throw new PaperRefused('wrong-value', 'version');
  if (!Array.isArray(blocks) || typeof title !== 'string') throw new PaperRefused('missing-block', 'title');
  if (blocks.length > mostBlocks) throw new PaperRefused('too-long', 'blocks');
  if (title.length > 60) throw new PaperRefused('too-long', 'title');
  if (JSON.stringify(blocks).length > longestTemplate) throw new PaperRefused('too-long', 'blocks');
  const found: Found = { values: new Set(), lists: new Map() };
  noteLine(title, { values: fieldsOf(kind).values, columns: {}, list: '' }, found);
  for (const block of blocks) noteBlock(kind, block, found);
  demandRights(template);
  demandFields(kind, found);
  if (!blocks.some(({ type }) => type === 'signatures')) throw new PaperRefused('missing-block', 'signatures');
}
