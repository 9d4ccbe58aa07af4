import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsUUID, Matches, ValidateNested } from 'class-validator';
import { event, request } from './contract.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';
import { tiers, type Tier, type UnitKind, unitKinds } from './words-of-the-office.js';

/** A unit as every service knows it. `parentId` is the unit above in its own root of authority (a court is not under a county bureau). */
export class UnitEntry {
  @IsInt() id!: number;
  /** Rises by one with each change of this unit. */
  @IsInt() version!: number;
  @IsPlainText(1, 80) name!: string;
  @IsIn(tiers) tier!: Tier;
  @IsIn(unitKinds) kind!: UnitKind;
  @IsOptional() @IsInt() parentId?: number;
  /** Six-digit area code used in submission numbers. */
  @Matches(/^[0-9]{6}$/) divisionCode!: string;
  @IsPlainText(1, 40) phone!: string;
  @IsIn(['open', 'closed']) standing!: 'open' | 'closed';
  /** Where the open work of a merged or closed unit went. */
  @IsOptional() @IsInt() successorId?: number;
  /** Statute profile in force here, such as `national` or `fast_520_210`. */
  @IsPlainText(1, 40) profile!: string;
  /** The official answerable for what this unit receives, until a matter has an officer of its own; a deputy while one is appointed. */
  @IsOptional() @IsUUID() dutyOfficerId?: string;
  @IsOptional() @IsPlainText(1, 40) dutyOfficerName?: string;
  /** The installation on which this unit works; absent: this one. */
  @IsOptional() @IsPlainText(1, 40) homeSite?: string;
}

export class NoInput {}

export class Directory {
  /** Rises by one with each change of the organisation. */
  @IsInt() version!: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => UnitEntry) units!: UnitEntry[];
}

export const directory = request('organisation.directory.v1', {
  input: NoInput,
  output: Directory,
  actors: ['service', 'official', 'citizen', 'anonymous'],
  reading: true,
});

/** The organisation changed; readers fetch the directory again. */
export class DirectoryChanged {
  @IsInt() version!: number;
}
export const directoryChanged = event('organisation.directory-changed.v1', DirectoryChanged);

/** A unit ended (merged or closed): its open work belongs to the successor from this moment. */
export class UnitSucceeded {
  @IsInt() unitId!: number;
  @IsInt() successorId!: number;
  @IsUUID() successorOfficerId!: string;
  @IsPlainText(1, 40) successorOfficerName!: string;
  @IsISO8601() at!: string;
}
export const unitSucceeded = event('organisation.unit-succeeded.v1', UnitSucceeded);

/** An official left a post: the open work that named this official in this unit belongs to the replacement. */
export class OfficialReplaced {
  @IsInt() unitId!: number;
  @IsUUID() officialId!: string;
  @IsUUID() replacementId!: string;
  @IsPlainText(1, 40) replacementName!: string;
  @IsISO8601() at!: string;
}
export const officialReplaced = event('organisation.official-replaced.v1', OfficialReplaced);

export class UnitId {
  @IsUnitNumber() unitId!: number;
}
export class TwoUnits {
  @IsUnitNumber() unitId!: number;
  @IsUnitNumber() otherUnitId!: number;
}

export const nextHigher = request('organisation.next-higher.v1', {
  input: UnitId,
  output: UnitEntry,
  problems: ['unit-not-found', 'no-common-superior'],
  actors: ['official', 'service'],
  reading: true,
});
export const commonSuperior = request('organisation.common-superior.v1', {
  input: TwoUnits,
  output: UnitEntry,
  problems: ['unit-not-found', 'no-common-superior'],
  actors: ['official', 'service'],
  reading: true,
});
