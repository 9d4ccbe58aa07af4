import { type WalkedLife } from './walkers.js';

/** What the books must hold of one walked matter. */
export interface LifeDue {
  readonly matter: string;
  readonly no: string;
  /** State at the end; null where the walker was refused. */
  readonly state: string | null;
  /** Versions of intake's matter and of assignment's file: one for each step, and one for the registration or the opening. */
  readonly intake: number;
  readonly assignment: number;
  /** Papers by kind: one of each for each act that issues it. */
  readonly papers: Readonly<Record<string, number>>;
}

const atIntake = new Set([
  'classify',
  'forward',
  'assign',
  'refer-for-study',
  'rule-on-objection',
  'decide-jurisdiction',
]);
/** Answers to an offer: the sender's book moves the matter when it hears of them. */
const onOffers = new Set(['take', 'object', 'dispute-jurisdiction']);

const papersOfStep: Readonly<Record<string, readonly string[]>> = {
  forward: ['F-02', 'F-03'],
  assign: ['F-02', 'F-03'],
  'refer-for-study': ['F-02', 'F-03'],
  'decide-jurisdiction': ['F-02'],
  accept: ['F-05'],
  'hear-petitioner': ['F-10'],
  'decide-extension': ['F-08'],
  'issue-opinion': ['F-07', 'F-11'],
  serve: ['F-24'],
  'submit-closing-report': ['F-23'],
};

/** What follows from the steps that were acknowledged. */
export function dueOf({ matterId, submissionNo, turn, steps, end }: WalkedLife): LifeDue {
  const isOfIntake = (step: string) =>
    atIntake.has(step) || onOffers.has(step) || (step === 'confirm-decision' && turn === 'objection-upheld');
  const papers: Record<string, number> = {};
  for (const kind of steps.flatMap((step) => papersOf(step, turn))) papers[kind] = (papers[kind] ?? 0) + 1;
  const intake = steps.filter(isOfIntake).length;
  return {
    matter: matterId,
    no: submissionNo,
    state: end ?? null,
    intake: 1 + intake,
    assignment: 1 + steps.length - intake,
    papers,
  };
}

/** Two persons' acts issue their paper when the second has spoken. */
function papersOf(step: string, turn: WalkedLife['turn']): readonly string[] {
  if (step === 'confirm-decision') return turn === 'declined' ? ['F-06'] : ['F-04'];
  if (step === 'rule-on-objection') return turn === 'objection-rejected' ? ['F-04'] : [];
  return papersOfStep[step] ?? [];
}
