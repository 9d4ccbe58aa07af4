import {
  evaluationValues,
  type EvaluationValue,
  IsPlainText,
  NumberAndCode,
  openSubmission,
  type PaperFormat,
  paperFormats,
  Problem,
} from '@huiyin/contracts';
import { type Actor, type Bus } from '@huiyin/messaging';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

/** F-36 by number and code. */
export class EvaluationByCitizen extends NumberAndCode {
  @IsIn(['bureau', 'unit']) subject!: 'bureau' | 'unit';
  @IsIn(evaluationValues) value!: EvaluationValue;
  @IsOptional() @IsPlainText(2, 1000) reason?: string;
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

/**
 * Opens a matter by number and code and acts as its petitioner; what is left of the input goes to `act`.
 * @throws Problem `code-or-number-wrong`; `not-found` for a sealed submission, of which nothing can be asked here.
 */
export async function asPetitioner<T>(
  ask: Bus['ask'],
  input: Record<string, unknown>,
  act: (ask: Bus['ask'], matterId: string, rest: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const { submissionNo, queryCode, ...rest } = input as unknown as NumberAndCode & Record<string, unknown>;
  const { matterId } = await ask(openSubmission, { submissionNo, queryCode });
  if (matterId === undefined) throw new Problem('not-found');
  const citizen: Actor = { kind: 'citizen', id: matterId };
  const asCitizen: Bus['ask'] = (contract, order, options) => ask(contract, order, { for: citizen, ...options });
  return act(asCitizen, matterId, rest);
}
