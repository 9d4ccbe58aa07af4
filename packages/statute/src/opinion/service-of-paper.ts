import type { CivilDate } from '../calendar/civil-date.js';
import type { MatterKind } from '../matter/kind.js';

/** How a paper reached the petitioner. `servedOn` is the day on the receipt: for post that of the postal receipt, not of the sending. */
export interface ServiceOfPaper {
  readonly manner: 'in-person' | 'post' | 'electronic' | 'other';
  readonly servedOn: CivilDate;
  readonly receivedBy: 'petitioner' | 'agent' | 'adult-family-member';
  readonly result: 'signed' | 'refused';
  /** Who or what proves a refusal. */
  readonly witness?: string | undefined;
  readonly hasConsented?: boolean | undefined;
}

export interface ServiceFacts {
  readonly kind: MatterKind;
  readonly issuedOn: CivilDate;
  readonly today: CivilDate;
}

export type ServiceRefusal =
  | 'served-before-issue'
  | 'served-in-future'
  | 'refusal-without-witness'
  | 'electronic-without-consent'
  | 'accusation-through-family';

/**
 * Regulations, Art. 35: the review window counts from the day of receipt, so nothing counts as service that is not proven. A refusal
 * needs a witness, electronic service the petitioner's consent (CPL89 to 90 by analogy, design), and of an accusation the family learns
 * nothing (R30 ¶3). Null where the service is good; it then took place on `servedOn`.
 */
export function serviceRefusal(service: ServiceOfPaper, facts: ServiceFacts): ServiceRefusal | null {
  if (service.servedOn < facts.issuedOn) return 'served-before-issue';
  if (service.servedOn > facts.today) return 'served-in-future';
  if (service.receivedBy === 'adult-family-member' && facts.kind === 'accusation') return 'accusation-through-family';
  if (service.result === 'refused' && (service.witness ?? '').trim() === '') return 'refusal-without-witness';
  if (service.manner === 'electronic' && service.hasConsented !== true) return 'electronic-without-consent';
  return null;
}
