import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { event, request } from './contract.js';
import { Heading, MatterChanged, MatterId } from './intake.triage.js';
import { IssuedPaper } from './moves.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';

/** An order on a matter by who keeps it: names the version that the caller saw. */
export class OnMatter {
  @IsUUID() matterId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
}
/** An order by the receiving office: names the version of the hand-over in its own book. */
export class OnHandOver {
  @IsUUID() handOverId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
}

export class Forward extends OnMatter {
  @IsUnitNumber() toUnitId!: number;
  @IsPlainText(2, 1000) note!: string;
  /** Straight to the competent office of a lower tier; its own bureau is informed. */
  @IsOptional() @IsBoolean() isDirect?: boolean;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ArrayUnique() @IsUnitNumber({ each: true }) informUnitIds?: number[];
}
export class Assign extends Forward {
  /** Calendar days within which the closing report is due (TL-12). */
  @IsInt() @Min(1) @Max(365) periodDays!: number;
}
export class HandOverChanged {
  @IsUUID() matterId!: string;
  @IsUUID() handOverId!: string;
  /** Of the matter for the sender's orders, of the hand-over for the recipient's. */
  @IsInt() version!: number;
  /** State of the matter, or standing of the hand-over. */
  @IsPlainText(1, 40) state!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => IssuedPaper) papers!: IssuedPaper[];
}
const transferProblems = ['unit-not-found', 'unit-closed', 'prohibited-transfer'] as const;
/** T11. */
export const forward = request('intake.forward.v1', {
  input: Forward,
  output: HandOverChanged,
  problems: [...transferProblems],
  act: 'forward',
});
/** T12. */
export const assign = request('intake.assign.v1', {
  input: Assign,
  output: HandOverChanged,
  problems: [...transferProblems],
  act: 'assign',
});
/** T11.1: the office that received it directly is the competent one. */
export class KeepForOwnHandling extends OnMatter {
  @IsPlainText(2, 1000) note!: string;
}
export const keepForOwnHandling = request('intake.keep-for-own-handling.v1', {
  input: KeepForOwnHandling,
  output: MatterChanged,
  problems: ['prohibited-transfer'],
  act: 'keep-for-own-handling',
});
/** T07: a suggestion goes to the office that studies it; offered like any other hand-over. */
export const referForStudy = request('intake.refer-for-study.v1', {
  input: Forward,
  output: HandOverChanged,
  problems: [...transferProblems],
  act: 'refer-for-study',
});

/** T14.1. For a suggestion it begins the study (SUG-01). */
export const take = request('intake.take.v1', { input: OnHandOver, output: HandOverChanged, act: 'take' });
/** T14: within five working days, with detailed reasons. */
export class ObjectToHandOver extends OnHandOver {
  @IsPlainText(20, 4000) reasons!: string;
  @IsPlainText(2, 500) legalBasis!: string;
  @IsOptional() @IsUnitNumber() proposedUnitId?: number;
}
export const objectToHandOver = request('intake.object.v1', {
  input: ObjectToHandOver,
  output: HandOverChanged,
  problems: ['unit-not-found', 'objection-too-late', 'objected-before'],
  act: 'object',
});
/** T17: two offices disagree about who is competent. */
export class DisputeJurisdiction extends OnHandOver {
  /** The other office of the disagreement. */
  @IsUnitNumber() otherUnitId!: number;
  @IsPlainText(20, 4000) reasons!: string;
}
export const disputeJurisdiction = request('intake.dispute-jurisdiction.v1', {
  input: DisputeJurisdiction,
  output: HandOverChanged,
  problems: ['unit-not-found', 'no-common-superior'],
  act: 'dispute-jurisdiction',
});

/** T15, T16. Upholding needs a second person's yes (`confirm-decision`) and hands the materials back; rejecting stands at once. */
export class RuleOnObjection extends OnMatter {
  @IsIn(['upheld', 'rejected']) ruling!: 'upheld' | 'rejected';
  @IsPlainText(10, 4000) reasons!: string;
  @IsPlainText(2, 500) legalBasis!: string;
}
/** A matter after an order that may wait for a second person. */
export class DecisionTaken extends MatterChanged {
  /** The act that waits for a second person's yes; absent when it took effect. */
  @IsOptional() @IsPlainText(2, 40) awaits?: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => IssuedPaper) papers!: IssuedPaper[];
}
export const ruleOnObjection = request('intake.rule-on-objection.v1', {
  input: RuleOnObjection,
  output: DecisionTaken,
  problems: ['decision-pending'],
  act: 'rule-on-objection',
});
/** T18: by the common superior of the two, or the joint conference; inside the running TL-03. */
export class DecideJurisdiction extends OnMatter {
  @IsUnitNumber() toUnitId!: number;
  @IsPlainText(2, 80) decisionNo!: string;
  @IsPlainText(10, 4000) reasons!: string;
}
export const decideJurisdiction = request('intake.decide-jurisdiction.v1', {
  input: DecideJurisdiction,
  output: DecisionTaken,
  problems: [...transferProblems],
  act: 'decide-jurisdiction',
});
/** The second person's yes or no to what a first proposed (B.3 guard 2). Never the same person. */
export class ConfirmDecision extends OnMatter {
  @IsBoolean() isAgreed!: boolean;
  @IsPlainText(2, 1000) reason!: string;
}
export const confirmDecision = request('intake.confirm-decision.v1', {
  input: ConfirmDecision,
  output: DecisionTaken,
  problems: ['no-decision-pending', 'same-person'],
});

