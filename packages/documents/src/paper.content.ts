import { type Locale } from '@huiyin/contracts';
import { fieldsOf, paperFields, type PaperKind, type PaperLists, type PaperValues } from './paper.fields.js';
import { PaperRefused } from './paper.refused.js';

interface Addressee {
  readonly name: string;
  readonly address?: string;
}

/** Who signs; `role` as it should be read, such as `分管负责人`. Without a name the line is left to be signed by hand. */
interface Signatory {
  readonly role: string;
  readonly name?: string;
  /** Instant of the signature, ISO 8601. */
  readonly at?: string;
}

interface CommonContent {
  readonly locale: Locale;
  readonly templateVersion: number;
  /** Full name of the office that gives the paper, as on its seal. */
  readonly office: string;
  /** `东河信告〔2026〕12号`. */
  readonly numberText?: string;
  /** Calendar day, `2026-03-02`. */
  readonly issuedOn: string;
  /** 0 for the original, n for its n-th correction. */
  readonly correction: number;
  readonly submissionNos: readonly string[];
  readonly addressee?: Addressee;
  readonly signatories: readonly Signatory[];
  /** Hex SHA-256 of what the paper says; its first sixteen digits stand in the foot. */
  readonly contentHash: string;
  /** What the QR code opens, with a secret behind `#` if wanted. */
  readonly trackingAddress: string;
}

/** One paper of a kind, filled in. */
interface FilledPaper<K extends PaperKind> extends CommonContent {
  readonly kind: K;
  readonly isBlank?: false;
  readonly values: PaperValues<K>;
  readonly lists: PaperLists<K>;
}

/** Kinds that an office also hands out to be filled in by hand. */
export const blankKinds = ['F-10', 'F-24', 'F-36', 'F-41', 'F-42', 'F-43', 'F-44'] as const satisfies PaperKind[];

/** A form with ruled lines in place of what nobody has said yet. */
interface BlankPaper<K extends PaperKind> extends CommonContent {
  readonly kind: K;
  readonly isBlank: true;
  readonly values: Partial<PaperValues<K>>;
  readonly lists: Partial<PaperLists<K>>;
}

type ContentOf<K extends PaperKind> = K extends (typeof blankKinds)[number]
  ? FilledPaper<K> | BlankPaper<K>
  : K extends PaperKind
    ? FilledPaper<K>
    : never;

/** What a paper says. `PaperContent<'F-07'>` asks for all that an opinion must say; plain `PaperContent` is any of them. */
export type PaperContent<K extends PaperKind = PaperKind> = ContentOf<K>;

// Characters. The typesetter takes a second for a paragraph of the longest value, and time grows with its square.
const longestContent = 100_000;
const longestValue = 20_000;
// A paper without one row of these would not be one; other lists may be empty.
const firmLists: ReadonlySet<string> = new Set([
  'F-07.requests',
  'F-10.persons',
  'F-10.dialogue',
  'F-42.agents',
  'F-43.representatives',
]);
const hashForm = /^[0-9a-f]{64}$/;

function refuseUnknown(given: object, known: object, where: string): void {
  const strange = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (strange !== undefined) throw new PaperRefused('unknown-value', where + strange);
}

function checkNamed(
  given: Readonly<Record<string, string | undefined>>,
  known: object,
  isBlank: boolean,
  where = '',
): void {
  refuseUnknown(given, known, where);
  for (const [name, need] of Object.entries(known)) {
    const value = given[name];
    if (value !== undefined && typeof value !== 'string') throw new PaperRefused('wrong-value', where + name);
    if (value !== undefined && value.length > longestValue) throw new PaperRefused('too-long', where + name);
    if (need === 'must' && !isBlank && !value?.trim()) throw new PaperRefused('missing-value', where + name);
  }
}

/**
 * Refuses content that its paper cannot be made of, such as what was stored by another version.
 * @throws PaperRefused `missing-value`, `unknown-value`, `wrong-value` or `too-long`, with the name of the value.
 */
export function checkContent(content: PaperContent): void {
  const { kind, values, lists, isBlank = false } = content;
  if (!Object.hasOwn(paperFields, kind)) throw new PaperRefused('unknown-kind', kind);
  const fields = fieldsOf(kind);
  if (isBlank && !(blankKinds as readonly PaperKind[]).includes(kind)) throw new PaperRefused('wrong-value', 'isBlank');
  if (!hashForm.test(content.contentHash)) throw new PaperRefused('wrong-value', 'contentHash');
  if (!Number.isInteger(content.correction) || content.correction < 0)
    throw new PaperRefused('wrong-value', 'correction');
  if (!content.office.trim()) throw new PaperRefused('missing-value', 'office');
  if (JSON.stringify(content).length > longestContent) throw new PaperRefused('too-long', 'content');
  checkNamed(values, fields.values, isBlank);
  refuseUnknown(lists, fields.lists, '');
  for (const [name, columns] of Object.entries(fields.lists)) {
    const rows = (lists as Readonly<Record<string, readonly Record<string, string>[]>>)[name];
    if (rows === undefined && isBlank) continue;
    if (!Array.isArray(rows) || (rows.length === 0 && !isBlank && firmLists.has(`${kind}.${name}`)))
      throw new PaperRefused('missing-value', name);
    rows.forEach((row, at) => checkNamed(row, columns, isBlank, `${name}.${at}.`));
  }
}
