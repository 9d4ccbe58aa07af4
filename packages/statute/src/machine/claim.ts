import { claimAppealRows } from './claim-appeal.js';
import { claimHandlingRows } from './claim-handling.js';
import { claimOpinionRows } from './claim-opinion.js';
import { type ClaimState, claimStates } from './claim-states.js';
import { claimTransferRows } from './claim-transfer.js';
import { claimTriageRows } from './claim-triage.js';
import { defineMachine } from './define-machine.js';

export const claimRows = [
  ...claimTriageRows,
  ...claimTransferRows,
  ...claimHandlingRows,
  ...claimOpinionRows,
  ...claimAppealRows,
] as const;
export type ClaimCommand = (typeof claimRows)[number]['command'];

/** The machine of a claim, B.3. A matter whose kind is not yet decided moves in it too, up to `triaged`. */
export const claimMachine = defineMachine<ClaimState>({
  name: 'claim',
  states: claimStates,
  initial: 'received',
  finals: ['archived', 'linked_to_existing'],
  rows: claimRows,
});

/** For every state the states that may follow it, by any row. */
export const claimTransitions = claimMachine.moves satisfies Record<ClaimState, readonly ClaimState[]>;
