import type { RequestFinding } from './finding.js';

/** What decides whether the short track is open (D.5). */
export interface SimplifiedFacts {
  /** No earlier submission of the same person on the same facts. */
  readonly isFirstTime: boolean;
  /** Assigned by a higher office, which waits for a report. */
  readonly isAssigned: boolean;
  /** Several petitioners together. */
  readonly isJoint: boolean;
  readonly isMajor: boolean;
}

/**
 * Simplified procedure, SIMP22 Art. 4 and SIMP16 Art. 5 (2022 text unconfirmed): first-time and simple matters only; none that is
 * assigned from above, joint or major. The competent authority decides inside these bounds.
 */
export function mayUseSimplified(facts: SimplifiedFacts): boolean {
  return facts.isFirstTime && !facts.isAssigned && !facts.isJoint && !facts.isMajor;
}

/** D.5: on the short track nothing is refused. One request that is not wholly supported sends the matter to the ordinary procedure. */
export function simplifiedBlocks(findings: readonly RequestFinding[]): boolean {
  return findings.some((finding) => finding !== 'supported');
}
