import { words } from '@huiyin/words';
import { fieldsOf, type PaperKind, paperFields } from './paper.fields.js';
import { PaperRefused } from './paper.refused.js';
import { mandatoryRights, type PaperBlock, type PaperTemplate } from './paper.template.js';

/** Placeholders of every paper, from what `PaperContent` carries beside its values. */
export const commonPlaceholders = [
  'office',
  'numberText',
  'issuedOn',
  'submissionNos',
  'addressee',
  'address',
] as const;
// Anything between braces, so that a mistyped placeholder is refused and never printed.
export const placeholderForm = /\{([^{}]*)\}/gu;

const longestText = 4_000;
const longestTemplate = 40_000;
const mostBlocks = 80;

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
    throw error instanceof PaperRefused ? error : new PaperRefused('unknown-block', String(block?.type));
  }
  return texts.map((text) => {
    if (typeof text !== 'string') throw new PaperRefused('unknown-block', block.type);
    if (text.length > longestText) throw new PaperRefused('too-long', block.type);
    return text;
  });
}

const placeholdersOf = (text: string): string[] => [...text.matchAll(placeholderForm)].map(([, name]) => name ?? '');

function noteText(
  text: string,
  columns: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
  found: Found,
  list = '',
): void {
  if (/[{}]/u.test(text.replace(placeholderForm, ''))) throw new PaperRefused('unknown-placeholder', text.slice(0, 40));
  for (const name of placeholdersOf(text)) {
    if (Object.hasOwn(columns, name)) found.lists.get(list)?.add(name);
    else if (known.has(name)) found.values.add(name);
    else throw new PaperRefused('unknown-placeholder', name);
  }
}

function noteBlock(kind: PaperKind, block: PaperBlock, known: ReadonlySet<string>, found: Found): void {
  const texts = textsOf(block);
  const list = 'list' in block ? block.list : undefined;
  const columns = list === undefined ? {} : fieldsOf(kind).lists[list];
  if (columns === undefined) throw new PaperRefused('unknown-placeholder', String(list));
  if (list !== undefined && !found.lists.has(list)) found.lists.set(list, new Set());
  for (const text of texts) noteText(text, columns, known, found, list);
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

// The right must stand there in our words; an office may add to them.
function demandRights({ kind, locale, blocks }: PaperTemplate): void {
  for (const right of mandatoryRights[kind]) {
    const wording = plain(words(locale)(`paper.right.${right}`));
    const isTold = blocks.some(
      (block) => block.type === 'rights' && block.right === right && plain(block.text).includes(wording),
    );
    if (!isTold) throw new PaperRefused('missing-right', right);
  }
}

/**
 * Refuses a template that could not make its paper, or whose paper would not say what it must: every mandatory value and list of
 * its kind, the rights of the reader in our wording, and a place for the signature.
 * @throws PaperRefused with a code and the placeholder, right or block that is wrong.
 */
export function checkTemplate(template: PaperTemplate): void {
  const { kind, title, blocks } = template;
  if (!Object.hasOwn(paperFields, kind)) throw new PaperRefused('unknown-kind', String(kind));
  if (!Array.isArray(blocks) || typeof title !== 'string') throw new PaperRefused('missing-block', 'title');
  if (blocks.length > mostBlocks) throw new PaperRefused('too-long', 'blocks');
  if (title.length > 60) throw new PaperRefused('too-long', 'title');
  if (JSON.stringify(blocks).length > longestTemplate) throw new PaperRefused('too-long', 'blocks');
  const found: Found = { values: new Set(), lists: new Map() };
  const known: ReadonlySet<string> = new Set([...commonPlaceholders, ...Object.keys(fieldsOf(kind).values)]);
  noteText(title, {}, known, found);
  for (const block of blocks) noteBlock(kind, block, known, found);
  demandFields(kind, found);
  demandRights(template);
  if (!blocks.some(({ type }) => type === 'signatures')) throw new PaperRefused('missing-block', 'signatures');
}
