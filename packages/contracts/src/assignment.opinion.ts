import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay } from './assignment.handling.js';
import { request } from './contract.js';
import { DecisionTaken, OnMatter } from './intake.hand-over.js';
import { MatterId } from './intake.triage.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';

export const findings = ['supported', 'explained', 'not_supported'] as const;
export type Finding = (typeof findings)[number];
/** One row for each request that the petitioner confirmed (R32). */
export class AnswerGiven {
  @IsInt() @Min(1) @Max(20) requestNo!: number;
  @IsIn(findings) finding!: Finding;
  @IsPlainText(4, 8000) facts!: string;
  @IsPlainText(2, 1000) law!: string;
  @IsPlainText(4, 4000) answer!: string;
}
/** T32. */
export class DraftOpinion extends OnMatter {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => AnswerGiven)
  answers!: AnswerGiven[];
  @IsPlainText(4, 4000) summary!: string;
  /** Major matters are signed by the principal head, ordinary ones by a deputy (REPLY). */
  @IsOptional() @IsBoolean() isMajor?: boolean;
}
export const draftOpinion = request('assignment.draft-opinion.v1', {
  input: DraftOpinion,
  output: DecisionTaken,
  problems: [
    'petitioner-not-heard',
    'evidence-missing',
    'requests-unanswered',
    'not-the-officer',
    'officer-recused',
    'simplified-refusal',
  ],
  act: 'draft-opinion',
});

export const opinionChecks = [
  'requests-complete',
  'facts-proven',
  'law-right',
  'procedure-lawful',
  'remedy-stated',
  'language-plain',
] as const;
/** T32.1 or T32.2: every point checked, or the draft goes back with reasons. */
export class PreReviewOpinion extends OnMatter {
  @IsArray() @ArrayMaxSize(6) @IsIn(opinionChecks, { each: true }) passed!: (typeof opinionChecks)[number][];
  @IsPlainText(2, 2000) remark!: string;
}
export const preReviewOpinion = request('assignment.pre-review-opinion.v1', {
  input: PreReviewOpinion,
  output: DecisionTaken,
  problems: ['separation-of-duties', 'officer-recused'],
  act: 'pre-review-opinion',
});
/** T32.2 by the head who will not sign it so. */
export class ReturnDraft extends OnMatter {
  @IsPlainText(4, 2000) reason!: string;
}
export const returnDraft = request('assignment.return-draft.v1', {
  input: ReturnDraft,
  output: DecisionTaken,
  problems: ['officer-recused'],
  act: 'issue-opinion',
});
/** T33. Signed in the name of the office. */
export class IssueOpinion extends OnMatter {
  @IsIn(['principal-head', 'deputy-head']) signedAs!: 'principal-head' | 'deputy-head';
}
export const issueOpinion = request('assignment.issue-opinion.v1', {
  input: IssueOpinion,
  output: DecisionTaken,
  problems: [
    'petitioner-not-heard',
    'simplified-refusal',
    'separation-of-duties',
    'officer-recused',
    'principal-head-needed',
  ],
  act: 'issue-opinion',
});
export const serviceManners = ['in-person', 'post', 'electronic', 'other'] as const;
/** T34 with F-24. The review window starts on the day of receipt, not of issue. */
export class ServeOpinion extends OnMatter {
  @IsIn(serviceManners) manner!: (typeof serviceManners)[number];
  @IsDay() servedOn!: string;
  @IsPlainText(2, 200) place!: string;
  @IsIn(['petitioner', 'agent', 'adult-family-member']) receivedBy!: 'petitioner' | 'agent' | 'adult-family-member';
  @IsIn(['signed', 'refused']) result!: 'signed' | 'refused';
  /** Needed where the paper was refused: a witness, a photograph or a recording. */
  @IsOptional() @IsPlainText(2, 500) witness?: string;
  /** Needed for electronic service. */
  @IsOptional() @IsBoolean() hasConsented?: boolean;
}
export const serveOpinion = request('assignment.serve.v1', {
  input: ServeOpinion,
  output: DecisionTaken,
  problems: ['proof-of-service-incomplete', 'not-the-officer', 'officer-recused'],
  act: 'serve',
});

