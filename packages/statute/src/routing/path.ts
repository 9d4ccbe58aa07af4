import type { Sourced } from '../standing.js';

export type PathCode = 'P_ACC' | 'P_SUG' | 'P_LIT' | 'P_ARB' | 'P_PARTY' | 'P_ADM' | 'P_DUTY' | 'P_PET' | 'P_MED';

/** The seven groups of the national rule as Chongqing explains it [CLASS], and the two that stand beside them. */
export type PathGroup =
  | 'petition_channel'
  | 'administrative_procedure'
  | 'arbitration'
  | 'litigation'
  | 'state_compensation'
  | 'technical_appraisal'
  | 'other_complaint'
  | 'party_appeal'
  | 'mediation';

export interface PathQuestion extends Sourced {
  readonly key: string;
  readonly path: PathCode;
  readonly group: PathGroup;
  readonly next: string;
}

/** D.2 in the order of R31: the first question answered with yes decides. The last needs no answer. */
export const pathQuestions = [
  {
    key: 'accuses-official-or-office',
    path: 'P_ACC',
    group: 'other_complaint',
    next: 'sealed-transfer',
    article: 'R22; R30',
    standing: 'law',
  },
  {
    key: 'suggestion-only',
    path: 'P_SUG',
    group: 'petition_channel',
    next: 'study-and-reply',
    article: 'R29',
    standing: 'law',
  },
  {
    key: 'litigation-or-police-procedure',
    path: 'P_LIT',
    group: 'litigation',
    next: 'political-legal-organ',
    article: 'R31(1)',
    standing: 'law',
  },
  {
    key: 'arbitration',
    path: 'P_ARB',
    group: 'arbitration',
    next: 'arbitration-commission',
    article: 'R31(2)',
    standing: 'law',
  },
  {
    key: 'party-appeal',
    path: 'P_PARTY',
    group: 'party_appeal',
    next: 'party-or-supervision-organ',
    article: 'R31(3); PSL55',
    standing: 'law',
  },
  {
    key: 'administrative-procedure',
    path: 'P_ADM',
    group: 'administrative_procedure',
    next: 'authority-of-that-procedure',
    article: 'R31(4)',
    standing: 'law',
  },
  {
    key: 'asks-for-duty',
    path: 'P_DUTY',
    group: 'administrative_procedure',
    next: 'authority-must-perform-or-answer',
    article: 'R31(5)',
    standing: 'law',
  },
  {
    key: 'none-of-these',
    path: 'P_PET',
    group: 'petition_channel',
    next: 'petition-procedure',
    article: 'R31(6)',
    standing: 'law',
  },
] as const satisfies readonly PathQuestion[];

export type PathQuestionKey = (typeof pathQuestions)[number]['key'];

export interface PathAnswers extends Readonly<Partial<Record<PathQuestionKey, boolean>>> {
  /** D.6: a dispute of civil kind in which both sides agree to mediate. Never a condition of anything. */
  readonly bothAgreeToMediate?: boolean;
}

export type PathDecision =
  | {
      readonly decided: true;
      readonly path: PathCode;
      readonly group: PathGroup;
      readonly next: string;
      /** The question whose yes decided, its place in the order, and the questions denied before it. */
      readonly because: PathQuestionKey;
      readonly order: number;
      readonly denied: readonly PathQuestionKey[];
      readonly article: string;
      readonly beside?: 'P_MED';
    }
  | { readonly decided: false; readonly ask: PathQuestionKey };

/**
 * Regulations, Art. 31: the path follows from the questions in their order, first match wins. A question that was left
 * open stops the decision and is named, for a later yes may not jump over it. Proposes only: a named clerk decides (L-26).
 */
export function decidePath(answers: PathAnswers): PathDecision {
  const denied: PathQuestionKey[] = [];
  for (const [index, question] of pathQuestions.entries()) {
    const answer = question.key === 'none-of-these' ? true : answers[question.key];
    if (answer === undefined) return { decided: false, ask: question.key };
    if (answer) {
      const { path, group, next, article, key } = question;
      const beside = mediable(path) && answers.bothAgreeToMediate === true ? { beside: 'P_MED' as const } : {};
      return { decided: true, path, group, next, because: key, order: index + 1, denied, article, ...beside };
    }
    denied.push(question.key);
  }
  throw new Error('unreachable: the last question needs no answer');
}

/** D.6: never beside an accusation, and a suggestion has no other side. */
function mediable(path: PathCode): boolean {
  return path !== 'P_ACC' && path !== 'P_SUG' && path !== 'P_PARTY';
}
