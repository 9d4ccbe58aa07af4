import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsISO8601, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { Answerable, ExplainedClock, TimelineStep } from '@huiyin/contracts';

export const gaps = ['timeline', 'clocks', 'headings', 'handling', 'papers'] as const;
/** A part that is missing because its service is away for the moment: said, not hidden. */
export type Gap = (typeof gaps)[number];

/** What number and code open. A sealed submission has the same shape and tells its state only. */
export class OpenedPetition {
  @IsString() submissionNo!: string;
  @Matches(/^\d{4}-\d\d-\d\d$/) registeredOn!: string;
  @IsString() state!: string;
  @IsBoolean() isOpen!: boolean;
  @IsOptional() @ValidateNested() @Type(() => Answerable) answerable?: Answerable;
  /** Of the unit that answers; absent where the directory does not know it. */
  @IsOptional() @IsString() officePhone?: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => TimelineStep) steps!: TimelineStep[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => ExplainedClock) clocks!: ExplainedClock[];
  @IsArray() @IsIn(gaps, { each: true }) gaps!: Gap[];
  @IsISO8601() asOf!: string;
}
