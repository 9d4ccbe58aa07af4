import { type HandlingMoved, type Urgency } from '@huiyin/contracts';
import { type Standing, standingAfter, type Step, type Told } from '../line/told.rules.js';
import { type Owed, owedAfter } from '../task/task.rules.js';
import { stepOfMove } from '../timeline/move.rules.js';

export interface HandlingChange extends Required<Standing> {
  readonly matter_id: string;
  readonly handling_version: number;
  /** R25: reported as urgent by the office that has it; null where its urgency stays. */
  readonly urgency: Urgency | null;
}
/** All that a batch of assignment's events does to the read model. */
export interface HandlingEffects {
  readonly changed: readonly HandlingChange[];
  readonly steps: readonly Step[];
  readonly owed: Owed;
}

/** The last move of each matter says where it stands and what is owed; each is a step. */
export function handlingEffectsOf(events: readonly Told[]): HandlingEffects {
  const moves = events.map(({ payload }) => payload as HandlingMoved);
  const last = new Map(moves.map((move) => [move.matterId, move]));
  return {
    changed: [...last.values()].map((move) => ({
      matter_id: move.matterId,
      handling_version: move.version,
      urgency: moves.some(isReportOf(move)) ? 'major_urgent' : null,
      ...standingAfter(move),
    })),
    // The first opens the file by the move that intake told already.
    steps: moves.filter(({ version }) => version > 1).map((move) => ({ ...stepOfMove(move), key: `h${move.version}` })),
    owed: new Map([...last].map(([matterId, move]) => [matterId, owedAfter(move)])),
  };
}

/** Whether a move of this matter reported it as urgent. */
function isReportOf({ matterId }: HandlingMoved) {
  return (move: HandlingMoved) => move.matterId === matterId && move.command === 'escalate-urgent';
}
