import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
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
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';
import {
  channels,
  type Channel,
  locales,
  type Locale,
  type Purpose,
  purposes,
  visitForms,
} from './words-of-the-office.js';

/** Who a person is and how to reach them: only what was given (L-17, minimum data). Sealed apart from the matter. */
export class PersonGiven {
  @IsOptional() @IsPlainText(1, 40) name?: string;
  @IsOptional() @Matches(/^[0-9０-９+()（） -]{5,24}$/) phone?: string;
  @IsOptional() @Matches(/^[0-9A-Za-z０-９]{6,24}$/) idNumber?: string;
  @IsOptional() @IsPlainText(2, 200) address?: string;
  @IsOptional() @IsEmail() email?: string;
}

/** One arrival for one matter: one batch, whatever the number of people (domain G.1). */
export class VisitGiven {
  @IsIn(visitForms) form!: 'individual' | 'group';
  @IsInt() @Min(1) @Max(10_000) people!: number;
  /** Regulations on Petition Work, Art. 20: at most five. The length is checked by a rule that cites it. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => PersonGiven)
  representatives?: PersonGiven[];
}

export class AccusedGiven {
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsUnitNumber({ each: true }) unitIds?: number[];
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsUUID(undefined, { each: true }) officialIds?: string[];
}

export class RegisterSubmission {
  @IsIn(channels) channel!: Channel;
  @IsIn(purposes) purpose!: Purpose;
  /** The office that receives it; absent = the county's petition bureau. */
  @IsOptional() @IsUnitNumber() receivingUnitId?: number;
  @IsPlainText(2, 200) title!: string;
  @IsPlainText(2, 20_000) content!: string;
  @ValidateNested() @Type(() => PersonGiven) petitioner: PersonGiven = new PersonGiven();
  /** Written down by an official or a village clerk for somebody who asked them to. */
  @IsOptional() @IsBoolean() isOnBehalf?: boolean;
  @IsOptional() @ValidateNested() @Type(() => PersonGiven) agent?: PersonGiven;
  @IsOptional() @ValidateNested() @Type(() => VisitGiven) visit?: VisitGiven;
  @IsOptional() @ValidateNested() @Type(() => AccusedGiven) accused?: AccusedGiven;
  /** Uploads finished before, each used once. */
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ArrayUnique() @IsUUID(undefined, { each: true }) attachmentIds?: string[];
  /** Where the matter arose: division code of 6, 9 or 12 digits. */
  @IsOptional() @Matches(/^(?:[0-9]{6}|[0-9]{9}|[0-9]{12})$/) locationCode?: string;
  /** When a letter or fax came in, if earlier than its registration. */
  @IsOptional() @IsISO8601({ strict: true }) receivedAt?: string;
  @IsOptional() @IsIn(locales) language?: Locale;
}

/** What the petitioner takes home (F-01). The query code is derived, never stored; it is told once, and again for the same idempotency key. */
export class Receipt {
  @IsPlainText(10, 40) submissionNo!: string;
  /** 128 bits in base32, without look-alike letters. */
  @Matches(/^[0-9A-HJKMNP-TV-Z]{26}$/) queryCode!: string;
  @IsISO8601() receivedAt!: string;
  @IsISO8601() registeredAt!: string;
  @IsIn(channels) channel!: Channel;
  /** Absent when a sealed receipt is printed again: nobody here can read it. */
  @IsOptional() @IsPlainText(1, 200) title?: string;
  @IsInt() attachments!: number;
  @IsOptional() @IsPlainText(1, 80) petitionerMasked?: string;
  /** The office whose counter, letter box or page took it in. */
  @IsPlainText(1, 80) receivedByUnit!: string;
  /** Absent for an accusation: its online view shows status only (domain F.2a). */
  @IsOptional() @IsPlainText(1, 80) responsibleUnit?: string;
  @IsOptional() @IsPlainText(1, 40) officer?: string;
  @IsOptional() @IsPlainText(1, 40) officePhone?: string;
  /** Statute rule that runs now, such as `TL-01`. */
  @IsOptional() @IsPlainText(1, 10) clockRule?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) legalDueOn?: string;
  @IsOptional() @Matches(/^\d{4}-\d\d-\d\d$/) internalDueOn?: string;
  /** Told to officials only. */
  @IsOptional() @IsUUID() matterId?: string;
}

export const registerSubmission = request('intake.register-submission.v1', {
  input: RegisterSubmission,
  output: Receipt,
  problems: [
    'contact-or-accusation-needed',
    'representatives-too-many',
    'visit-details-needed',
    'visit-details-misplaced',
    'attachment-not-found',
    'receiving-unit-unfit',
  ],
  actors: ['anonymous', 'official'],
  act: 'register-submission',
});

export class NumberAndCode {
  @IsPlainText(10, 40) submissionNo!: string;
  /** Spaces, dashes and lower case are forgiven. */
  @IsPlainText(20, 60) queryCode!: string;
}
/** What number and code open: a matter, or the bare status of a sealed submission. */
export class OpenedSubmission {
  @IsPlainText(10, 40) submissionNo!: string;
  @IsPlainText(10, 10) registeredOn!: string;
  @IsOptional() @IsUUID() matterId?: string;
  /** Set for sealed submissions only: one neutral word. */
  @IsOptional() @IsIn(['received', 'passed-on', 'confirmed']) sealedStatus?: 'received' | 'passed-on' | 'confirmed';
}
export const openSubmission = request('intake.open-submission.v1', {
  input: NumberAndCode,
  output: OpenedSubmission,
  problems: ['code-or-number-wrong'],
  actors: ['anonymous'],
  reading: true,
});

/** The receipt again, for printing, against number and code. */
export const receiptOf = request('intake.receipt-of.v1', {
  input: NumberAndCode,
  output: Receipt,
  problems: ['code-or-number-wrong'],
  actors: ['anonymous'],
  reading: true,
});
