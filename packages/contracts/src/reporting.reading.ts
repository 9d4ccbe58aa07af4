import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { request, signal } from './contract.js';
import { MatterId } from './intake.triage.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';
import { channels, type Channel, type Kind, type Urgency, urgencies } from './words-of-the-office.js';

/** Who answers and by when, as the citizen sees it. */
export class Answerable {
  @IsPlainText(1, 80) unit!: string;
  @IsPlainText(1, 40) officer!: string;
  @IsOptional() @IsPlainText(1, 10) clockRule?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) legalDueOn?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) internalDueOn?: string;
  @IsOptional() @IsBoolean() isOverdue?: boolean;
}
export class TimelineStep {
  @IsISO8601() at!: string;
  /** Key of the words (`timeline.*`), such as `registered`, `officer-named`, `classified`, `linked`, `clock-started`, `due-today`, `overdue`. */
  @IsPlainText(1, 60) step!: string;
  /**
   * Values for the words, by the names that the words use; no personal data. `clock` is a statute rule, `kind`, `category` and `path`
   * are slugs: who shows them puts in their names. `on` is a day.
   */
  @IsObject() values!: Record<string, string | number>;
}
export class Timeline {
  @IsUUID() matterId!: string;
  @IsPlainText(10, 40) submissionNo!: string;
  @IsPlainText(1, 40) state!: string;
  @IsBoolean() isOpen!: boolean;
  @ValidateNested() @Type(() => Answerable) answerable!: Answerable;
  @IsArray() @ValidateNested({ each: true }) @Type(() => TimelineStep) steps!: TimelineStep[];
  /** When it was read. The read model may trail the books by moments. */
  @IsISO8601() asOf!: string;
}
/** The citizen's own matter, opened by number and code (token bound to that matter), or an official's in scope. */
export const timeline = request('reporting.timeline.v1', {
  input: MatterId,
  output: Timeline,
  actors: ['citizen', 'official'],
  act: 'read-matter',
  reading: true,
});

export class MatterLine {
  @IsUUID() matterId!: string;
  @IsPlainText(10, 40) submissionNo!: string;
  @IsPlainText(1, 40) state!: string;
  @IsBoolean() isOpen!: boolean;
  @IsOptional() @IsIn(['claim', 'suggestion']) matterKind?: Kind;
  @IsOptional() @IsPlainText(1, 40) category?: string;
  @IsOptional() @IsPlainText(1, 20) path?: string;
  @IsIn(channels) channel!: Channel;
  @IsIn(urgencies) urgency!: Urgency;
  @IsInt() unitId!: number;
  @IsPlainText(1, 80) unit!: string;
  @IsUUID() officerId!: string;
  @IsPlainText(1, 40) officer!: string;
  @IsISO8601() registeredAt!: string;
  @IsOptional() @IsPlainText(1, 10) clockRule?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) legalDueOn?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) internalDueOn?: string;
  @IsBoolean() isOverdue!: boolean;
  /** The office that dispatched it; absent where it was never handed over. */
  @IsOptional() @IsInt() senderUnitId?: number;
  /** How often an office handed it back. */
  @IsInt() returns!: number;
}

export class LedgerQuery {
  @IsOptional() @IsString() @MaxLength(60) state?: string;
  @IsOptional() @IsIn(['claim', 'suggestion']) matterKind?: string;
  @IsOptional() @Matches(/^[a-z_]{2,40}$/) category?: string;
  @IsOptional() @IsIn(channels) channel?: Channel;
  @IsOptional() @IsUnitNumber() unitId?: number;
  /** What this unit dispatched to others; absent: what units in scope answer for. */
  @IsOptional() @IsUnitNumber() senderUnitId?: number;
  @IsOptional() @IsBoolean() isOpen?: boolean;
  @IsOptional() @IsBoolean() isOverdue?: boolean;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) registeredFrom?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) registeredTo?: string;
  @IsOptional() @IsInt() @Min(1) @Max(200) limit?: number;
  @IsOptional() @IsString() @MaxLength(600) cursor?: string;
}
export class LedgerPage {
  @IsArray() @ValidateNested({ each: true }) @Type(() => MatterLine) lines!: MatterLine[];
  /** Signed; absent on the last page. */
  @IsOptional() @IsString() nextCursor?: string;
  @IsISO8601() asOf!: string;
}
/** Matters in scope, newest first, keyset paging. */
export const ledger = request('reporting.ledger.v1', {
  input: LedgerQuery,
  output: LedgerPage,
  act: 'read-ledger',
  reading: true,
});

export class QueueQuery {
  /** True: only what names the caller; otherwise also what anyone with the caller's posts may do. */
  @IsOptional() @IsBoolean() isOwn?: boolean;
  @IsOptional() @IsInt() @Min(1) @Max(200) limit?: number;
  @IsOptional() @IsString() @MaxLength(600) cursor?: string;
}
/** One thing that somebody owes, or one warning of a clock, with its matter. */
export class QueueLine extends MatterLine {
  @IsIn(['task', 'warning']) entry!: 'task' | 'warning';
  /** Act owed (`accept`, `issue-opinion` …), or the warning's kind (`warn`, `due-today`, `overdue`, `risk-reminder-draft` …). */
  @IsPlainText(2, 40) what!: string;
  /** Who owes it: the unit, and the officer where one is named. */
  @IsInt() taskUnitId!: number;
  @IsOptional() @IsUUID() taskOfficerId?: string;
  /** The clock that the entry hangs on, and its last day. */
  @IsOptional() @IsPlainText(1, 10) taskRule?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) taskDueOn?: string;
  /** Of a warning: against the legal or the internal date. */
  @IsOptional() @IsIn(['legal', 'internal']) taskMeasure?: 'legal' | 'internal';
}
export class QueuePage {
  @IsArray() @ValidateNested({ each: true }) @Type(() => QueueLine) lines!: QueueLine[];
  /** Signed; absent on the last page. */
  @IsOptional() @IsString() nextCursor?: string;
  @IsISO8601() asOf!: string;
}
/** What the caller must do: tasks that name the caller, or that the caller's posts allow in their units; nearest date first. */
export const queue = request('reporting.queue.v1', {
  input: QueueQuery,
  output: QueuePage,
  act: 'read-queue',
  reading: true,
});

/** Queues changed; the browser asks again. */
export class QueuesChanged {
  @IsArray() @IsUUID(undefined, { each: true }) officerIds!: string[];
  /** Units whose common work changed: whoever has a post that reaches them may see it. */
  @IsOptional() @IsArray() @IsInt({ each: true }) unitIds?: number[];
}
export const queuesChanged = signal('reporting.queues-changed.v1', QueuesChanged);
