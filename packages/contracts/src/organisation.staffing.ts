import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
  Min,
  ValidateNested,
} from 'class-validator';
import { request } from './contract.js';
import { UnitEntry } from './organisation.directory.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';
import { tiers, type Tier, type UnitKind, unitKinds } from './words-of-the-office.js';

const act = 'manage-organisation';

export class CreateUnit {
  @IsPlainText(2, 80) name!: string;
  @IsIn(tiers) tier!: Tier;
  @IsIn(unitKinds) kind!: UnitKind;
  @IsOptional() @IsUnitNumber() parentId?: number;
  @Matches(/^[0-9]{6}$/) divisionCode!: string;
  @IsPlainText(3, 40) phone!: string;
  @IsOptional() @IsPlainText(1, 40) profile?: string;
}
/** The organisation's version after a change, and the unit as it is now. */
export class UnitChanged {
  @IsInt() version!: number;
  @ValidateNested() @Type(() => UnitEntry) unit!: UnitEntry;
}
export const createUnit = request('organisation.create-unit.v1', {
  input: CreateUnit,
  output: UnitChanged,
  problems: ['unit-name-taken', 'unit-not-found', 'unit-closed', 'unit-cycle'],
  act,
});

export class RenameUnit {
  @IsUnitNumber() unitId!: number;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsPlainText(2, 80) name!: string;
}
export const renameUnit = request('organisation.rename-unit.v1', {
  input: RenameUnit,
  output: UnitChanged,
  problems: ['unit-not-found', 'unit-closed', 'unit-name-taken'],
  act,
});

export class MoveUnit {
  @IsUnitNumber() unitId!: number;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsUnitNumber() parentId!: number;
}
export const moveUnit = request('organisation.move-unit.v1', {
  input: MoveUnit,
  output: UnitChanged,
  problems: ['unit-not-found', 'unit-closed', 'unit-cycle', 'unit-name-taken'],
  act,
});

/** Ends a unit; everything open goes to the successor, which must be open and have a duty officer. Merging is the same act with another reason. */
export class CloseUnit {
  @IsUnitNumber() unitId!: number;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsUnitNumber() successorId!: number;
  @IsIn(['merged', 'closed']) reason!: 'merged' | 'closed';
}
export const closeUnit = request('organisation.close-unit.v1', {
  input: CloseUnit,
  output: UnitChanged,
  problems: ['unit-not-found', 'unit-closed', 'successor-invalid', 'unit-name-taken', 'last-officer'],
  act,
});

export class CreateOfficial {
  @IsPlainText(1, 40) name!: string;
  @Matches(/^[a-z][a-z0-9.-]{2,39}$/) username!: string;
  /** First password; the official changes it. */
  @IsString() @Length(8, 128) password!: string;
}
export class OfficialChanged {
  @IsUUID() officialId!: string;
  @IsInt() authzVersion!: number;
  /** To be named in the next change of this official. */
  @IsOptional() @IsInt() version?: number;
}
export const createOfficial = request('organisation.create-official.v1', {
  input: CreateOfficial,
  output: OfficialChanged,
  problems: ['username-taken', 'password-unfit'],
  act,
});

export class DisableOfficial {
  @IsUUID() officialId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
  /** Takes over open work; required where the official is anywhere the named officer. */
  @IsOptional() @IsUUID() replacementId?: string;
}
export const disableOfficial = request('organisation.disable-official.v1', {
  input: DisableOfficial,
  output: OfficialChanged,
  problems: ['official-not-found', 'last-officer', 'successor-invalid'],
  act,
});

export class Appoint {
  @IsUUID() officialId!: string;
  @IsUnitNumber() unitId!: number;
  @IsPlainText(1, 40) role!: string;
  /** Makes this official answerable for what the unit receives. */
  @IsOptional() @IsBoolean() isDutyOfficer?: boolean;
  @IsOptional() @IsBoolean() hasAccusationClearance?: boolean;
}
export class PostChanged {
  @IsUUID() postId!: string;
  @IsInt() version!: number;
}
export const appoint = request('organisation.appoint.v1', {
  input: Appoint,
  output: PostChanged,
  problems: ['official-not-found', 'unit-not-found', 'unit-closed', 'role-not-fit-for-unit'],
  act,
});

export class EndPost {
  @IsUUID() postId!: string;
  @IsInt() @Min(0) expectedVersion!: number;
  @IsOptional() @IsUUID() replacementId?: string;
}
export const endPost = request('organisation.end-post.v1', {
  input: EndPost,
  output: PostChanged,
  problems: ['post-not-found', 'last-officer', 'successor-invalid'],
  act,
});

/** Deputising: `to` acts in the post of `from` between two instants; the audit names both. */
export class Deputise {
  @IsUUID() postId!: string;
  @IsUUID() deputyId!: string;
  @IsISO8601({ strict: true }) from!: string;
  @IsISO8601({ strict: true }) until!: string;
}
export class Deputised {
  @IsUUID() delegationId!: string;
}
export const deputise = request('organisation.deputise.v1', {
  input: Deputise,
  output: Deputised,
  problems: ['post-not-found', 'official-not-found', 'delegation-invalid'],
  actors: ['official'],
});

export class EndDeputising {
  @IsUUID() delegationId!: string;
}
export const endDeputising = request('organisation.end-deputising.v1', {
  input: EndDeputising,
  output: Deputised,
  problems: ['delegation-invalid'],
  actors: ['official'],
});

export class PostEntry {
  @IsUUID() postId!: string;
  @IsInt() unitId!: number;
  @IsPlainText(1, 40) role!: string;
  @IsBoolean() isDutyOfficer!: boolean;
  @IsInt() version!: number;
}
export class OfficialEntry {
  @IsUUID() officialId!: string;
  @IsPlainText(1, 40) name!: string;
  @IsBoolean() isEnabled!: boolean;
  @IsInt() version!: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => PostEntry) posts!: PostEntry[];
}
export class StaffQuery {
  @IsUnitNumber() unitId!: number;
}
export class Staff {
  @IsArray() @ArrayMaxSize(1000) @ValidateNested({ each: true }) @Type(() => OfficialEntry) officials!: OfficialEntry[];
}
/** Who holds which post in a unit: names and posts of officials are public to officials. */
export const staffOf = request('organisation.staff-of.v1', {
  input: StaffQuery,
  output: Staff,
  problems: ['unit-not-found'],
  actors: ['official', 'service'],
  reading: true,
});
