import type { ClosingReason } from '../matter/closing-reason.js';

/** R32: each request is supported, explained where it is fair but has no legal basis, or not supported. */
export type RequestFinding = 'supported' | 'explained' | 'not_supported';
/** What the answers find together; `mixed` where they differ. */
export type OverallFinding = RequestFinding | 'mixed';

/** R32: the finding of the whole opinion. Throws RangeError where nothing was answered. */
export function overallFinding(findings: readonly RequestFinding[]): OverallFinding {
  const [one] = findings;
  if (one === undefined) throw new RangeError('an opinion answers at least one request');
  return findings.every((finding) => finding === one) ? one : 'mixed';
}

/** Moves that end a matter and need a reason of B.4. */
export type ClosingMove =
  'confirm-execution' | 'lapse-window' | 'reply-suggestion' | 'close-on-path' | 'reach-agreement' | 'record-settlement';

const byMove = {
  'confirm-execution': 'supported_and_executed',
  'reply-suggestion': 'suggestion_replied',
  'close-on-path': 'completed_on_statutory_path',
  'reach-agreement': 'settled_by_mediation',
  'record-settlement': 'settled_by_parties',
} as const satisfies Partial<Record<ClosingMove, ClosingReason>>;

/**
 * The reason of B.4 for which a move closes the matter. An opinion that nobody asked to be reviewed ends it by what it found (R32(2), R32(3));
 * one that found several things, by the lapse of the window (SD46(2)).
 */
export function closingReasonOf(move: ClosingMove, finding?: OverallFinding): ClosingReason {
  if (move !== 'lapse-window') return byMove[move];
  if (finding === 'explained') return 'explained_no_legal_basis';
  return finding === 'not_supported' ? 'not_supported' : 'appeal_window_lapsed';
}
