import { type MatterMove } from '@huiyin/contracts';
import { type Step } from '../line/told.rules.js';
import { type MoveStep, moveSteps } from './move-steps.rules.js';

/** Values that the words of steps use, and which offices can still be evaluated; nothing else of a move is kept. */
const known = new Set(
  'unit officer otherUnit on days attempt returns reason finding submissionNo kind category path subject pending'.split(
    ' ',
  ),
);

/** A move in plain words: one step of the timeline. One that no machine knows is kept from the petitioner. */
export function stepOfMove(move: MatterMove): Omit<Step, 'key'> {
  const how: MoveStep = Object.hasOwn(moveSteps, move.transition)
    ? moveSteps[move.transition as keyof typeof moveSteps]
    : { step: 'moved', visible: false };
  const values = valuesOf(move, how);
  const isWhole = (how.needs ?? []).every((name) => values[name] !== undefined && values[name] !== '');
  return {
    matter_id: move.matterId,
    step: isWhole ? how.step : (how.otherwise ?? how.step),
    at: move.at,
    values,
    is_internal: !how.visible,
  };
}

function valuesOf(move: MatterMove, how: MoveStep): Step['values'] {
  const { values } = move;
  const unit = how.unit === 'other' ? (move.otherUnitName ?? values['otherUnit'] ?? values['unit']) : move.unitName;
  const days = values['days'] ?? move.days;
  const found = { ...values, officer: move.officerName, unit, days };
  return Object.fromEntries(
    Object.entries(found).filter(
      (entry): entry is [string, string | number] => known.has(entry[0]) && entry[1] !== undefined,
    ),
  );
}
