import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { request } from './contract.js';
import { ConfirmDecision, DecisionTaken, OnMatter } from './intake.hand-over.js';
import { EscalateUrgent } from './intake.triage.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';

/** T19: never needs a leader's approval. F-05 tells reception, acceptance, path and procedure. */
export class Accept extends OnMatter {
  @IsOptional() @IsPlainText(2, 1000) note?: string;
}
export const accept = request('assignment.accept.v1', {
  input: Accept,
  output: DecisionTaken,
  problems: ['decision-pending', 'officer-recused'],
  act: 'accept',
});

/** T13.2, SUG-11: the office that has the matter reports it at once as major or urgent (R25). */
export const escalateHandling = request('assignment.escalate-urgent.v1', {
  input: EscalateUrgent,
  output: DecisionTaken,
  problems: ['unit-not-found', 'officer-recused'],
  act: 'escalate-urgent',
});

export const declineReasons = [
  'not-competent',
  'belongs-to-statutory-path',
  'concluded-before',
  'already-in-handling',
  'not-a-petition-matter',
] as const;
/** T20: takes effect with a second person's yes; F-06 names ground, article and the right place. */
export class Decline extends OnMatter {
  @IsIn(declineReasons) reasonCode!: (typeof declineReasons)[number];
  @IsPlainText(2, 500) legalGround!: string;
  @IsPlainText(10, 2000) reasons!: string;
  @IsPlainText(2, 500) rightPlace!: string;
}
export const decline = request('assignment.decline.v1', {
  input: Decline,
  output: DecisionTaken,
  problems: ['decision-pending', 'officer-recused'],
  act: 'decline',
});
export const confirmHandlingDecision = request('assignment.confirm-decision.v1', {
  input: ConfirmDecision,
  output: DecisionTaken,
  problems: ['no-decision-pending', 'same-person', 'officer-recused'],
});

/** T22: the head names two officers and states that neither has an interest (R28). */
export class OpenHandling extends OnMatter {
  @IsUUID() leadOfficerId!: string;
  @IsUUID() secondOfficerId!: string;
  @Equals(true) hasNoInterest!: boolean;
}
export const openHandling = request('assignment.open-handling.v1', {
  input: OpenHandling,
  output: DecisionTaken,
  problems: ['officers-unfit', 'officer-recused', 'decision-pending'],
  act: 'open-handling',
});

/** T18.1, R22 ¶2, R30 ¶3: what came back because the office that had it succeeded an accused one is sent to another. */
export class HandOn extends OnMatter {
  @IsUnitNumber() toUnitId!: number;
  @IsPlainText(2, 1000) note!: string;
}
export const handOn = request('assignment.hand-on.v1', {
  input: HandOn,
  output: DecisionTaken,
  problems: ['unit-not-found', 'unit-closed', 'prohibited-transfer', 'officer-recused'],
  act: 'forward',
});

export class Statement {
  @IsIn(['officer', 'petitioner', 'agent', 'witness', 'other']) speaker!:
    'officer' | 'petitioner' | 'agent' | 'witness' | 'other';
  @IsPlainText(1, 4000) text!: string;
}
/** Of a record: when, where, by which second officer, and what was said. */
class RecordTaken extends OnMatter {
  @IsISO8601() takenAt!: string;
  @IsPlainText(2, 200) place!: string;
  @IsUUID() secondOfficerId!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => Statement)
  statements!: Statement[];
}
/** T23: the petitioner is heard and confirms what is asked for, request by request. The record is signed, or says why not. */
export class HearPetitioner extends RecordTaken {
  @IsIn(['in-person', 'by-phone', 'by-video', 'at-home']) manner!: 'in-person' | 'by-phone' | 'by-video' | 'at-home';
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @IsPlainText(2, 500, { each: true }) requests!: string[];
  @IsBoolean() isSigned!: boolean;
  /** Where it is not signed: who witnessed it and why. */
  @IsOptional() @IsPlainText(4, 500) unsignedBecause?: string;
}
export const hearPetitioner = request('assignment.hear-petitioner.v1', {
  input: HearPetitioner,
  output: DecisionTaken,
  problems: ['record-unsigned', 'two-officers-needed', 'officer-recused', 'not-the-officer'],
  act: 'handle',
});
/** T24: by two people. */
export class RecordEvidence extends RecordTaken {
  @IsIn(['inquiry', 'site-visit', 'document', 'expert-opinion', 'other'])
  evidenceKind!: 'inquiry' | 'site-visit' | 'document' | 'expert-opinion' | 'other';
  @IsPlainText(2, 200) title!: string;
  @IsPlainText(2, 8000) findings!: string;
}
export const recordEvidence = request('assignment.record-evidence.v1', {
  input: RecordEvidence,
  output: DecisionTaken,
  problems: ['two-officers-needed', 'officer-recused', 'not-the-officer'],
  act: 'handle',
});

