import { Type } from 'class-transformer';
import { IsArray, IsIn, IsISO8601, IsOptional, IsString, ValidateNested } from 'class-validator';
import { ExplainedClock, HandlingDetail, MatterDetail, MatterLine, QueueLine, Timeline } from '@huiyin/contracts';
import { type Gap, gaps } from '../petition/opened.answer.js';

/** A matter as an official sees it: the books, the clocks, the timeline. */
export class MatterPage {
  @ValidateNested() @Type(() => MatterDetail) matter!: MatterDetail;
  @IsArray() @ValidateNested({ each: true }) @Type(() => ExplainedClock) clocks!: ExplainedClock[];
  @IsOptional() @ValidateNested() @Type(() => Timeline) timeline?: Timeline;
  /** The file of the competent office, once it has one. */
  @IsOptional() @ValidateNested() @Type(() => HandlingDetail) handling?: HandlingDetail;
  @IsArray() @IsIn(gaps, { each: true }) gaps!: Gap[];
}

export class TitledLine extends MatterLine {
  /** Absent where the reader may see the line but not the text. */
  @IsOptional() @IsString() title?: string;
}
export class TitledPage {
  @IsArray() @ValidateNested({ each: true }) @Type(() => TitledLine) lines!: TitledLine[];
  @IsOptional() @IsString() nextCursor?: string;
  @IsISO8601() asOf!: string;
  @IsArray() @IsIn(gaps, { each: true }) gaps!: Gap[];
}

export class TitledQueueLine extends QueueLine {
  @IsOptional() @IsString() title?: string;
}
export class TitledQueue {
  @IsArray() @ValidateNested({ each: true }) @Type(() => TitledQueueLine) lines!: TitledQueueLine[];
  @IsOptional() @IsString() nextCursor?: string;
  @IsISO8601() asOf!: string;
  @IsArray() @IsIn(gaps, { each: true }) gaps!: Gap[];
}
