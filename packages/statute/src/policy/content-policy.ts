import { type Grant, permit, type PolicyRow } from './policy-row.js';
import { petitionerRoles } from './role.js';

const law = (article: string) => ({ article, standing: 'law' }) as const;
const design = { article: 'E', standing: 'design' } as const;

const own: Grant = { roles: petitionerRoles, relation: 'own' };
const village: Grant = { roles: ['village_clerk'], relation: 'own-unit' };
const township: Grant = { roles: ['township_clerk', 'township_head'], relation: 'subtree' };
const bureau: Grant = { roles: ['bureau_intake', 'bureau_triage', 'bureau_head'], relation: 'own-unit' };
const department: Grant = { roles: ['dept_officer', 'dept_head'], relation: 'assigned' };
const polilegal: Grant = { roles: ['polilegal_officer'], relation: 'assigned' };
const auditor: Grant = { roles: ['auditor'], relation: 'all' };

/** Whoever may read a claim's content, each through the relation that brought the matter to them. */
const claimReaders: readonly Grant[] = [
  own,
  village,
  township,
  bureau,
  { roles: ['bureau_reviewer_prep'], relation: 'own-unit' },
  department,
  polilegal,
  { roles: ['leader'], relation: 'sponsored' },
  { roles: ['mediator', 'mediation_admin'], relation: 'mediated' },
  { roles: ['reviewer'], relation: 'appealed' },
  { roles: ['hearing_host', 'hearing_member'], relation: 'heard' },
  { roles: ['bureau_supervisor'], relation: 'supervised' },
  { roles: ['discipline_officer', 'accountability_decider'], relation: 'accountability' },
];

/**
 * Who sees what (part E, lines one to five). "Upper tiers read lower tiers' matters only when transferred, appealed,
 * supervised, or in statistics": so a bureau reads what its own unit registered, received or dispatched, and not the
 * content of its whole area; a township reads its own and its villages' matters; a village only what it registered.
 * The petitioner's name and contact are a second, reasoned step (`reveal-identity`) for those who must reach the person.
 */
export const contentPolicy: readonly PolicyRow[] = [
  ...permit('submission', 'register-submission', 'C', law('R17; R22; R23'), [
    own,
    village,
    { roles: ['township_clerk'], relation: 'own-unit' },
    { roles: ['bureau_intake', 'bureau_triage'], relation: 'own-unit' },
    { roles: ['dept_officer', 'polilegal_officer'], relation: 'own-unit' },
  ]),
  ...permit('own-status', 'read-own-status', 'R', law('R21 ¶2; ONLINE15'), [own, bureau, department, polilegal]),
  ...permit('own-status', 'read-status-metadata', 'M', design, [auditor]),
  ...permit('claim-content', 'read-matter', 'R', design, claimReaders),
  ...permit('claim-content', 'read-matter', 'R', design, [auditor], { needsReason: true }),
  ...permit(
    'claim-content',
    'reveal-identity',
    'R',
    law('SD12(7); PIPL51'),
    [village, township, bureau, department, polilegal, { roles: ['reviewer'], relation: 'appealed' }],
    { needsReason: true },
  ),
  ...accusationPolicy(),
  ...ledgerPolicy(),
];

/** R30, DISC20 Art. 47. Without clearance nobody can tell that an accusation exists; the township and departments never. */
function accusationPolicy(): PolicyRow[] {
  const triage: Grant = { roles: ['bureau_triage'], relation: 'own-unit' };
  const discipline: Grant = { roles: ['discipline_officer'], relation: 'sealed-recipient' };
  const sealed = { sealed: true, needsReason: true } as const;
  const source = law('R30 ¶3; DISC20-47');
  return [
    ...permit('accusation-content', 'read-accusation', 'R', source, [own]),
    ...permit('accusation-content', 'read-accusation', 'S', source, [triage, discipline], sealed),
    ...permit('accusation-content', 'transfer-sealed', 'S', law('R22 ¶2'), [triage], { sealed: true }),
    ...permit('accusation-content', 'read-accusation-metadata', 'M', design, [auditor]),
    ...permit('informant-identity', 'reveal-informant', 'R', source, [own]),
    ...permit('informant-identity', 'reveal-informant', 'S', source, [triage, discipline], sealed),
  ];
}

/** Lists follow the reading of content: what one may not open is not listed or counted either. */
function ledgerPolicy(): PolicyRow[] {
  const officials = claimReaders.filter((grant) => grant !== own);
  return [
    // The archivist owes the archiving of what its unit sees, and learns of it from the queue alone.
    ...permit('ledger', 'read-queue', 'R', design, [...officials, { roles: ['archivist'], relation: 'own-unit' }]),
    ...permit('ledger', 'read-ledger', 'R', design, [...officials]),
    ...permit('ledger', 'read-ledger', 'R', design, [auditor], { needsReason: true }),
    ...permit(
      'ledger',
      'export-ledger',
      'R',
      design,
      [
        { roles: ['township_head'], relation: 'subtree' },
        { roles: ['bureau_head'], relation: 'own-unit' },
        { roles: ['dept_head'], relation: 'assigned' },
      ],
      { needsReason: true },
    ),
    ...permit('proposal', 'decide-proposal', 'A', law('R19'), [
      { roles: ['bureau_intake', 'bureau_triage'], relation: 'own-unit' },
      { roles: ['township_clerk'], relation: 'subtree' },
      { roles: ['dept_officer'], relation: 'assigned' },
    ]),
  ];
}
