import type { Standing } from '../standing.js';

export type Signer =
  | 'clerk'
  | 'bureau'
  | 'bureau-head'
  | 'unit-head'
  | 'competent-authority'
  | 'head-or-deputy'
  | 'head'
  | 'two-officers-and-speaker'
  | 'officers'
  | 'host'
  | 'petitioner-or-agent'
  | 'petitioner'
  | 'group'
  | 'mediator-and-parties'
  | 'mediator'
  | 'parties'
  | 'server-and-recipient'
  | 'sponsor'
  | 'deciding-body'
  | 'convener'
  | 'village-or-township'
  | 'unit'
  | 'approvers-by-limit'
  | 'reviewer'
  | 'joint-conference'
  | 'office';

/** `served`: proof of service to a person. `system`: the receipt time of the other office. */
export type DeliveryProof =
  'served' | 'receipt' | 'system' | 'signature' | 'internal' | 'acknowledged' | 'each-party' | 'is-proof' | 'none';

/** A paper of part F: what it must say beyond the common fields, who signs it and how its delivery is proven. */
export interface Paper {
  readonly slug: string;
  readonly zh: string;
  readonly fields: readonly string[];
  readonly signedBy: Signer;
  readonly deliveryProof: DeliveryProof;
  readonly article: string;
  readonly standing: Standing;
}

/** Fields that every paper of part F carries. */
export const commonPaperFields = [
  'office-name',
  'document-number',
  'petitioner-name',
  'submission-numbers',
  'date',
  'seal',
  'contact',
  'legal-basis',
  'rights-text',
  'query-qr',
] as const;

/** Makes a row; `fields` are separated by spaces. */
export function paper(
  slug: string,
  zh: string,
  fields: string,
  signedBy: Signer,
  deliveryProof: DeliveryProof,
  article: string,
  standing: Standing = 'law',
): Paper {
  return { slug, zh, fields: fields.split(' '), signedBy, deliveryProof, article, standing };
}
