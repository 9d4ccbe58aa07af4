import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { event, request } from './contract.js';
import { MatterId } from './intake.triage.js';
import { IsPlainText } from './text.js';

/** Grounds of supervision (R40; SD59). */
export const supervisionGrounds = [
  'wrong-procedure',
  'not-closed-in-time',
  'result-not-reported',
  'not-executed',
  'perfunctory-or-false',
  'other-ground',
] as const;
/** T48: a supervision letter to the office that answers for the matter. No statutory clock stops for it. */
export class Supervise {
  @IsUUID() matterId!: string;
  @IsIn(supervisionGrounds) ground!: (typeof supervisionGrounds)[number];
  @IsPlainText(4, 2000) demand!: string;
  /** Calendar days for the reply (TL-22); absent: the statute's default. */
  @IsOptional() @IsInt() @Min(1) @Max(90) periodDays?: number;
}
export class SupervisionLetter {
  @IsUUID() letterId!: string;
  @IsUUID() matterId!: string;
  @IsIn(supervisionGrounds) ground!: (typeof supervisionGrounds)[number];
  @IsPlainText(4, 2000) demand!: string;
  @IsInt() toUnitId!: number;
  @IsISO8601() issuedAt!: string;
  @IsPlainText(10, 10) dueOn!: string;
  @IsOptional() @IsISO8601() repliedAt?: string;
  @IsOptional() @IsPlainText(1, 4000) reply?: string;
}
export const supervise = request('accountability.supervise.v1', {
  input: Supervise,
  output: SupervisionLetter,
  act: 'supervise',
});
export class ReplyToSupervision {
  @IsUUID() letterId!: string;
  @IsPlainText(4, 4000) reply!: string;
}
export const replyToSupervision = request('accountability.reply-to-supervision.v1', {
  input: ReplyToSupervision,
  output: SupervisionLetter,
  act: 'reply-to-supervision',
});
/** Who signs a draft: the head of the bureau that drafted it, or the leader of the area (part E). */
export const supervisionSigners = ['head', 'leader'] as const;
/** R40, C.3: an officer drafts a letter; another person issues it. */
export class DraftSupervision {
  @IsUUID() matterId!: string;
  @IsIn(supervisionGrounds) ground!: (typeof supervisionGrounds)[number];
  /** What whoever signs must know; it is no part of the letter. */
  @IsPlainText(4, 2000) facts!: string;
  @IsPlainText(4, 2000) demand!: string;
  /** As of the letter. */
  @IsOptional() @IsInt() @Min(1) @Max(90) periodDays?: number;
  /** Absent: the head where the drafting office is a bureau, else the leader. */
  @IsOptional() @IsIn(supervisionSigners) signer?: (typeof supervisionSigners)[number];
}
export class SupervisionDraft {
  @IsUUID() draftId!: string;
  @IsUUID() matterId!: string;
  @IsIn(supervisionGrounds) ground!: (typeof supervisionGrounds)[number];
  @IsPlainText(4, 2000) facts!: string;
  @IsPlainText(4, 2000) demand!: string;
  @IsOptional() @IsInt() periodDays?: number;
  /** The office that drafted it, and the one whose head or leader signs. */
  @IsInt() byUnitId!: number;
  @IsInt() signingUnitId!: number;
  @IsISO8601() draftedAt!: string;
  @IsIn(['drafted', 'issued', 'returned']) standing!: 'drafted' | 'issued' | 'returned';
  @IsOptional() @IsISO8601() decidedAt?: string;
  /** Why it came back. */
  @IsOptional() @IsPlainText(4, 1000) reason?: string;
}
export const draftSupervision = request('accountability.draft-supervision.v1', {
  input: DraftSupervision,
  output: SupervisionDraft,
  act: 'draft-supervision',
});
export class SupervisionDraftId {
  @IsUUID() draftId!: string;
}
/** T48 by the person who signs the draft, never the one who wrote it. */
export const issueSupervision = request('accountability.issue-supervision.v1', {
  input: SupervisionDraftId,
  output: SupervisionLetter,
  problems: ['separation-of-duties'],
  act: 'supervise',
});
export class ReturnSupervision {
  @IsUUID() draftId!: string;
  @IsPlainText(4, 1000) reason!: string;
}
export const returnSupervision = request('accountability.return-supervision.v1', {
  input: ReturnSupervision,
  output: SupervisionDraft,
  act: 'supervise',
});
export class SupervisionLetters {
  @IsArray() @ValidateNested({ each: true }) @Type(() => SupervisionLetter) letters!: SupervisionLetter[];
  /** For the offices that drafted or sign them: the supervised office is told of no draft. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => SupervisionDraft) drafts?: SupervisionDraft[];
}
export const supervisionOf = request('accountability.supervision-of.v1', {
  input: MatterId,
  output: SupervisionLetters,
  act: 'read-supervision',
  reading: true,
});

/** A letter went out, or was answered: the office that got it owes a reply, or no longer. */
export class SupervisionMoved {
  @IsUUID() letterId!: string;
  @IsUUID() matterId!: string;
  @IsIn(supervisionGrounds) ground!: (typeof supervisionGrounds)[number];
  @IsIn(['issued', 'replied']) standing!: 'issued' | 'replied';
  @IsInt() toUnitId!: number;
  @IsInt() byUnitId!: number;
  @IsPlainText(10, 10) dueOn!: string;
  @IsISO8601() at!: string;
}
export const supervisionMoved = event('accountability.supervision-moved.v1', SupervisionMoved);

/** A draft waits for its signature, or no longer: the office of whoever signs owes it. */
export class SupervisionDraftMoved {
  @IsUUID() draftId!: string;
  @IsUUID() matterId!: string;
  @IsIn(supervisionGrounds) ground!: (typeof supervisionGrounds)[number];
  @IsIn(['drafted', 'issued', 'returned']) standing!: 'drafted' | 'issued' | 'returned';
  @IsInt() byUnitId!: number;
  @IsInt() signingUnitId!: number;
  /** Who wrote it, and so does not sign it. */
  @IsUUID() draftedBy!: string;
  @IsISO8601() at!: string;
}
export const supervisionDraftMoved = event('accountability.supervision-draft-moved.v1', SupervisionDraftMoved);
