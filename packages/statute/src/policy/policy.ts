import type { Act, Relation } from './act.js';
import { contentPolicy } from './content-policy.js';
import { officePolicy } from './office-policy.js';
import type { PolicyRow } from './policy-row.js';
import { procedurePolicy } from './procedure-policy.js';
import type { Role } from './role.js';

/** The whole policy table of part E, spelled out by role. What stands in no row is forbidden. */
export const policyRows: readonly PolicyRow[] = [...contentPolicy, ...procedurePolicy, ...officePolicy];

/** Wider relations that contain a narrower one. `own`, `party`, `sealed-recipient` and the like are contained in none. */
const widerThan: Readonly<Partial<Record<Relation, readonly Relation[]>>> = {
  assigned: ['own-unit', 'subtree', 'area', 'all'],
  'own-unit': ['subtree', 'area', 'all'],
  subtree: ['area', 'all'],
  area: ['all'],
};

const byRoleAndAct = new Map<string, PolicyRow[]>();
for (const row of policyRows) {
  const key = keyOf(row.role, row.act);
  byRoleAndAct.set(key, [...(byRoleAndAct.get(key) ?? []), row]);
}

/**
 * The row that lets a role do an act on something that stands in this relation to the actor, or undefined. The row says
 * whether clearance (`sealed`) or a reason code (`needsReason`) is demanded besides.
 */
export function permissionFor(role: Role, act: Act, relation: Relation): PolicyRow | undefined {
  const rows = byRoleAndAct.get(keyOf(role, act)) ?? [];
  return rows.find((row) => row.relation === relation || widerThan[relation]?.includes(row.relation));
}

/**
 * Whether a role may do an act on something that stands in this relation to the actor. Default deny. A sealed act also
 * needs the person's clearance, and an exclusion (an accused unit) overrides every yes: both are the scope function's.
 */
export function mayAct(role: Role, act: Act, relation: Relation): boolean {
  return permissionFor(role, act, relation) !== undefined;
}

/** The relations through which a role has an act: what the scope function unfolds into units and matters. */
export function relationsOf(role: Role, act: Act): readonly Relation[] {
  return (byRoleAndAct.get(keyOf(role, act)) ?? []).map((row) => row.relation);
}

function keyOf(role: Role, act: Act): string {
  return `${role} ${act}`;
}
