import { createHash } from 'node:crypto';

/** Share of common two-character pieces from which two texts of one person are taken for the same facts. */
export const similarFrom = 0.5;

/** Letters and digits alone: punctuation and spacing do not make another petition. */
export function factsOf(title: string, content: string): string {
  return `${title}${content}`
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** 16 bytes that are equal for equal facts. */
export function factsDigest(title: string, content: string): Buffer {
  return createHash('sha256').update(factsOf(title, content)).digest().subarray(0, 16);
}

/** Dice coefficient over two-character pieces, 0..1: no dictionary, good for Chinese and for typing slips. */
export function likeness(one: string, other: string): number {
  const left = pieces(one);
  const right = pieces(other);
  if (left.size === 0 || right.size === 0) return one === other ? 1 : 0;
  let common = 0;
  for (const piece of left) if (right.has(piece)) common += 1;
  return (2 * common) / (left.size + right.size);
}

function pieces(text: string): Set<string> {
  const letters = [...text];
  const found = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i++) found.add(`${letters[i] ?? ''}${letters[i + 1] ?? ''}`);
  return found;
}

export interface Comparison {
  readonly isSameText: boolean;
  readonly likeness: number;
  /** Which of the blind indexes are equal. */
  readonly samePerson: readonly ('same-phone' | 'same-id-number' | 'same-email')[];
}

export interface Proposal {
  readonly likeness: 'repeat' | 'same-person' | 'same-facts';
  readonly reasons: readonly string[];
}

/**
 * Regulations on Petition Work, Art. 19, and the practice of "same person and same facts": proposes an earlier submission with the
 * reasons, for a clerk to decide; nothing is ever refused because of it. Undefined where nothing speaks for it.
 */
export function proposalFor(comparison: Comparison): Proposal | undefined {
  const { isSameText, samePerson } = comparison;
  const isSimilar = comparison.likeness >= similarFrom;
  const text = isSameText ? ['same-text'] : isSimilar ? ['similar-text'] : [];
  if (samePerson.length === 0 && !isSameText) return undefined;
  const kind = samePerson.length === 0 ? 'same-facts' : text.length > 0 ? 'repeat' : 'same-person';
  return { likeness: kind, reasons: [...text, ...samePerson] };
}