export const handOverStandings = ['offered', 'taken', 'objected', 'returned', 'disputed', 'redirected'] as const;
export type HandOverStanding = (typeof handOverStandings)[number];
export class HandOverEntry {
  @IsUUID() handOverId!: string;
  @IsInt() version!: number;
  @IsUUID() matterId!: string;
  @IsIn(['forward', 'assign', 'study']) kind!: 'forward' | 'assign' | 'study';
  @IsIn(handOverStandings) standing!: HandOverStanding;
  @IsInt() fromUnitId!: number;
  @IsPlainText(1, 80) fromUnit!: string;
  @IsInt() toUnitId!: number;
  @IsPlainText(1, 80) toUnit!: string;
  @IsISO8601() offeredAt!: string;
  @IsOptional() @IsISO8601() answeredAt?: string;
  /** 1 for the first offer of the matter; each return adds one. */
  @IsInt() attempt!: number;
  @IsOptional() @IsInt() periodDays?: number;
  @IsOptional() @IsPlainText(1, 1000) note?: string;
  @IsOptional() @IsPlainText(1, 4000) objection?: string;
  @IsOptional() @IsPlainText(1, 4000) ruling?: string;
}
export class HandOvers {
  @IsArray() @ValidateNested({ each: true }) @Type(() => HandOverEntry) handOvers!: HandOverEntry[];
}
/** The conversation about a matter, oldest first, for both sides. */
export const handOversOf = request('intake.hand-overs-of.v1', {
  input: MatterId,
  output: HandOvers,
  act: 'read-matter',
  reading: true,
});

// The conversation itself: what one office's book tells the other's, also within one installation. Nothing that somebody wrote is in it:
// who hears of an answer asks the other book for its words, by the id of the hand-over.

/** The sender's book to the recipient's site. */
export class HandOverOffered {
  @IsUUID() handOverId!: string;
  @IsUUID() matterId!: string;
  @IsIn(['forward', 'assign', 'study']) kind!: 'forward' | 'assign' | 'study';
  @IsInt() fromUnitId!: number;
  @IsPlainText(1, 40) fromSite!: string;
  @IsInt() toUnitId!: number;
  @IsPlainText(1, 40) toSite!: string;
  @IsISO8601() offeredAt!: string;
  /** Last lawful day for an objection (TL-04), counted by the sender. */
  @IsISO8601() objectionDueAt!: string;
  @IsInt() attempt!: number;
  @IsBoolean() mayObject!: boolean;
  @IsOptional() @IsInt() periodDays?: number;
}
export const handOverOffered = event('intake.hand-over-offered.v1', HandOverOffered);

/** The recipient's book to the sender's site. */
export class HandOverAnswered {
  @IsUUID() handOverId!: string;
  @IsUUID() matterId!: string;
  @IsPlainText(1, 40) toSite!: string;
  @IsIn(['taken', 'objected', 'disputed']) answer!: 'taken' | 'objected' | 'disputed';
  @IsISO8601() at!: string;
  @IsUUID() byOfficialId!: string;
  @IsUUID() officerId!: string;
  @IsPlainText(1, 40) officerName!: string;
  @IsOptional() @IsInt() otherUnitId?: number;
  /** For a dispute: who decides it, found by the recipient through the common superior of the two. */
  @IsOptional() @IsInt() decidingUnitId?: number;
}
export const handOverAnswered = event('intake.hand-over-answered.v1', HandOverAnswered);

/** The sender's book to the recipient's site: how it ended there. */
export class HandOverRuled {
  @IsUUID() handOverId!: string;
  @IsUUID() matterId!: string;
  @IsPlainText(1, 40) toSite!: string;
  /** `taken` (deemed, or the objection was rejected), `returned`, `redirected` (another office was named competent). */
  @IsIn(['taken', 'returned', 'redirected']) standing!: 'taken' | 'returned' | 'redirected';
  @IsISO8601() at!: string;
}
export const handOverRuled = event('intake.hand-over-ruled.v1', HandOverRuled);

export class FindMatters {
  /** Words of the subject; every one must occur. */
  @IsPlainText(2, 60) words!: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
  @IsOptional() @IsString() @MaxLength(600) cursor?: string;
}
export class FoundMatter extends Heading {
  @IsPlainText(10, 40) submissionNo!: string;
  @IsPlainText(1, 40) state!: string;
  @IsISO8601() registeredAt!: string;
}
export class FoundMatters {
  @IsArray() @ValidateNested({ each: true }) @Type(() => FoundMatter) matters!: FoundMatter[];
  @IsOptional() @IsString() nextCursor?: string;
}
/** Matters in scope by words of their subject, newest first. Never by a person. */
export const findMatters = request('intake.find-matters.v1', {
  input: FindMatters,
  output: FoundMatters,
  act: 'read-matter',
  reading: true,
});

/** To whom a paper of a matter is addressed; asked by the service that prints it, written to the audit. */
export class Addressee {
  @IsOptional() @IsPlainText(1, 40) name?: string;
  @IsOptional() @IsPlainText(1, 200) address?: string;
  @IsArray() @IsPlainText(10, 40, { each: true }) submissionNos!: string[];
  @IsOptional() @IsISO8601() receivedAt?: string;
}
export const addresseeOf = request('intake.addressee-of.v1', {
  input: MatterId,
  output: Addressee,
  actors: ['service'],
  reading: true,
});
