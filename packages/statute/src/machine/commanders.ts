/** Groups of roles that B.3 names together ("recipient", "competent authority"), spelled out once, in line with part E. */
export const dispatchers = [
  'bureau_triage',
  'bureau_head',
  'township_clerk',
  'township_head',
  'dept_head',
  'polilegal_officer',
] as const;
/** The sender of a transfer rules on an objection to it (R23 ¶3). */
export const senders = ['bureau_triage', 'bureau_head', 'township_head', 'dept_head', 'polilegal_officer'] as const;
export const officers = ['township_clerk', 'dept_officer', 'polilegal_officer'] as const;
export const heads = ['township_head', 'dept_head', 'polilegal_officer'] as const;
export const competentAuthority = [...officers, 'township_head', 'dept_head'] as const;
export const registrars = ['village_clerk', ...officers, 'bureau_intake', 'system'] as const;
export const anyOffice = [
  ...competentAuthority,
  'village_clerk',
  'bureau_intake',
  'bureau_triage',
  'bureau_head',
] as const;