/** T35. */
export class OrderExecution extends OnMatter {
  @IsUnitNumber() unitId!: number;
  @IsInt() @Min(1) @Max(366) days!: number;
  @IsPlainText(4, 1000) demand!: string;
}
export const orderExecution = request('assignment.order-execution.v1', {
  input: OrderExecution,
  output: DecisionTaken,
  problems: ['opinion-does-not-support', 'unit-not-found', 'officer-recused'],
  act: 'order-execution',
});
/** T36. */
export class ConfirmExecution extends OnMatter {
  @IsDay() performedOn!: string;
  @IsPlainText(4, 2000) evidence!: string;
}
export const confirmExecution = request('assignment.confirm-execution.v1', {
  input: ConfirmExecution,
  output: DecisionTaken,
  problems: ['review-window-open', 'officer-recused'],
  act: 'handle',
});
/** T36.2, by the petitioner: what was confirmed as carried out, or was to be by now, was not. Reopens nothing by itself. */
export class DisputeExecution {
  @IsUUID() matterId!: string;
  @IsPlainText(4, 2000) reasons!: string;
}
export const disputeExecution = request('assignment.dispute-execution.v1', {
  input: DisputeExecution,
  output: DecisionTaken,
  problems: ['execution-dispute-not-open', 'execution-disputed-before'],
  actors: ['citizen'],
  act: 'dispute-execution',
});
export const disputeOutcomes = ['carried-out', 'will-carry-out'] as const;
/** T36.3: the head of the office answers what the petitioner disputed. */
export class AnswerDispute extends OnMatter {
  @IsIn(disputeOutcomes) outcome!: (typeof disputeOutcomes)[number];
  /** What was looked into and found, for the file and the bureau. */
  @IsPlainText(4, 2000) findings!: string;
  /** By when, where it still has to be carried out. */
  @IsOptional() @IsDay() until?: string;
}
export const answerDispute = request('assignment.answer-dispute.v1', {
  input: AnswerDispute,
  output: DecisionTaken,
  problems: ['officer-recused'],
  act: 'answer-dispute',
});
/** F-23 to the assigning office, signed by the head; stops TL-12. */
export class SubmitClosingReport extends OnMatter {
  @IsPlainText(10, 4000) process!: string;
  @IsPlainText(4, 4000) result!: string;
  @IsIn(['agrees', 'disagrees', 'unclear']) petitionersView!: 'agrees' | 'disagrees' | 'unclear';
}
export const submitClosingReport = request('assignment.submit-closing-report.v1', {
  input: SubmitClosingReport,
  output: DecisionTaken,
  problems: ['not-assigned', 'officer-recused'],
  act: 'submit-closing-report',
});

export const evaluationValues = ['satisfied', 'basically_satisfied', 'dissatisfied'] as const;
export type EvaluationValue = (typeof evaluationValues)[number];
/** F-36, by the petitioner: of the bureau and of the unit apart, each once, inside its window. */
export class Evaluate {
  @IsUUID() matterId!: string;
  @IsIn(['bureau', 'unit']) subject!: 'bureau' | 'unit';
  @IsIn(evaluationValues) value!: EvaluationValue;
  @IsOptional() @IsPlainText(2, 1000) reason?: string;
}
export const evaluate = request('assignment.evaluate.v1', {
  input: Evaluate,
  output: DecisionTaken,
  problems: ['evaluation-not-open', 'evaluated-before'],
  actors: ['citizen'],
  act: 'evaluate',
});

