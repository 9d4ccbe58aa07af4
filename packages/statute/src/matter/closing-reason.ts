import type { Sourced } from '../standing.js';

/**
 * The lawful ways in which a matter ends (B.4). A punishment of the petitioner or a promise to stop petitioning is none
 * of them and will not be added (K-6).
 */
export const closingReasons = {
  supported_and_executed: { article: 'R32(1)', standing: 'law' },
  explained_no_legal_basis: { article: 'R32(2)', standing: 'law' },
  not_supported: { article: 'R32(3)', standing: 'law' },
  settled_by_mediation: { article: 'SD46(1); R33', standing: 'law' },
  settled_by_parties: { article: 'R33', standing: 'law' },
  completed_on_statutory_path: { article: 'R31(1)-(5)', standing: 'law' },
  suggestion_replied: { article: 'R29', standing: 'law' },
  appeal_window_lapsed: { article: 'SD46(2)', standing: 'law' },
  recheck_concluded: { article: 'R36; SD46(3)', standing: 'law' },
  judicially_concluded: { article: 'R31(1); R37', standing: 'law' },
  withdrawn_by_petitioner: { article: 'LREV', standing: 'unconfirmed' },
  petitioner_ended_no_successor: { article: 'SD46(4)', standing: 'law' },
} as const satisfies Record<string, Sourced>;
export type ClosingReason = keyof typeof closingReasons;
