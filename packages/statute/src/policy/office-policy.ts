import type { Relation } from './act.js';
import { type Grant, permit, type PolicyRow } from './policy-row.js';
import { petitionerRoles, type Role } from './role.js';

const law = (article: string) => ({ article, standing: 'law' }) as const;
const design = { article: 'E', standing: 'design' } as const;

const at =
  (relation: Relation) =>
  (...roles: Role[]): Grant => ({ roles, relation });
const [assigned, ownUnit, subtree, all] = [at('assigned'), at('own-unit'), at('subtree'), at('all')];
const own: Grant = { roles: petitionerRoles, relation: 'own' };
const township = subtree('township_clerk', 'township_head');
const department = assigned('dept_officer', 'dept_head');
const police = assigned('polilegal_officer');
const supervisor = at('supervised')('bureau_supervisor');
const auditor = all('auditor');

const besidePolicy = [
  ...permit('mediation', 'answer-mediation', 'U', law('ML17; ML23'), [at('party')(...petitionerRoles)]),
  ...permit('mediation', 'request-mediation', 'C', law('R33; ML17'), [
    ownUnit('village_clerk', 'bureau_intake', 'bureau_triage'),
    township,
    department,
    police,
  ]),
  ...permit('mediation', 'mediate', 'A', law('ML19-22'), [at('mediated')('mediator')]),
  ...permit('mediation', 'schedule-mediation', 'A', design, [ownUnit('mediation_admin')]),
  ...permit('mediation', 'read-mediation', 'R', design, [auditor]),
  ...permit('evaluation', 'evaluate', 'C', law('SAT22'), [own]),
  ...permit('evaluation', 'read-evaluation', 'R', design, [
    township,
    ownUnit('bureau_triage', 'bureau_head'),
    department,
    police,
    at('area')('leader'),
    supervisor,
    auditor,
  ]),
  ...permit('sponsorship', 'open-sponsorship', 'C', law('R18'), [
    subtree('township_head'),
    ownUnit('bureau_triage', 'bureau_head'),
  ]),
  ...permit('sponsorship', 'fulfil-sponsorship', 'A', law('R18'), [at('sponsored')('leader')]),
  ...permit('sponsorship', 'read-sponsorship', 'R', design, [own, department, supervisor, auditor]),
];

const supervisionPolicy = [
  ...permit('supervision', 'know-of-supervision', 'M', design, [own]),
  ...permit('supervision', 'draft-supervision', 'C', law('R40'), [
    ownUnit('bureau_triage', 'bureau_head'),
    at('area')('bureau_supervisor'),
  ]),
  ...permit('supervision', 'reply-to-supervision', 'U', law('R40'), [
    // Whoever answers for the matter may get a letter: the leader's own office too, by the leader above.
    assigned('village_clerk', 'township_head', 'dept_head', 'polilegal_officer', 'bureau_head', 'leader'),
  ]),
  ...permit('supervision', 'supervise', 'A', law('R40'), [ownUnit('bureau_head'), at('area')('leader')]),
  ...permit('supervision', 'read-supervision', 'R', design, [
    township,
    // Who drafted, signed or got the letter reads it and the answer to it.
    ownUnit('village_clerk', 'bureau_triage', 'bureau_head', 'bureau_supervisor', 'leader'),
    department,
    police,
    at('accountability')('discipline_officer'),
    auditor,
  ]),
  ...permit('accountability', 'draft-accountability', 'C', law('R40 ¶3'), [supervisor]),
  ...permit('accountability', 'propose-accountability', 'A', law('R14(6); R40 ¶3'), [ownUnit('bureau_head')]),
  ...permit('accountability', 'decide-accountability', 'A', law('PSL45'), [
    at('accountability')('accountability_decider'),
  ]),
  ...permit('accountability', 'read-accountability', 'R', design, [auditor]),
  ...permit('sanction', 'record-sanction', 'A', law('PSL45'), [at('accountability')('accountability_decider')]),
  ...permit('sanction', 'read-sanction-metadata', 'M', design, [ownUnit('bureau_head'), at('area')('leader')]),
  ...permit('sanction', 'read-sanction', 'R', design, [auditor]),
];

/** The approver's limit of amount is configuration of the fund; who sponsors the matter may not approve (separation). */
const fundPolicy = [
  ...permit('payment', 'read-payment', 'R', design, [own, supervisor, auditor]),
  ...permit('payment', 'request-payment', 'C', design, [
    subtree('township_head'),
    ownUnit('bureau_head'),
    assigned('dept_officer', 'dept_head'),
  ]),
  ...permit('payment', 'approve-payment', 'A', design, [at('area')('fund_approver')]),
];

/**
 * "All in scope" for a bureau: its head and its supervisor see the whole area that the bureau serves, its clerks their own
 * work. A township's own statistics include its villages. The citizen's are the published set.
 */
const statisticsPolicy = permit('statistics', 'read-statistics', 'R', design, [
  at('published')(...petitionerRoles),
  ownUnit('village_clerk', 'bureau_intake', 'bureau_triage', 'bureau_reviewer_prep', 'mediator', 'mediation_admin'),
  ownUnit('reviewer', 'polilegal_officer', 'dept_officer', 'dept_head'),
  township,
  at('area')('bureau_head', 'bureau_supervisor', 'leader'),
  all('discipline_officer', 'auditor'),
]);

/** `admin` keeps accounts, units and code tables and sees that logs exist; no row lets it read a matter or a person. */
const systemPolicy = [
  ...permit('access-log', 'read-audit', 'R', law('PIPL51; PIPL54'), [
    own,
    ownUnit('bureau_head'),
    at('accountability')('discipline_officer'),
    auditor,
  ]),
  ...permit('access-log', 'read-audit-metadata', 'M', design, [all('admin')]),
  ...permit('organisation', 'propose-organisation-change', 'C', design, [ownUnit('bureau_head')]),
  ...permit('organisation', 'read-organisation', 'R', design, [auditor]),
  ...permit('organisation', 'read-organisation', 'A', design, [all('admin')]),
  ...permit('organisation', 'manage-templates', 'A', design, [ownUnit('bureau_head')]),
  ...permit('organisation', 'manage-organisation', 'A', design, [all('admin')]),
];

/** What runs beside the procedure and above it (part E, mediation to code tables). */
export const officePolicy: readonly PolicyRow[] = [
  ...besidePolicy,
  ...supervisionPolicy,
  ...fundPolicy,
  ...statisticsPolicy,
  ...systemPolicy,
];
