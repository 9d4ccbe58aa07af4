import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { event, request } from './contract.js';
import { Task } from './task.js';
import { IsPlainText } from './text.js';
import { channels, type Channel, type Urgency, urgencies } from './words-of-the-office.js';

// Events carry no text of a petition and nobody's name but the officer's: content lives in intake alone.

/** T02. An ordinary submission was registered and opened a matter. */
export class SubmissionRegistered {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsUUID() submissionId!: string;
  @IsPlainText(10, 40) submissionNo!: string;
  @IsIn(channels) channel!: Channel;
  @IsISO8601() receivedAt!: string;
  @IsISO8601() registeredAt!: string;
  @IsInt() unitId!: number;
  @IsPlainText(1, 80) unitName!: string;
  @IsUUID() officerId!: string;
  @IsPlainText(1, 40) officerName!: string;
  /** Statute rule that starts to run: TL-01 where a petition bureau received it, TL-02 elsewhere. */
  @IsIn(['TL-01', 'TL-02']) clockRule!: 'TL-01' | 'TL-02';
  @IsPlainText(1, 40) profile!: string;
  /** The counter that received it, where nobody may classify and `unitId` therefore answers; it goes on seeing the matter. */
  @IsOptional() @IsInt() counterUnitId?: number;
  @IsOptional() @IsPlainText(6, 12) locationCode?: string;
}
export const submissionRegistered = event('intake.submission-registered.v1', SubmissionRegistered);

/** T05. A named clerk decided kind, category, path, location and urgency. Never published for an accusation. */
export class MatterClassified {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsISO8601() at!: string;
  @IsIn(['claim', 'suggestion']) matterKind!: 'claim' | 'suggestion';
  @IsPlainText(1, 40) state!: string;
  @IsPlainText(1, 40) category!: string;
  @IsPlainText(1, 20) path!: string;
  @IsOptional() @IsPlainText(6, 12) locationCode?: string;
  @IsIn(urgencies) urgency!: Urgency;
  /** All that is owed afterwards; absent in what was told before it was said here. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Task) tasks?: Task[];
}
export const matterClassified = event('intake.matter-classified.v1', MatterClassified);

/** T04. The submission belongs to a matter that is already being handled; this one ends. */
export class MatterLinked {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsISO8601() at!: string;
  @IsUUID() existingMatterId!: string;
  @IsPlainText(10, 40) existingSubmissionNo!: string;
}
export const matterLinked = event('intake.matter-linked.v1', MatterLinked);

/** T13. Reported at once to those who must know. */
export class MatterEscalated {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsISO8601() at!: string;
  @IsArray() @IsInt({ each: true }) reportTo!: number[];
  /** Id of the machine's row; absent in what was told before it was said here: T13. */
  @IsOptional() @IsPlainText(2, 10) transition?: string;
}
export const matterEscalated = event('intake.matter-escalated.v1', MatterEscalated);

/** The unit or the officer answerable for an open matter changed; its clocks did not. */
export class MatterReassigned {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsISO8601() at!: string;
  @IsInt() unitId!: number;
  @IsPlainText(1, 80) unitName!: string;
  @IsUUID() officerId!: string;
  @IsPlainText(1, 40) officerName!: string;
  @IsIn(['unit-succeeded', 'official-replaced']) reason!: 'unit-succeeded' | 'official-replaced';
}
export const matterReassigned = event('intake.matter-reassigned.v1', MatterReassigned);

/** The matter left the ordinary side (sealed, or erased at the petitioner's wish): readers delete what they hold. The reason is not told. */
export class MatterRemoved {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
}
export const matterRemoved = event('intake.matter-removed.v1', MatterRemoved);

export class EventsWanted {
  @IsUUID() matterId!: string;
  /** The version that the reader has; 0 for nothing. */
  @IsInt() @Min(0) afterVersion!: number;
}
export class StoredEvent {
  @IsUUID() eventId!: string;
  @IsPlainText(3, 120) name!: string;
  @IsInt() version!: number;
  @IsObject() payload!: object;
}
export class StoredEvents {
  @IsArray() @ValidateNested({ each: true }) @Type(() => StoredEvent) events!: StoredEvent[];
}
/** What a reader missed of one matter, in order, from the owner's outbox log. */
export const intakeEventsSince = request('intake.events-since.v1', {
  input: EventsWanted,
  output: StoredEvents,
  actors: ['service'],
  reading: true,
});
