import type { Act, Relation } from './act.js';
import { type Grant, permit, type PolicyObject, type PolicyRow } from './policy-row.js';
import { petitionerRoles, type Role } from './role.js';

const law = (article: string) => ({ article, standing: 'law' }) as const;
const design = { article: 'E', standing: 'design' } as const;
const localRules = { article: 'E', standing: 'unconfirmed' } as const;

const at =
  (relation: Relation) =>
  (...roles: Role[]): Grant => ({ roles, relation });
const [assigned, ownUnit, subtree, appealed] = [at('assigned'), at('own-unit'), at('subtree'), at('appealed')];
const own: Grant = { roles: petitionerRoles, relation: 'own' };
const police = assigned('polilegal_officer');

/** The supervisor reads what is supervised, the auditor everything. */
function watched(object: PolicyObject, act: Act): PolicyRow[] {
  return permit(object, act, 'R', design, [at('supervised')('bureau_supervisor'), at('all')('auditor')]);
}

const triagePolicy = [
  ...permit('classification', 'object-to-classification', 'C', law('PIPL24 ¶3'), [own]),
  ...permit('classification', 'propose-classification', 'C', design, [
    subtree('township_clerk', 'township_head'),
    assigned('dept_officer', 'dept_head'),
    police,
  ]),
  // R23 ¶2: an office that receives a petition directly decides its path itself.
  ...permit('classification', 'classify', 'A', law('R22; R23 ¶2; R29-R31'), [
    ownUnit('bureau_triage', 'township_clerk', 'dept_officer', 'polilegal_officer'),
  ]),
  ...permit('classification', 'link-to-existing', 'A', law('R19 ¶3'), [ownUnit('bureau_triage')]),
  ...permit('classification', 'refuse-concluded', 'A', law('R36 ¶3'), [ownUnit('bureau_triage')]),
  ...watched('classification', 'read-classification'),
  ...permit('escalation', 'escalate-urgent', 'C', law('R25'), [
    ownUnit('village_clerk', 'bureau_intake', 'bureau_triage', 'bureau_head'),
    subtree('township_clerk', 'township_head'),
    assigned('dept_officer', 'dept_head'),
    police,
  ]),
];

/** A township sends to its own units and a department to its subordinates; a leader proposes. */
const transferPolicy = [
  ...(['forward', 'assign'] as const).flatMap((act) =>
    permit('transfer', act, 'A', law('R22'), [
      subtree('township_clerk', 'township_head', 'dept_head'),
      ownUnit('bureau_triage', 'bureau_head'),
      police,
    ]),
  ),
  // SD37: the officer of a department who received it directly owes its being sent on; an assignment stays with the head.
  ...permit('transfer', 'forward', 'A', law('R23 ¶2; SD37'), [ownUnit('dept_officer')]),
  ...permit('transfer', 'guide-to-path', 'A', law('R31(1)-(5)'), [
    ownUnit('bureau_triage'),
    assigned('township_clerk', 'township_head', 'dept_officer', 'dept_head'),
    police,
  ]),
  ...permit('transfer', 'refer-for-study', 'A', law('R29; R23 ¶2'), [
    ownUnit('bureau_triage', 'township_clerk', 'township_head', 'dept_officer', 'dept_head', 'polilegal_officer'),
  ]),
  ...permit('transfer', 'keep-for-own-handling', 'A', law('R23 ¶2'), [
    ownUnit('township_clerk', 'township_head', 'dept_officer', 'dept_head', 'polilegal_officer'),
  ]),
  ...permit('transfer', 'reopen-path-refused', 'A', law('R31'), [own, ownUnit('bureau_triage')]),
  ...permit('transfer', 'propose-assignment', 'C', design, [at('sponsored')('leader')]),
  ...permit('transfer', 'read-transfers', 'R', design, [at('all')('auditor')]),
  ...(['object', 'dispute-jurisdiction'] as const).flatMap((act) =>
    permit('objection', act, 'C', law('R23 ¶3; R24'), [
      assigned('township_clerk', 'township_head', 'dept_officer', 'dept_head'),
      police,
    ]),
  ),
  // Part E gives the ruling to the bureau only; R23 ¶3 gives it to the sender, and these three may send.
  ...permit('objection', 'rule-on-objection', 'A', law('R23 ¶3'), [
    ownUnit('bureau_triage', 'bureau_head', 'township_head', 'dept_head', 'polilegal_officer'),
  ]),
  // The leader decides as convener of the joint conference (R24 ¶1).
  ...permit('objection', 'decide-jurisdiction', 'A', law('R24'), [ownUnit('bureau_head'), at('area')('leader')]),
  ...watched('objection', 'read-objections'),
];