export class OfficerEntry {
  @IsUUID() officialId!: string;
  @IsPlainText(1, 40) name!: string;
}
export class RequestEntry {
  @IsInt() no!: number;
  @IsPlainText(1, 500) text!: string;
  @IsOptional() @IsIn(findings) finding?: Finding;
  @IsOptional() @IsPlainText(1, 8000) facts?: string;
  @IsOptional() @IsPlainText(1, 1000) law?: string;
  @IsOptional() @IsPlainText(1, 4000) answer?: string;
}
export class RecordEntry {
  @IsUUID() recordId!: string;
  @IsIn(['hearing', 'evidence']) kind!: 'hearing' | 'evidence';
  @IsISO8601() takenAt!: string;
  @IsPlainText(1, 200) title!: string;
}
export class EvaluationEntry {
  @IsIn(['bureau', 'unit']) subject!: 'bureau' | 'unit';
  @IsIn(['pending', 'evaluated', 'not_evaluated']) standing!: 'pending' | 'evaluated' | 'not_evaluated';
  @IsOptional() @IsIn(evaluationValues) value?: EvaluationValue;
}
export class PendingDecision {
  @IsPlainText(2, 40) act!: string;
  @IsISO8601() at!: string;
  @IsPlainText(1, 40) by!: string;
  /** What was proposed, as it was given: only for the unit whose second person decides. */
  @IsOptional() @IsObject() order?: object;
}
/** The last draft beside its answers, which stand with the requests. Only officials read it. */
export class DraftEntry {
  @IsInt() draftNo!: number;
  @IsPlainText(1, 4000) summary!: string;
  @IsBoolean() isMajor!: boolean;
  /** Why it came back; absent where it did not. */
  @IsOptional() @IsPlainText(1, 2000) returnedBecause?: string;
}
/** What is to be carried out, as ordered. */
export class ExecutionEntry {
  @IsInt() unitId!: number;
  @IsPlainText(1, 80) unit!: string;
  @IsDay() dueOn!: string;
  @IsPlainText(1, 1000) demand!: string;
}
/** That the petitioner disputed the execution, and what the office answered; the last one. */
export class ExecutionDisputeEntry {
  /** That the last day passed (`order`), or that it was confirmed as carried out. */
  @IsIn(['order', 'confirmation']) subject!: 'order' | 'confirmation';
  @IsISO8601() disputedAt!: string;
  @IsPlainText(1, 2000) reasons!: string;
  @IsOptional() @IsISO8601() answeredAt?: string;
  @IsOptional() @IsIn(disputeOutcomes) outcome?: (typeof disputeOutcomes)[number];
  @IsOptional() @IsPlainText(1, 2000) findings?: string;
  @IsOptional() @IsDay() until?: string;
}
export class HandlingDetail {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsIn(['claim', 'suggestion']) matterKind!: 'claim' | 'suggestion';
  @IsPlainText(1, 40) state!: string;
  @IsInt() unitId!: number;
  @IsPlainText(1, 80) unit!: string;
  @ValidateNested() @Type(() => OfficerEntry) officer!: OfficerEntry;
  @IsOptional() @ValidateNested() @Type(() => OfficerEntry) secondOfficer?: OfficerEntry;
  @IsArray() @IsPlainText(1, 40, { each: true }) aspects!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => RequestEntry) requests!: RequestEntry[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => RecordEntry) records!: RecordEntry[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => EvaluationEntry) evaluations!: EvaluationEntry[];
  @IsOptional() @ValidateNested() @Type(() => PendingDecision) pending?: PendingDecision;
  @IsOptional() @ValidateNested() @Type(() => DraftEntry) draft?: DraftEntry;
  @IsOptional() @ValidateNested() @Type(() => ExecutionEntry) execution?: ExecutionEntry;
  @IsOptional() @ValidateNested() @Type(() => ExecutionDisputeEntry) dispute?: ExecutionDisputeEntry;
  @IsOptional() @IsPlainText(1, 40) closingReason?: string;
  @IsOptional() @IsDay() servedOn?: string;
}
/** A file as the competent office and the office that dispatched it see it. */
export const readHandling = request('assignment.read-handling.v1', {
  input: MatterId,
  output: HandlingDetail,
  act: 'read-matter',
  reading: true,
});
