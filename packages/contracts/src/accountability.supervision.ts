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
export class SupervisionLetters {
  @IsArray() @ValidateNested({ each: true }) @Type(() => SupervisionLetter) letters!: SupervisionLetter[];
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
