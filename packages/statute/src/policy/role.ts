/** The roles of part E, in the order there. A person may hold several, each at one unit. */
export const roles = [
  'citizen',
  'agent',
  'representative',
  'village_clerk',
  'township_clerk',
  'township_head',
  'bureau_intake',
  'bureau_triage',
  'bureau_reviewer_prep',
  'bureau_supervisor',
  'bureau_head',
  'dept_officer',
  'dept_head',
  'polilegal_officer',
  'leader',
  'mediator',
  'mediation_admin',
  'hearing_host',
  'hearing_member',
  'reviewer',
  'discipline_officer',
  'accountability_decider',
  'fund_approver',
  'auditor',
  'archivist',
  'admin',
] as const;

export type Role = (typeof roles)[number];

export const petitionerRoles = ['citizen', 'agent', 'representative'] as const satisfies readonly Role[];

/** Narrows a stored or received text to a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
