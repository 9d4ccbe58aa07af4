import type { Sourced } from '../standing.js';
import type { Act } from './act.js';
import { petitionerRoles, type Role } from './role.js';

/** Two acts that one person may not both do on the same matter, in whatever order. */
export interface Separation extends Sourced {
  readonly id: string;
  readonly acts: readonly [Act, Act];
}

export const separations = [
  { id: 'decider-not-reviewer', acts: ['issue-opinion', 'decide-review'], article: 'R35; D.9(6)', standing: 'law' },
  { id: 'handler-not-reviewer', acts: ['handle', 'decide-review'], article: 'R28; R35', standing: 'law' },
  { id: 'mediator-not-decider', acts: ['mediate', 'issue-opinion'], article: 'E', standing: 'design' },
  { id: 'mediator-not-reviewer', acts: ['mediate', 'decide-review'], article: 'E', standing: 'design' },
  {
    id: 'proposer-not-judge',
    acts: ['propose-accountability', 'decide-accountability'],
    article: 'E',
    standing: 'design',
  },
  {
    id: 'drafter-not-judge',
    acts: ['draft-accountability', 'decide-accountability'],
    article: 'E',
    standing: 'design',
  },
  { id: 'sponsor-not-approver', acts: ['fulfil-sponsorship', 'approve-payment'], article: 'E', standing: 'design' },
  { id: 'requester-not-approver', acts: ['request-payment', 'approve-payment'], article: 'E', standing: 'design' },
  { id: 'drafter-not-pre-reviewer', acts: ['draft-opinion', 'pre-review-opinion'], article: 'S3', standing: 'design' },
  { id: 'drafter-not-signer', acts: ['draft-supervision', 'supervise'], article: 'R40; C.3', standing: 'design' },
  { id: 'investigator-not-host', acts: ['handle', 'hold-hearing'], article: 'LREV', standing: 'unconfirmed' },
] as const satisfies readonly Separation[];

/** Acts that need a second person's yes before they take effect (B.3 guard 2; L-09). */
export const twoPersonActs = [
  { act: 'decline', article: 'R44(2)', standing: 'design' },
  { act: 'refuse-concluded', article: 'R36 ¶3', standing: 'design' },
  { act: 'rule-on-objection', article: 'R23 ¶3', standing: 'design' },
  { act: 'extend', article: 'R34', standing: 'law' },
  { act: 'reveal-informant', article: 'R46(5); DISC20-47', standing: 'design' },
] as const satisfies readonly (Sourced & { act: Act })[];

/** The separation that a person would break by doing `act` after what the person already did on this matter, or null. */
export function separationRefusal(act: Act, doneBefore: Iterable<Act>): Separation | null {
  const before = new Set(doneBefore);
  return (
    separations.find(({ acts: [one, other] }) =>
      act === one ? before.has(other) : act === other && before.has(one),
    ) ?? null
  );
}

/** True when one person may not hold both roles: who runs the system reads no matters through a second role. */
export function rolesExclude(one: Role, other: Role): boolean {
  const harmless: readonly Role[] = ['admin', ...petitionerRoles];
  return (one === 'admin' && !harmless.includes(other)) || (other === 'admin' && !harmless.includes(one));
}
