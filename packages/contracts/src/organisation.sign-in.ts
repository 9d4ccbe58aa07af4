import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { event, request } from './contract.js';
import { NoInput } from './organisation.directory.js';
import { IsPlainText } from './text.js';

export class SignIn {
  @IsPlainText(1, 64) username!: string;
  /** Compared exactly as typed, after NFC. */
  @IsString() @Length(1, 128) password!: string;
  /** Six digits of the authenticator, or a recovery code; required once a second factor is enrolled. */
  @IsOptional() @Matches(/^[0-9A-Za-z-]{6,20}$/) code?: string;
}
export class SignedIn {
  @IsUUID() officialId!: string;
  @IsPlainText(1, 40) name!: string;
  @IsInt() authzVersion!: number;
  /** `password` alone is only possible for demo accounts and for roles that read no others' matters. */
  @IsIn(['password', 'two-factor']) strength!: 'password' | 'two-factor';
  /** A seeded account that signs in without a second factor; refused in production. */
  @IsBoolean() isDemo!: boolean;
  /** A role asks for a second factor and none is enrolled: this session may enrol and sign out, nothing else. */
  @IsOptional() @IsBoolean() mustEnrol?: boolean;
}
export const signIn = request('organisation.sign-in.v1', {
  input: SignIn,
  output: SignedIn,
  problems: [
    'credentials-wrong',
    'second-factor-required',
    'second-factor-wrong',
    'demo-account-refused',
    'too-many-requests',
  ],
  actors: ['anonymous'],
});

export class SecondFactorCode {
  /** Six digits, a recovery code, or the word `demo`. */
  @Matches(/^[0-9A-Za-z-]{4,20}$/) code!: string;
}
export class Confirmed {
  @IsISO8601() at!: string;
}
/** Step-up: proves the second factor again within an open session. Demo accounts confirm with the word `demo`. */
export const confirmSecondFactor = request('organisation.confirm-second-factor.v1', {
  input: SecondFactorCode,
  output: Confirmed,
  problems: ['second-factor-wrong', 'second-factor-not-enrolled', 'too-many-requests'],
});

export class Enrolment {
  /** `otpauth://` address for the authenticator; shown once. */
  @IsString() address!: string;
  @IsString() secret!: string;
}
export const enrolSecondFactor = request('organisation.enrol-second-factor.v1', {
  input: NoInput,
  output: Enrolment,
  problems: ['second-factor-already-enrolled'],
});

export class RecoveryCodes {
  /** Ten codes, each good once; shown once. */
  @IsArray() @IsString({ each: true }) codes!: string[];
}
export const activateSecondFactor = request('organisation.activate-second-factor.v1', {
  input: SecondFactorCode,
  output: RecoveryCodes,
  problems: [
    'second-factor-wrong',
    'second-factor-not-enrolled',
    'second-factor-already-enrolled',
    'too-many-requests',
  ],
});

export class ChangePassword {
  @IsString() @Length(1, 128) current!: string;
  @IsString() @Length(1, 128) next!: string;
}
export const changePassword = request('organisation.change-password.v1', {
  input: ChangePassword,
  output: Confirmed,
  problems: ['credentials-wrong', 'password-unfit', 'too-many-requests'],
});

/** One post that an official holds now, or acts in for somebody. */
export class HeldPost {
  @IsUUID() postId!: string;
  @IsPlainText(1, 40) role!: string;
  @IsInt() unitId!: number;
  /** The unit and every unit below it, closed ones included. */
  @IsArray() @IsInt({ each: true }) subtree!: number[];
  /** Every unit of the division that the unit serves, closed ones included; only for roles that part E gives an act there. */
  @IsOptional() @IsArray() @IsInt({ each: true }) area?: number[];
  /** Set while deputising: whose post it is. */
  @IsOptional() @IsUUID() onBehalfOf?: string;
}
export class OfficialId {
  @IsUUID() officialId!: string;
}
/** What an official may do now, from which services derive scopes. */
export class Authority {
  @IsUUID() officialId!: string;
  @IsPlainText(1, 40) name!: string;
  @IsBoolean() isEnabled!: boolean;
  @IsInt() authzVersion!: number;
  /** Cleared to handle sealed accusations. */
  @IsBoolean() hasAccusationClearance!: boolean;
  @IsArray() @ValidateNested({ each: true }) @Type(() => HeldPost) posts!: HeldPost[];
}
export const authority = request('organisation.authority.v1', {
  input: OfficialId,
  output: Authority,
  problems: ['official-not-found'],
  actors: ['official', 'service'],
  reading: true,
});

/** Rights changed, or the account was disabled: sessions with an older version end. */
export class AuthorityChanged {
  @IsUUID() officialId!: string;
  @IsInt() authzVersion!: number;
  @IsBoolean() endsSessions!: boolean;
}
export const authorityChanged = event('organisation.authority-changed.v1', AuthorityChanged);
