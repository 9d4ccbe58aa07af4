import {
  type DecisionTaken,
  type GuideToPath,
  type IssuedPaper,
  Problem,
  type RecordPathIntake,
} from '@huiyin/contracts';
import { type CategorySlug, isTimeLimitId, matterRoutes, type PathCode, timeLimit } from '@huiyin/statute';
import { type HandOverDecision, type Offices } from '../hand-over/hand-over.rules.js';
import { type Moved, moved, type Step, stepOf } from '../matter/matter-move.rules.js';
import { isGuidedPath, tasksOf } from '../matter/matter-task.rules.js';
import { type Matter } from '../matter/matter.table.js';
import { Guidance } from './guidance.table.js';

/**
 * The citizen's own time limits on a path (TL-24 to TL-33): those given, else those of the category's routes (domain D.3).
 * @throws Problem `validation-failed` for a rule that is no window of the citizen.
 */
export function citizenRules(
  category: string | null,
  path: string | null,
  given: readonly string[] | undefined,
): string[] {
  const isWindow = (rule: string) => isTimeLimitId(rule) && timeLimit(rule).holder === 'citizen';
  if (given !== undefined) {
    if (!given.every(isWindow))
      throw new Problem('validation-failed', {}, [{ field: 'citizenRules', rule: 'isCitizenRule' }]);
    return [...new Set(given)];
  }
  const routes = matterRoutes.filter(
    (route) => route.category === (category as CategorySlug) && route.paths.includes(path as PathCode),
  );
  return [...new Set(routes.flatMap((route) => route.clocks))].filter(isWindow);
}

/** The row by which a path is shown. @throws Problem `path-has-no-guidance` for the petition procedure itself, `transition-not-allowed`. */
export function guidable(matter: Matter): Step {
  const step = stepOf(matter, 'guide-to-path');
  if (!isGuidedPath(matter.path)) throw new Problem('path-has-no-guidance', { path: matter.path ?? '' });
  return step;
}

/**
 * T09; Regulations on Petition Work, Art. 31 (1)-(5): what belongs to a statutory path is shown that path, in writing.
 * @throws Problem as `guidable`.
 */
export function guided(
  matter: Matter,
  order: GuideToPath,
  rules: readonly string[],
  by: string,
  offices: Offices,
  now: Date,
  papers: readonly IssuedPaper[],
): HandOverDecision<DecisionTaken> {
  const step = guidable(matter);
  const move = told(matter, step, offices, now, { path: matter.path ?? '', authority: order.authority }, {}, papers);
  const row: Guidance = {
    ...noGuidance(matter, move, now, by, order.reason),
    command: step.command,
    authorityUnit: order.authorityUnitId ?? null,
    authority: order.authority,
    address: order.address,
    neededPapers: order.neededPapers,
    citizenRules: [...rules],
  };
  return decided(matter, move, [{ table: Guidance, row }], order.reason, papers);
}

/** T10, T10.2: proof that the path took it; the matter stays, or ends there. @throws Problem `transition-not-allowed`. */
export function pathTookIt(
  matter: Matter,
  order: RecordPathIntake,
  by: string,
  offices: Offices,
  now: Date,
): HandOverDecision<DecisionTaken> {
  const step = stepOf(matter, order.isEnded ? 'close-on-path' : 'record-path-intake');
  const change: Partial<Matter> = order.isEnded ? { closingReason: 'completed_on_statutory_path' } : {};
  const values = { path: matter.path ?? '', ...(order.isEnded ? { reason: 'completed_on_statutory_path' } : {}) };
  const move = told(matter, step, offices, now, values, change);
  const row: Guidance = { ...noGuidance(matter, move, now, by, order.proof), command: step.command };
  return decided(matter, move, [{ table: Guidance, row }], order.proof);
}

/** T10.1: the path refused it; the matter is open again as it was before. @throws Problem `transition-not-allowed`. */
export function pathRefused(
  matter: Matter,
  proof: string,
  by: string,
  offices: Offices,
  now: Date,
): HandOverDecision<DecisionTaken> {
  const step = stepOf(matter, 'reopen-path-refused');
  const move = told(matter, step, offices, now, { path: matter.path ?? '' });
  const row: Guidance = { ...noGuidance(matter, move, now, by, proof), command: step.command };
  return decided(matter, move, [{ table: Guidance, row }], proof);
}

function told(
  matter: Matter,
  step: ReturnType<typeof stepOf>,
  offices: Offices,
  at: Date,
  values: Record<string, string>,
  row: Partial<Matter> = {},
  papers: readonly IssuedPaper[] = [],
): Moved {
  const after = { ...matter, ...row, state: step.to, pending: null };
  return moved(matter, step, offices.nameOf, { row, at, papers, tasks: tasksOf(after, offices), values });
}

function decided(
  matter: Matter,
  move: Moved,
  adds: HandOverDecision<DecisionTaken>['adds'],
  reason: string,
  papers: readonly IssuedPaper[] = [],
): HandOverDecision<DecisionTaken> {
  const answer = { matterId: matter.id, version: move.version, state: move.state, papers: [...papers] };
  return { row: move.row, events: [move.event], answer, adds, reason };
}

function noGuidance(matter: Matter, move: Moved, at: Date, byWhom: string, text: string): Omit<Guidance, 'command'> {
  return {
    matterId: matter.id,
    version: move.version,
    at,
    byWhom,
    authorityUnit: null,
    authority: null,
    address: null,
    neededPapers: [],
    citizenRules: [],
    text,
  };
}
