import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { type PathAnswers } from '@huiyin/statute';
import { request } from './contract.js';
import { AccusedGiven } from './intake.registration.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';
import { channels, type Channel, type Kind, kinds, type Urgency, urgencies } from './words-of-the-office.js';

/** The answers to the ordered questions of R Art. 31 (domain D.2), under the statute's own keys; the first yes decides the path. */
export class PathAnswersGiven implements PathAnswers {
  @IsOptional() @IsBoolean() 'accuses-official-or-office'?: boolean;
  @IsOptional() @IsBoolean() 'suggestion-only'?: boolean;
  @IsOptional() @IsBoolean() 'litigation-or-police-procedure'?: boolean;
  @IsOptional() @IsBoolean() arbitration?: boolean;
  @IsOptional() @IsBoolean() 'party-appeal'?: boolean;
  @IsOptional() @IsBoolean() 'administrative-procedure'?: boolean;
  @IsOptional() @IsBoolean() 'asks-for-duty'?: boolean;
  @IsOptional() @IsBoolean() bothAgreeToMediate?: boolean;
}

export class Classify {
  @IsUUID() matterId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsIn(kinds) kind!: Kind;
  /** First-level category slug of domain D.1. */
  @Matches(/^[a-z_]{2,40}$/) category!: string;
  @ValidateNested() @Type(() => PathAnswersGiven) answers!: PathAnswersGiven;
  @IsOptional() @Matches(/^(?:[0-9]{6}|[0-9]{9}|[0-9]{12})$/) locationCode?: string;
  @IsIn(urgencies) urgency!: Urgency;
  @IsPlainText(2, 1000) reason!: string;
  @IsOptional() @ValidateNested() @Type(() => AccusedGiven) accused?: AccusedGiven;
}
/** A matter after a change: what the next `If-Match` must name. For an accusation the matter has left: version only. */
export class MatterChanged {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsPlainText(1, 40) state!: string;
  @IsOptional() @IsPlainText(1, 20) path?: string;
}
export const classify = request('intake.classify.v1', {
  input: Classify,
  output: MatterChanged,
  problems: ['path-does-not-follow', 'reason-needed'],
  act: 'classify',
});

export class LinkToExisting {
  @IsUUID() matterId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsUUID() existingMatterId!: string;
  @IsPlainText(2, 1000) reason!: string;
}
export const linkToExisting = request('intake.link-to-existing.v1', {
  input: LinkToExisting,
  output: MatterChanged,
  problems: ['link-target-unfit'],
  act: 'link-to-existing',
});

export class EscalateUrgent {
  @IsUUID() matterId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsPlainText(2, 1000) reason!: string;
  /** Units told at once: own party committee and government, departments, joint-conference office (R25). */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @IsUnitNumber({ each: true }) reportTo!: number[];
}
export const escalateUrgent = request('intake.escalate-urgent.v1', {
  input: EscalateUrgent,
  output: MatterChanged,
  problems: ['unit-not-found'],
  act: 'escalate-urgent',
});

export class MatterId {
  @IsUUID() matterId!: string;
}
export class ProposalEntry {
  @IsUUID() proposalId!: string;
  @IsUUID() earlierMatterId!: string;
  @IsPlainText(10, 40) earlierSubmissionNo!: string;
  @IsPlainText(1, 200) earlierTitle!: string;
  @IsISO8601() earlierRegisteredAt!: string;
  /** `repeat`: same person and same facts. `same-person` or `same-facts`: one of the two. */
  @IsIn(['repeat', 'same-person', 'same-facts']) likeness!: 'repeat' | 'same-person' | 'same-facts';
  /** Why: `same-text`, `similar-text`, `same-phone`, `same-id-number`, `same-email`, `same-name-and-place`. */
  @IsArray() @IsPlainText(1, 40, { each: true }) reasons!: string[];
  @IsIn(['open', 'accepted', 'rejected']) standing!: 'open' | 'accepted' | 'rejected';
}
export class Proposals {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ProposalEntry) proposals!: ProposalEntry[];
}
export const proposalsOf = request('intake.proposals-of.v1', {
  input: MatterId,
  output: Proposals,
  act: 'read-matter',
  reading: true,
});
export class DecideProposal {
  @IsUUID() proposalId!: string;
  @IsIn(['accepted', 'rejected']) decision!: 'accepted' | 'rejected';
  @IsPlainText(2, 1000) reason!: string;
}
export class ProposalDecided {
  @IsUUID() proposalId!: string;
  @IsIn(['accepted', 'rejected']) decision!: 'accepted' | 'rejected';
}
export const decideProposal = request('intake.decide-proposal.v1', {
  input: DecideProposal,
  output: ProposalDecided,
  problems: ['proposal-already-decided'],
  act: 'decide-proposal',
});

