import type { MatterKind } from '../matter/kind.js';
import type { Sourced } from '../standing.js';

/** D.9 as rows. `checked: 'here'` is decided by `transferRefusal`; the others need facts of the service that is named. */
export const prohibitedTransfers = {
  'to-the-accused': { checked: 'here', article: 'R30 ¶3; R46(5)', standing: 'law' },
  'under-the-accused': { checked: 'here', article: 'R22 ¶2; R30 ¶3', standing: 'law' },
  'accused-heads-recipient': { checked: 'here', article: 'R22 ¶2; DISC20-15', standing: 'law' },
  'without-clearance': { checked: 'here', article: 'DISC20-47', standing: 'law' },
  'interested-officer': { checked: 'here', article: 'R28 ¶3', standing: 'law' },
  'second-first-handling-owner': { checked: 'here', article: 'SD37', standing: 'law' },
  'restarts-a-clock': { checked: 'clocks', article: 'D.9(5)', standing: 'design' },
  'appeal-to-the-deciding-office': { checked: 'here', article: 'R35; R36', standing: 'law' },
  'informant-identity': { checked: 'policy', article: 'DISC20-47(4)', standing: 'law' },
  'outside-china': { checked: 'here', article: 'PIPL36', standing: 'law' },
  'to-itself': { checked: 'here', article: 'R23', standing: 'design' },
} as const satisfies Record<string, Sourced & { checked: 'here' | 'clocks' | 'policy' }>;
export type ProhibitedTransfer = keyof typeof prohibitedTransfers;

export type TransferStage = 'first-handling' | 'review' | 'recheck';

/** Unit ids are the caller's own; subtrees arrive as sets that organisation has already unfolded. */
export interface TransferFacts<Unit> {
  readonly kind: MatterKind;
  readonly stage: TransferStage;
  readonly fromUnit: Unit;
  readonly toUnit: Unit;
  /** The accused units with every unit below them. Empty when nobody is accused. */
  readonly accusedSubtree?: ReadonlySet<Unit>;
  /** The accused units themselves. */
  readonly accusedUnits?: ReadonlySet<Unit>;
  /** Units in which an accused person is head, deputy head or case officer. */
  readonly unitsOfAccusedPersons?: ReadonlySet<Unit>;
  /** An accusation goes only to a unit that has cleared staff. */
  readonly recipientCleared?: boolean;
  /** The named officer at the recipient, where one is named, has a direct interest. */
  readonly officerHasInterest?: boolean;
  /** The unit that already is first-handling owner, if one is. */
  readonly currentOwner?: Unit | undefined;
  /** Offices that decided this matter at a lower stage. */
  readonly decidedBy?: ReadonlySet<Unit>;
  readonly recipientInChina?: boolean;
}

/** The first rule of D.9 that forbids this transfer, or null. A hard block: nobody may overrule it in the system. */
export function transferRefusal<Unit>(facts: TransferFacts<Unit>): ProhibitedTransfer | null {
  if (facts.recipientInChina === false) return 'outside-china';
  return accusationRefusal(facts) ?? handOverRefusal(facts);
}

/**
 * Regulations, Arts. 22 and 30: nothing of an accusation reaches the accused. Held for every kind, since a claim may name
 * an office too: where units are accused, they and all below them are barred whatever the kind is called.
 */
function accusationRefusal<Unit>(facts: TransferFacts<Unit>): ProhibitedTransfer | null {
  const { toUnit } = facts;
  if (facts.accusedUnits?.has(toUnit)) return 'to-the-accused';
  if (facts.accusedSubtree?.has(toUnit)) return 'under-the-accused';
  if (facts.unitsOfAccusedPersons?.has(toUnit)) return 'accused-heads-recipient';
  if (facts.kind === 'accusation' && facts.recipientCleared !== true) return 'without-clearance';
  return null;
}

function handOverRefusal<Unit>(facts: TransferFacts<Unit>): ProhibitedTransfer | null {
  const { toUnit, currentOwner, stage } = facts;
  if (facts.officerHasInterest === true) return 'interested-officer';
  if (stage !== 'first-handling') return facts.decidedBy?.has(toUnit) ? 'appeal-to-the-deciding-office' : null;
  if (facts.fromUnit === toUnit) return 'to-itself';
  return currentOwner !== undefined && currentOwner !== facts.fromUnit && currentOwner !== toUnit
    ? 'second-first-handling-owner'
    : null;
}
