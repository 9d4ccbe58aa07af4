import type { Sourced } from '../standing.js';
import type { Act, Relation } from './act.js';
import type { Role } from './role.js';

/** The letters of part E: create, read, update, approve or decide, sealed, metadata only. */
export type Mode = 'C' | 'R' | 'U' | 'A' | 'S' | 'M';

/** Lines of the matrix of part E. Those from `ledger` on are ours, for acts of part B that the matrix has no line for. */
export type PolicyObject =
  | 'submission'
  | 'own-status'
  | 'claim-content'
  | 'accusation-content'
  | 'informant-identity'
  | 'classification'
  | 'transfer'
  | 'objection'
  | 'acceptance'
  | 'extension'
  | 'opinion'
  | 'mediation'
  | 'hearing'
  | 'appeal'
  | 'evaluation'
  | 'sponsorship'
  | 'supervision'
  | 'accountability'
  | 'sanction'
  | 'payment'
  | 'statistics'
  | 'access-log'
  | 'organisation'
  | 'ledger'
  | 'proposal'
  | 'escalation'
  | 'handling'
  | 'archive';

/** One permission. What no row allows is forbidden. */
export interface PolicyRow extends Sourced {
  readonly object: PolicyObject;
  readonly role: Role;
  readonly act: Act;
  readonly relation: Relation;
  readonly mode: Mode;
  /** Needs `accusation_clearance` besides the role. */
  readonly sealed?: true;
  /** Needs a reason code, which goes into the audit entry. */
  readonly needsReason?: true;
}

/** Who, on what terms: `only('own')`, read as "these roles, to things that stand so to them". */
export interface Grant {
  readonly roles: readonly Role[];
  readonly relation: Relation;
}

/** One line of the matrix spelled out: an act, its letter, and the roles that have it with the relation that bounds it. */
export function permit(
  object: PolicyObject,
  act: Act,
  mode: Mode,
  source: Sourced,
  grants: readonly Grant[],
  demands: { sealed?: true; needsReason?: true } = {},
): PolicyRow[] {
  return grants.flatMap(({ roles, relation }) =>
    roles.map((role) => ({ object, role, act, relation, mode, ...source, ...demands })),
  );
}
