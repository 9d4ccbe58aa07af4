import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { HeldPost } from '@huiyin/contracts';

const strengths = ['password', 'two-factor'] as const;

export class SessionOpened {
  @IsUUID() sessionId!: string;
  /** Shown once; also set as a cookie. Send it as `Authorization: Bearer …` where cookies are not kept. */
  @Matches(/^[A-Za-z0-9_-]{43}$/) token!: string;
  @IsUUID() officialId!: string;
  @IsString() name!: string;
  @IsIn(strengths) strength!: (typeof strengths)[number];
  /** True until a second factor is enrolled: only enrolment, password and sign-out are open. */
  @IsBoolean() isLimited!: boolean;
  @IsBoolean() isDemo!: boolean;
  @IsISO8601() endsAt!: string;
}
export class SessionSteppedUp {
  @IsUUID() sessionId!: string;
  @Matches(/^[A-Za-z0-9_-]{43}$/) token!: string;
  @IsISO8601() steppedUpAt!: string;
}
export class SessionEntry {
  @IsUUID() sessionId!: string;
  @IsString() label!: string;
  @IsIn(strengths) strength!: (typeof strengths)[number];
  @IsISO8601() createdAt!: string;
  @IsISO8601() lastSeenAt!: string;
  @IsISO8601() endsAt!: string;
  @IsBoolean() isCurrent!: boolean;
}
export class SessionList {
  @IsArray() @ValidateNested({ each: true }) @Type(() => SessionEntry) sessions!: SessionEntry[];
}
export class SessionId {
  @IsUUID() sessionId!: string;
}
export class Me {
  @IsUUID() officialId!: string;
  @IsString() name!: string;
  @IsIn(strengths) strength!: (typeof strengths)[number];
  @IsBoolean() isDemo!: boolean;
  @IsBoolean() hasAccusationClearance!: boolean;
  @IsOptional() @IsISO8601() steppedUpAt?: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => HeldPost) posts!: HeldPost[];
}