const handlers = [assigned('township_clerk', 'township_head', 'dept_officer', 'dept_head'), police];
const officers = [assigned('township_clerk', 'dept_officer'), police];
const heads = assigned('township_head', 'dept_head');

const handlingPolicy = [
  ...(['take', 'accept', 'decline'] as const).flatMap((act) => permit('acceptance', act, 'A', law('R23'), handlers)),
  ...watched('acceptance', 'read-acceptance'),
  ...permit('extension', 'extend', 'A', law('R34'), [heads]),
  ...permit('extension', 'extend', 'A', localRules, [police]),
  ...watched('extension', 'read-extension'),
  ...permit('handling', 'handle', 'U', law('R31(6)'), handlers),
  ...(['open-handling', 'decide-recusal', 'order-execution', 'submit-closing-report'] as const).flatMap((act) =>
    permit('handling', act, 'A', law('R22(3); R28 ¶3; R32 ¶2; SD17'), [heads, police]),
  ),
  ...permit('handling', 'dispute-execution', 'C', law('R32 ¶2; R42(4)'), [own]),
  ...permit('handling', 'answer-dispute', 'A', law('R32 ¶2; R42(4)'), [heads, police]),
  ...permit('handling', 'request-recusal', 'C', law('R28 ¶3; SD12(4)'), [own, ...handlers]),
  ...permit('handling', 'study-suggestion', 'U', law('R29; SD49-50'), handlers),
  ...(['request-extension', 'draft-opinion', 'serve'] as const).flatMap((act) =>
    permit('handling', act, 'U', law('R32; R34'), officers),
  ),
  ...permit('opinion', 'read-opinion', 'R', law('R32'), [own]),
  ...permit('opinion', 'pre-review-opinion', 'U', design, [ownUnit('bureau_reviewer_prep')]),
  ...permit('opinion', 'issue-opinion', 'A', law('R32'), [heads]),
  ...permit('opinion', 'issue-opinion', 'A', localRules, [police]),
  ...watched('opinion', 'read-opinion'),
  ...permit('archive', 'archive', 'U', localRules, [ownUnit('archivist')]),
];

const appealPolicy = [
  ...permit('appeal', 'request-review', 'C', law('R35; R36'), [own]),
  ...permit('appeal', 'prepare-review', 'U', design, [ownUnit('bureau_reviewer_prep')]),
  ...permit('appeal', 'respond-to-review', 'U', design, [assigned('dept_officer', 'dept_head')]),
  ...permit('appeal', 'decide-review', 'A', law('R35; R36'), [appealed('reviewer')]),
  ...watched('appeal', 'read-review'),
  ...permit('hearing', 'request-hearing', 'C', law('SD39'), [own]),
  ...permit('hearing', 'order-hearing', 'A', law('R31(6); SD39'), [
    assigned('township_clerk', 'township_head', 'dept_officer', 'dept_head'),
    ownUnit('bureau_head'),
    appealed('reviewer'),
  ]),
  ...permit('hearing', 'hold-hearing', 'A', law('SD39'), [at('heard')('hearing_host')]),
  ...permit('hearing', 'deliberate-hearing', 'A', law('SD39'), [at('heard')('hearing_host', 'hearing_member')]),
  ...watched('hearing', 'read-hearing'),
];

/** Who does what in the procedure itself (part E, classification to review), each row bounded by a relation. */
export const procedurePolicy: readonly PolicyRow[] = [
  ...triagePolicy,
  ...transferPolicy,
  ...handlingPolicy,
  ...appealPolicy,
];