export const simplifiedGrounds = [
  'facts-and-responsibility-clear',
  'enquiry-or-thanks',
  'daily-life-and-urgent',
  'promised-or-concluded',
  'other-simple',
] as const;
/** T25: first-time and simple matters only (SIMP22 Art. 4). */
export class ApplySimplified extends OnMatter {
  @IsIn(simplifiedGrounds) ground!: (typeof simplifiedGrounds)[number];
  @IsPlainText(2, 1000) reason!: string;
}
export const applySimplified = request('assignment.apply-simplified.v1', {
  input: ApplySimplified,
  output: DecisionTaken,
  problems: ['simplified-unfit', 'officer-recused'],
  act: 'handle',
});
/** T26. */
export class ConvertToOrdinary extends OnMatter {
  @IsPlainText(2, 1000) reason!: string;
  @Equals(true) isPetitionerTold!: boolean;
}
export const convertToOrdinary = request('assignment.convert-to-ordinary.v1', {
  input: ConvertToOrdinary,
  output: DecisionTaken,
  problems: ['officer-recused'],
  act: 'handle',
});

/** T27: asked for by the officer before the sixty days are over. */
export class RequestExtension extends OnMatter {
  @IsInt() @Min(1) @Max(366) days!: number;
  @IsPlainText(10, 1000) reason!: string;
}
const extensionProblems = ['extension-not-lawful', 'not-the-officer', 'officer-recused'] as const;
export const requestExtension = request('assignment.request-extension.v1', {
  input: RequestExtension,
  output: DecisionTaken,
  problems: [...extensionProblems, 'decision-pending'],
  act: 'request-extension',
});
/** T27.1: the head of the office says yes or no to what the officer asked for; a yes is notified by F-08. */
export class DecideExtension extends OnMatter {
  @IsBoolean() isApproved!: boolean;
  @IsPlainText(4, 1000) reason!: string;
}
export const decideExtension = request('assignment.decide-extension.v1', {
  input: DecideExtension,
  output: DecisionTaken,
  problems: ['extension-not-lawful', 'no-decision-pending', 'same-person', 'officer-recused'],
  act: 'extend',
});

/** L-07: the petitioner asks that an officer steps aside, or an officer does. A citizen names no version. */
export class RequestRecusal {
  @IsUUID() matterId!: string;
  /** Absent: the lead officer, for a citizen; oneself, for an official. */
  @IsOptional() @IsUUID() officerId?: string;
  @IsPlainText(4, 1000) ground!: string;
}
export const requestRecusal = request('assignment.request-recusal.v1', {
  input: RequestRecusal,
  output: DecisionTaken,
  problems: ['decision-pending', 'not-the-officer', 'officer-recused'],
  actors: ['official', 'citizen'],
  act: 'request-recusal',
});
/** SD17: the head decides; a yes names who steps in. */
export class DecideRecusal extends OnMatter {
  @IsBoolean() isGranted!: boolean;
  @IsPlainText(4, 1000) reason!: string;
  @IsOptional() @IsUUID() replacementOfficerId?: string;
}
export const decideRecusal = request('assignment.decide-recusal.v1', {
  input: DecideRecusal,
  output: DecisionTaken,
  problems: ['no-decision-pending', 'officers-unfit', 'officer-recused', 'same-person'],
  act: 'decide-recusal',
});

/** SUG-02 and T08: what becomes of a suggestion, with reasons; the reply goes out unless no contact is known. */
export class DecideSuggestion extends OnMatter {
  @IsIn(['adopt', 'partly', 'not']) decision!: 'adopt' | 'partly' | 'not';
  @IsPlainText(10, 4000) reasons!: string;
}
export const decideSuggestion = request('assignment.decide-suggestion.v1', {
  input: DecideSuggestion,
  output: DecisionTaken,
  problems: ['officer-recused'],
  act: 'study-suggestion',
});
export class ReplySuggestion extends OnMatter {
  @IsPlainText(10, 4000) reply!: string;
  @IsOptional() @IsBoolean() isContactUnclear?: boolean;
}
export const replySuggestion = request('assignment.reply-suggestion.v1', {
  input: ReplySuggestion,
  output: DecisionTaken,
  problems: ['officer-recused'],
  act: 'study-suggestion',
});

/** T47: the archivist takes the complete file. */
export class ArchiveFile extends OnMatter {
  @IsPlainText(2, 80) shelfMark!: string;
}
export const archiveFile = request('assignment.archive.v1', {
  input: ArchiveFile,
  output: DecisionTaken,
  problems: ['file-incomplete', 'officer-recused'],
  act: 'archive',
});

/** A day without a time, Asia/Shanghai. */
export const IsDay = (): PropertyDecorator => Matches(/^\d{4}-\d\d-\d\d$/);
