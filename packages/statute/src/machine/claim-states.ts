/**
 * States of a claim (B.2). `opinion_served` is the open review window (TL-13 runs) and `review_served` the open recheck
 * window (TL-15 runs): the reference lists these windows as states too, but every row of its table starts from "served".
 * Hearing, mediation, extension and the short track are aspects beside `in_handling`, since several can hold at once.
 */
export const claimStates = [
  'received',
  'registered',
  'triaged',
  'linked_to_existing',
  'guided_to_path',
  'forwarded',
  'assigned',
  'objected',
  'jurisdiction_dispute',
  'acceptance_pending',
  'accepted',
  'declined',
  'no_further_acceptance',
  'in_handling',
  'settled',
  'opinion_drafted',
  'opinion_pre_reviewed',
  'opinion_issued',
  'opinion_served',
  'in_execution',
  'review_requested',
  'in_review',
  'appeal_declined',
  'review_issued',
  'review_served',
  'recheck_requested',
  'recheck_issued',
  'recheck_served',
  'concluded',
  'closed',
  'withdrawn',
  'archived',
] as const;

export type ClaimState = (typeof claimStates)[number];

const ended: readonly ClaimState[] = [
  'linked_to_existing',
  'declined',
  'no_further_acceptance',
  'settled',
  'concluded',
  'closed',
  'withdrawn',
  'archived',
];

/** States in which the office still owes something: the matter has a unit, an officer and a clock. */
export const openClaimStates: readonly ClaimState[] = claimStates.filter((state) => !ended.includes(state));

/**
 * States that a succession reaches (R24 ¶2): whatever is open, and what ended but is not in the archive yet. Its report and its archiving
 * are still owed, so they must not stay with a unit that is gone. What was linked goes with the matter that it was joined to.
 */
export const inheritedClaimStates: readonly ClaimState[] = claimStates.filter(
  (state) => !['linked_to_existing', 'archived'].includes(state),
);

/** States of what was registered: in each of them an office reads it, and may have to stop (R30 ¶3). */
export const registeredClaimStates: readonly ClaimState[] = claimStates.filter((state) => state !== 'received');

/** Narrows a stored or received text to a claim state. */
export function isClaimState(text: string): text is ClaimState {
  return (claimStates as readonly string[]).includes(text);
}
