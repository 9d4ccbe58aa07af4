import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { event, request } from './contract.js';
import { EventsWanted, StoredEvents } from './intake.events.js';
import { Task } from './task.js';
import { IsPlainText } from './text.js';

/** A paper that a move issued. */
export class IssuedPaper {
  @IsUUID() paperId!: string;
  /** Kind of part F, such as `F-05`. */
  @Matches(/^F-\d\d$/) kind!: string;
}

/**
 * A row of the statute's machine was carried out. The same shape from whoever keeps the matter at that moment: intake up to the
 * taking by the competent office, assignment from there on. No text of the petition, nobody's name but the officer's.
 */
export class MatterMove {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  /** When it happened. */
  @IsISO8601() at!: string;
  /** Id and command of the row, such as `T11` and `forward`. */
  @IsPlainText(2, 10) transition!: string;
  @IsPlainText(2, 40) command!: string;
  /** State afterwards. */
  @IsPlainText(1, 40) state!: string;
  /** Who answers afterwards. */
  @IsInt() unitId!: number;
  @IsPlainText(1, 80) unitName!: string;
  @IsUUID() officerId!: string;
  @IsPlainText(1, 40) officerName!: string;
  /** The office that dispatched the matter and watches it; absent where it was never handed over. */
  @IsOptional() @IsInt() senderUnitId?: number;
  /** The other office of this move: to whom it is offered, who objected, who must carry out. */
  @IsOptional() @IsInt() otherUnitId?: number;
  @IsOptional() @IsPlainText(1, 80) otherUnitName?: string;
  /** Every unit that may read the matter afterwards. */
  @IsArray() @ArrayMaxSize(60) @IsInt({ each: true }) seenBy!: number[];
  /** All that is owed afterwards; replaces what was owed before. */
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Task) tasks!: Task[];
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => IssuedPaper) papers!: IssuedPaper[];
  /** Values for the words of this step (`timeline.*`); no personal data. */
  @IsObject() values!: Record<string, string | number>;
  /** The instant from which clocks that start here count, where it is not `at`: the day of service, the day of performance. */
  @IsOptional() @IsISO8601() countsFrom?: string;
  /** Days that this move sets (assignment, execution) or adds (extension). */
  @IsOptional() @IsInt() days?: number;
  /** R25: the matter is major or urgent, and nobody has reported that yet (TL-11 runs). */
  @IsOptional() @IsBoolean() owesUrgentReport?: boolean;
}

export class MatterMoved extends MatterMove {
  /** With the taking: units that the matter accuses, for its next keeper, so that nothing of it ever goes there (R30). For services alone. */
  @IsOptional() @IsArray() @ArrayMaxSize(60) @IsInt({ each: true }) accusedUnitIds?: number[];
}
export const matterMoved = event('intake.matter-moved.v1', MatterMoved);

export class HandlingMoved extends MatterMove {
  /** Version of intake's matter when the file was opened: who reads both streams waits until it has that one. */
  @IsInt() matterVersion!: number;
}
export const handlingMoved = event('assignment.handling-moved.v1', HandlingMoved);

/** What a reader missed of one matter in assignment, in order. */
export const assignmentEventsSince = request('assignment.events-since.v1', {
  input: EventsWanted,
  output: StoredEvents,
  actors: ['service'],
  reading: true,
});
