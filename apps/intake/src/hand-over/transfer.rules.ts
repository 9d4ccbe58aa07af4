import { Problem } from '@huiyin/contracts';
import { type ProhibitedTransfer, type TransferFacts, transferRefusal } from '@huiyin/statute';
import { type Matter } from '../matter/matter.table.js';

/** What is known of the office that a matter would go to. */
export interface Recipient {
  readonly unitId: number;
  /** The unit and every unit above it. */
  readonly lineage: readonly number[];
  readonly dutyOfficerId?: string | undefined;
  /** Units in which those whom the matter accuses hold a post. */
  readonly unitsOfAccusedPersons: ReadonlySet<number>;
}

/**
 * D.9: hard blocks, nobody may overrule them. An accused person who would be the officer is an interested officer even where that
 * person's posts are not known.
 * @throws Problem `prohibited-transfer` with the rule.
 */
export function refuseProhibited(matter: Matter, recipient: Recipient): void {
  const rule = prohibitedRule(matter, recipient);
  if (rule !== null) throw new Problem('prohibited-transfer', { rule });
}

/** The same for an office that keeps what it received itself: only what speaks against that office can forbid it. */
export function refuseProhibitedKeeping(matter: Matter, recipient: Recipient): void {
  const rule = prohibitedRule(matter, recipient);
  if (rule !== null && rule !== 'to-itself') throw new Problem('prohibited-transfer', { rule });
}

function prohibitedRule(matter: Matter, recipient: Recipient): ProhibitedTransfer | null {
  const { unitId, lineage } = recipient;
  const accused = new Set(matter.accusedUnits);
  const isTaken = matter.keptBy === 'assignment';
  const isUnderAccused = lineage.some((unit) => accused.has(unit));
  const facts: TransferFacts<number> = {
    kind: matter.kind ?? 'claim',
    stage: 'first-handling',
    // What another office has already, only its sender could give away a second time.
    fromUnit: isTaken ? (matter.senderUnit ?? matter.responsibleUnit) : matter.responsibleUnit,
    toUnit: unitId,
    accusedUnits: accused,
    accusedSubtree: new Set(isUnderAccused ? [unitId] : []),
    unitsOfAccusedPersons: recipient.unitsOfAccusedPersons,
    officerHasInterest:
      recipient.dutyOfficerId !== undefined && matter.accusedOfficials.includes(recipient.dutyOfficerId),
    currentOwner: isTaken ? matter.responsibleUnit : undefined,
  };
  return transferRefusal(facts);
}
