/** Matters whose evaluation window closed, by what the petitioner said. */
export interface Evaluations {
  readonly satisfied: number;
  readonly basicallySatisfied: number;
  readonly dissatisfied: number;
  readonly notEvaluated: number;
}

/** Shares between 0 and 1, null where there is nothing to divide by. */
export interface Satisfaction {
  readonly evaluated: number;
  /** I-08: evaluated, of all that could be. */
  readonly participation: number | null;
  /** I-09: satisfied or basically satisfied, of those evaluated. */
  readonly satisfaction: number | null;
  /** I-10: the product of the two. */
  readonly satisfactionByParticipation: number | null;
}

/** Indicators I-08 to I-10 (G.2; SAT22). Silence lowers participation and is never counted as satisfied. */
export function satisfactionOf(given: Evaluations): Satisfaction {
  const content = given.satisfied + given.basicallySatisfied;
  const evaluated = content + given.dissatisfied;
  return {
    evaluated,
    participation: share(evaluated, evaluated + given.notEvaluated),
    satisfaction: share(content, evaluated),
    satisfactionByParticipation: share(content, evaluated + given.notEvaluated),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
