/** Groups of roles that B.3 names together ("recipient", "competent authority"), spelled out once. */
export const dispatchers = ['bureau_triage', 'bureau_head', 'township_clerk', 'township_head'] as const;
export const officers = ['township_clerk', 'dept_officer', 'polilegal_officer'] as const;
export const heads = ['township_head', 'dept_head', 'polilegal_officer'] as const;
export const competentAuthority = [...officers, 'township_head', 'dept_head'] as const;
export const recipients = [...competentAuthority, 'bureau_triage'] as const;
export const registrars = ['village_clerk', ...officers, 'bureau_intake', 'system'] as const;
export const anyOffice = [...recipients, 'village_clerk', 'bureau_intake', 'bureau_head'] as const;