export class AttachmentEntry {
  @IsUUID() attachmentId!: string;
  @IsPlainText(1, 120) fileName!: string;
  @IsPlainText(1, 100) mediaType!: string;
  @IsInt() bytes!: number;
}
export class MaskedPerson {
  @IsOptional() @IsPlainText(1, 40) name?: string;
  @IsOptional() @IsPlainText(1, 40) phone?: string;
  @IsOptional() @IsPlainText(1, 40) idNumber?: string;
  @IsOptional() @IsPlainText(1, 200) address?: string;
  @IsOptional() @IsPlainText(1, 200) email?: string;
}
export class SubmissionEntry {
  @IsUUID() submissionId!: string;
  @IsPlainText(10, 40) submissionNo!: string;
  @IsIn(channels) channel!: Channel;
  @IsISO8601() registeredAt!: string;
  @IsPlainText(1, 200) title!: string;
  @IsPlainText(1, 20_000) content!: string;
  /** Masked by the server; the full values come only by `reveal-identity`. */
  @ValidateNested() @Type(() => MaskedPerson) petitioner!: MaskedPerson;
  @IsOptional() @IsInt() people?: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => AttachmentEntry) attachments!: AttachmentEntry[];
}
export class MatterDetail {
  @IsUUID() matterId!: string;
  @IsInt() version!: number;
  @IsPlainText(1, 40) state!: string;
  @IsOptional() @IsIn(kinds) kind?: Kind;
  @IsOptional() @IsPlainText(1, 40) category?: string;
  @IsOptional() @IsPlainText(1, 20) path?: string;
  @IsOptional() @IsPlainText(1, 12) locationCode?: string;
  @IsIn(urgencies) urgency!: Urgency;
  @IsInt() responsibleUnitId!: number;
  @IsPlainText(1, 80) responsibleUnit!: string;
  @IsUUID() officerId!: string;
  @IsPlainText(1, 40) officer!: string;
  @IsOptional() @IsUUID() linkedToMatterId?: string;
  /** Who writes its next state: intake up to the taking, assignment from there on. */
  @IsIn(['intake', 'assignment']) keeper!: 'intake' | 'assignment';
  @IsOptional() @IsInt() senderUnitId?: number;
  /** How often an office handed it back. */
  @IsInt() returns!: number;
  /** The act that waits for a second person's yes. */
  @IsOptional() @IsPlainText(2, 40) awaits?: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => SubmissionEntry) submissions!: SubmissionEntry[];
}
export const readMatter = request('intake.read-matter.v1', {
  input: MatterId,
  output: MatterDetail,
  act: 'read-matter',
  reading: true,
});

export class MatterIds {
  @IsArray() @ArrayMaxSize(200) @IsUUID(undefined, { each: true }) matterIds!: string[];
}
export class Heading {
  @IsUUID() matterId!: string;
  @IsPlainText(1, 200) title!: string;
}
export class Headings {
  @IsArray() @ValidateNested({ each: true }) @Type(() => Heading) headings!: Heading[];
}
/** Titles for a page of a list, in one call: texts live in intake only, read models carry none. */
export const headingsOf = request('intake.headings-of.v1', {
  input: MatterIds,
  output: Headings,
  act: 'read-matter',
  reading: true,
});

export const revealReasons = ['contact-petitioner', 'verify-identity', 'serve-paper', 'legal-duty'] as const;
export const identityFields = ['name', 'phone', 'idNumber', 'address', 'email'] as const;
export class RevealIdentity {
  @IsUUID() submissionId!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(identityFields, { each: true })
  fields!: (typeof identityFields)[number][];
  @IsIn(revealReasons) reasonCode!: (typeof revealReasons)[number];
  @IsPlainText(4, 500) note!: string;
}
export class RevealedPerson {
  @IsOptional() @IsPlainText(1, 40) name?: string;
  @IsOptional() @IsPlainText(1, 40) phone?: string;
  @IsOptional() @IsPlainText(1, 40) idNumber?: string;
  @IsOptional() @IsPlainText(1, 200) address?: string;
  @IsOptional() @IsPlainText(1, 200) email?: string;
}
export const revealIdentity = request('intake.reveal-identity.v1', {
  input: RevealIdentity,
  output: RevealedPerson,
  problems: ['too-many-requests'],
  act: 'reveal-identity',
});
