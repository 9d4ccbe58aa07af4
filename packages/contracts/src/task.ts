import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsUUID } from 'class-validator';
import { IsPlainText } from './text.js';

/** What somebody owes next on a matter: an entry of the queue of exactly those who may do it. */
export class Task {
  /** Act of the statute's policy table, such as `take`, `accept`, `issue-opinion`. */
  @IsPlainText(2, 40) act!: string;
  @IsInt() unitId!: number;
  /** The named officer; absent where anyone of the unit with that power may do it. */
  @IsOptional() @IsUUID() officerId?: string;
  /** Officials of the unit who may not: they stepped aside, or another must say the second word. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID('all', { each: true }) notOfficerIds?: string[];
  /** The clock whose date is this task's date, such as `TL-05`; absent: the matter's main clock. */
  @IsOptional() @IsPlainText(1, 10) rule?: string;
}
