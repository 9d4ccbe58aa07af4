import { randomUUID } from 'node:crypto';
import {
  type DecisionTaken,
  disputeExecution,
  type DisputeExecution,
  evaluate,
  type Evaluate,
  evaluationValues,
  type EvaluationValue,
  IsPlainText,
  NumberAndCode,
  type OpenedSubmission,
  openSubmission,
  type PaperFormat,
  paperFormats,
  Problem,
  type ProblemCode,
  reopenPathRefused,
  type ReopenPathRefused,
  requestRecusal,
  type RequestRecusal,
} from '@huiyin/contracts';
import { type Actor, type Bus } from '@huiyin/messaging';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

type Ask = Bus['ask'];
type Given = Readonly<Record<string, unknown>>;

/** F-36 by number and code. */
export class EvaluationByCitizen extends NumberAndCode {
  @IsIn(['bureau', 'unit']) subject!: 'bureau' | 'unit';
  @IsIn(evaluationValues) value!: EvaluationValue;
  @IsOptional() @IsPlainText(2, 1000) reason?: string;
}
/** T36.2 by number and code: it was not carried out. */
export class DisputeByCitizen extends NumberAndCode {
  @IsPlainText(4, 2000) reasons!: string;
}
/** L-07 by number and code: that the officer steps aside. */
export class RecusalByCitizen extends NumberAndCode {
  @IsPlainText(4, 1000) ground!: string;
}
/** T10.1 by number and code: the path did not take it. */
export class PathRefusedByCitizen extends NumberAndCode {
  @IsPlainText(2, 1000) proof!: string;
}
export class PaperByCitizen extends NumberAndCode {
  @IsUUID() paperId!: string;
  @IsOptional() @IsIn(paperFormats) format?: PaperFormat;
}

/** Whoever opened a petition by number and code, towards the owners. */
export interface Petitioner {
  readonly matterId: string;
  readonly ask: Ask;
}

/**
 * A sealed submission stands for a matter that is nowhere: the owners answer as of any matter that has not come to them yet, word for
 * word and as fast, so that what can be done with number and code does not tell it from others.
 */
export function petitionerOf(ask: Ask, { matterId = randomUUID() }: OpenedSubmission): Petitioner {
  const citizen: Actor = { kind: 'citizen', id: matterId };
  return { matterId, ask: (contract, order, options) => ask(contract, order, { for: citizen, ...options }) };
}

/** Opens by number and code; what is left of the input is the order. @throws Problem `code-or-number-wrong`. */
export async function asPetitioner<T>(
  ask: Ask,
  input: Given,
  act: (petitioner: Petitioner, order: Given) => Promise<T>,
): Promise<T> {
  const { submissionNo, queryCode, ...order } = input as unknown as NumberAndCode & Given;
  return act(petitionerOf(ask, await ask(openSubmission, { submissionNo, queryCode })), order);
}

/** F-36. @throws Problem `evaluation-not-open`, also of a matter that no office handles yet; `evaluated-before`. */
export function evaluateAs({ ask, matterId }: Petitioner, order: Given): Promise<DecisionTaken> {
  return refusedAs('evaluation-not-open', ask(evaluate, { ...order, matterId } as unknown as Evaluate));
}

/** T36.2. @throws Problem `execution-dispute-not-open`, also of a matter that no office handles yet; `execution-disputed-before`. */
export function disputeAs({ ask, matterId }: Petitioner, order: Given): Promise<DecisionTaken> {
  return refusedAs('execution-dispute-not-open', ask(disputeExecution, { ...order, matterId } as DisputeExecution));
}

/** T22.1. @throws Problem `transition-not-allowed`, also of a matter that no office handles yet; `decision-pending`. */
export function requestRecusalAs({ ask, matterId }: Petitioner, order: Given): Promise<DecisionTaken> {
  return refusedAs('transition-not-allowed', ask(requestRecusal, { ...order, matterId } as unknown as RequestRecusal));
}

/** T10.1. @throws Problem `transition-not-allowed`. */
export function reopenPathAs({ ask, matterId }: Petitioner, order: Given): Promise<DecisionTaken> {
  return refusedAs(
    'transition-not-allowed',
    ask(reopenPathRefused, { ...order, matterId } as unknown as ReopenPathRefused),
  );
}

const isTooEarly: ReadonlySet<string> = new Set(['not-found', 'transition-not-allowed']);

/** One refusal for all that cannot be done as the matter stands, wherever it stands. */
async function refusedAs(code: ProblemCode, done: Promise<DecisionTaken>): Promise<DecisionTaken> {
  try {
    return await done;
  } catch (error) {
    throw error instanceof Problem && isTooEarly.has(error.code) ? new Problem(code) : error;
  }
}
