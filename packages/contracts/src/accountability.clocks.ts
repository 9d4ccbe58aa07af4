import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { event, request } from './contract.js';
import { MatterIds } from './intake.triage.js';
import { IsPlainText } from './text.js';

/** A clock as it stands: a budget and a ledger, from which these dates are derived. */
export class ClockSnapshot {
  @IsUUID() clockId!: string;
  @IsUUID() matterId!: string;
  /** Rises by one with each ledger row of this clock. */
  @IsInt() clockVersion!: number;
  /** Statute rule, such as `TL-01`. */
  @IsPlainText(1, 10) rule!: string;
  @IsIn(['running', 'paused', 'stopped']) standing!: 'running' | 'paused' | 'stopped';
  @IsInt() unitId!: number;
  @IsUUID() officerId!: string;
  @IsISO8601() startedAt!: string;
  /** Last lawful day, Asia/Shanghai. */
  @Matches(/^\d{4}-\d\d-\d\d$/) legalDueOn!: string;
  /** The instant at which that day is over. */
  @IsISO8601() legalDueAt!: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) internalDueOn?: string;
  @IsOptional() @IsISO8601() internalDueAt?: string;
  /** The year whose working days are not published yet, where a date depends on them: it is provisional, and counted again then. */
  @IsOptional() @IsInt() provisionalIn?: number;
  @IsOptional() @IsISO8601() stoppedAt?: string;
  @IsOptional() @IsBoolean() wasLate?: boolean;
}

/** Some clocks moved; each entry is the whole clock, so a reader keeps the highest `clockVersion` and misses nothing by a gap. */
export class ClocksChanged {
  @IsArray() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => ClockSnapshot) clocks!: ClockSnapshot[];
}
export const clocksChanged = event('accountability.clocks-changed.v1', ClocksChanged);

/** A warning point of domain C.3 was reached, once for each clock, measure and date. */
export class ClockStepReached {
  @IsUUID() clockId!: string;
  @IsUUID() matterId!: string;
  @IsPlainText(1, 10) rule!: string;
  /** `T-5`, `T`, `T+1` … */
  @IsPlainText(1, 10) step!: string;
  @IsPlainText(1, 40) stepKind!: string;
  /** Against the legal or the internal date. */
  @IsIn(['legal', 'internal']) measure!: 'legal' | 'internal';
  /** The last day that it warns of: a date that moves (an extension) has its own steps. */
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) dueOn?: string;
  @IsInt() unitId!: number;
  @IsUUID() officerId!: string;
  @IsISO8601() at!: string;
}
export const clockStepReached = event('accountability.clock-step-reached.v1', ClockStepReached);

export class ExplainedClock extends ClockSnapshot {
  /** How the date was counted: article, days skipped and why, pauses, extensions (statute `Explanation`). */
  @IsObject() legalExplanation!: object;
  @IsOptional() @IsObject() internalExplanation?: object;
}
export class ExplainedClocks {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ExplainedClock) clocks!: ExplainedClock[];
}
/** The clocks of matters that the caller may read, each with its explanation. A citizen gets those of the own matter. */
export const clocksOf = request('accountability.clocks-of.v1', {
  input: MatterIds,
  output: ExplainedClocks,
  actors: ['official', 'citizen'],
  act: 'read-matter',
  reading: true,
});
