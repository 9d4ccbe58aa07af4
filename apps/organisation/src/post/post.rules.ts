import { triagingKinds, type UnitKind } from '@huiyin/contracts';
import { type Act, isRole, mayAct, relationsOf, type Role } from '@huiyin/statute';

const hearing = ['hearing_host', 'hearing_member'] as const;
const department = ['dept_officer', 'dept_head', 'reviewer', ...hearing, 'fund_approver', 'archivist'] as const;
const polilegal = ['polilegal_officer', 'archivist'] as const;

/** Part E: which offices have which posts (the assignment of roles to kinds of unit is our design; the roles are part E's). */
const rolesOfKind: Readonly<Record<UnitKind, readonly Role[]>> = {
  government: ['leader', 'reviewer', ...hearing, 'fund_approver', 'auditor', 'archivist', 'admin'],
  'petition-bureau': [
    'bureau_intake',
    'bureau_triage',
    'bureau_reviewer_prep',
    'bureau_supervisor',
    'bureau_head',
    'reviewer',
    ...hearing,
    'mediation_admin',
    'auditor',
    'archivist',
    'admin',
  ],
  'joint-conference-office': ['bureau_supervisor', 'leader', 'archivist'],
  department,
  police: [...department, ...polilegal],
  'justice-office': [...department, ...polilegal, 'mediation_admin', 'mediator'],
  court: polilegal,
  procuratorate: polilegal,
  'discipline-organ': ['discipline_officer', 'accountability_decider', 'auditor', 'archivist'],
  'township-office': [
    'township_clerk',
    'township_head',
    'leader',
    ...hearing,
    'mediator',
    'mediation_admin',
    'fund_approver',
    'archivist',
  ],
  'village-committee': ['village_clerk', 'mediator'],
  'mediation-committee': ['mediator', 'mediation_admin', 'archivist'],
};

/** Posts that look on, keep or decide elsewhere: nobody is answerable for received work in one of them. */
const neverOnDuty: ReadonlySet<string> = new Set<Role>([...hearing, 'auditor', 'archivist', 'admin']);

const readingActs: readonly Act[] = [
  'read-matter',
  'read-queue',
  'read-ledger',
  'read-accusation',
  'read-accusation-metadata',
  'reveal-identity',
  'manage-organisation',
];

export function isRoleOfUnit(role: Role, kind: UnitKind): boolean {
  return rolesOfKind[kind].includes(role);
}

/**
 * R22, R23 ¶2: whoever is on duty owes the classification of what comes in, so in an office with posts that may classify it is one of them.
 */
export function isDutyRole(role: string, kind: UnitKind): boolean {
  if (!isRole(role) || neverOnDuty.has(role)) return false;
  return !triagingKinds.has(kind) || mayAct(role, 'classify', 'own-unit');
}

/** Part E, separation: `admin` cannot read content, so whoever holds it holds nothing else. */
export function isHoldableBeside(role: string, held: readonly string[]): boolean {
  return held.every((other) => (other === 'admin') === (role === 'admin'));
}

/** Roles that see other people's matters, or give such roles out, need a second factor. */
export function needsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) =>
    readingActs.some((act) =>
      relationsOf(role, act).some((relation) => relation !== 'own' && relation !== 'published'),
    ),
  );
}
