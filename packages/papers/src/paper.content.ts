import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import { type Locale } from '@huiyin/contracts';
import { type PaperContent, type PaperKind, type PaperLists, type PaperValues } from '@huiyin/documents';
import { paperNumberText } from '@huiyin/statute';

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

/**
 * Stands in a value where the petitioner's name is to be read. Names are no part of what is stored: they are put in at rendering. No
 * text that came through a contract holds it.
 */
export const petitionerName = '\u200epetitioner\u200e';

/** What a paper says, as it is stored and hashed: all but its number, which comes after, and the petitioner's name. */
export interface StoredContent<K extends PaperKind = PaperKind> {
  readonly kind: K;
  readonly locale: Locale;
  readonly office: string;
  /** Calendar day in Shanghai. */
  readonly issuedOn: string;
  readonly submissionNos: readonly string[];
  readonly values: PaperValues<K>;
  readonly lists: PaperLists<K>;
  readonly signatories: PaperContent['signatories'];
  readonly templateVersion: number;
}

/** SHA-256 of the canonical JSON (RFC 8785): the same before and after PostgreSQL has kept it. */
export function contentHashOf(content: StoredContent): Buffer {
  return createHash('sha256').update(canonicalize(content)).digest();
}

interface Numbered {
  readonly officeShort: string;
  readonly word: string | null;
  readonly year: number | null;
  readonly seq: number | null;
}

/** Undefined for kinds without a number. */
export function numberTextOf({ officeShort, word, year, seq }: Numbered): string | undefined {
  return word === null || year === null || seq === null ? undefined : paperNumberText({ officeShort, word, year, seq });
}

/** Who a paper is for, as the service that holds identities tells it at rendering. */
export interface Addressee {
  readonly name: string;
  readonly address?: string;
}

export function namesPetitioner(content: StoredContent): boolean {
  return JSON.stringify(content).includes(petitionerName);
}

interface Rendered extends Numbered {
  readonly version: number;
  readonly content: StoredContent;
  readonly contentHash: Buffer;
  readonly isForPetitioner: boolean;
}

/** The content as the renderer takes it: number, name and address put in. */
export function filledIn(
  paper: Rendered,
  trackingAddress: string,
  nameless: string,
  addressee: Addressee | undefined,
): PaperContent {
  const { values, lists, ...rest } = paper.content;
  const numberText = numberTextOf(paper);
  const name = addressee?.name ?? nameless;
  return {
    ...rest,
    values: named(values, name),
    lists: named(lists, name),
    correction: paper.version - 1,
    contentHash: paper.contentHash.toString('hex'),
    trackingAddress,
    ...(numberText === undefined ? {} : { numberText }),
    ...(addressee === undefined || !paper.isForPetitioner ? {} : { addressee }),
  } as PaperContent;
}

/** A copy in which every text has the name in place of the mark. */
function named(value: unknown, name: string): unknown {
  if (typeof value === 'string') return value.replaceAll(petitionerName, () => name);
  if (Array.isArray(value)) return value.map((part) => named(part, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, named(part, name)]));
}
