import { type ClaimState, claimMachine, transitionFor } from '@huiyin/statute';
import { type OpenedPetition } from '../petition/opened.answer.js';

/** Whether it can be said that nothing was carried out, and what became of it that was said. */
export interface DisputeStanding {
  readonly isOpen: boolean;
  /** Said, and not answered yet. */
  readonly isWaiting: boolean;
  /** Last day to say so, where a confirmation was told. */
  readonly until?: string;
  /** Last day for the answer. */
  readonly answerBy?: string;
}

/**
 * R32 ¶2 (T36.2): open after a confirmation as long as TL-51 runs, and before one when the last day of the order (TL-49) is over; once of
 * each. Read from the clocks and steps that the petitioner is shown: the office that handles it decides.
 */
export function disputeStanding({ state, clocks, steps, asOf }: OpenedPetition): DisputeStanding {
  if (!transitionFor(claimMachine, state as ClaimState, 'dispute-execution').lawful)
    return { isOpen: false, isWaiting: false };
  const running = (rule: string) => clocks.find((clock) => clock.rule === rule && clock.standing === 'running');
  const isOver = (dueAt: string) => Date.parse(dueAt) <= Date.parse(asOf);
  const said = steps.findLast(({ step }) => step === 'execution-disputed' || step.startsWith('dispute-answered'));
  const isWaiting = said?.step === 'execution-disputed' && running('TL-52') !== undefined;
  const answerBy = running('TL-52')?.legalDueOn;
  if (isWaiting) return { isOpen: false, isWaiting, ...(answerBy === undefined ? {} : { answerBy }) };
  const window = running('TL-51');
  if (state === 'closed')
    return window === undefined || isOver(window.legalDueAt)
      ? { isOpen: false, isWaiting }
      : { isOpen: true, isWaiting, until: window.legalDueOn };
  const order = running('TL-49');
  const wasOrdered = steps.findLastIndex(({ step }) => step.startsWith('execution-ordered'));
  const wasSaid = steps.slice(Math.max(wasOrdered, 0)).some(({ step }) => step === 'execution-disputed');
  return { isOpen: order !== undefined && isOver(order.legalDueAt) && !wasSaid, isWaiting };
}
