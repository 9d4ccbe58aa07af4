import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { type Tier, tiers, type UnitKind } from '@huiyin/contracts';
import { type House } from '../gateway.house.js';
import { type Asked } from '../route/route.js';

export class PublicUnit {
  @IsInt() id!: number;
  @IsString() name!: string;
  @IsIn(tiers) tier!: Tier;
}
export class PublicUnits {
  @IsArray() @ValidateNested({ each: true }) @Type(() => PublicUnit) units!: PublicUnit[];
}

// Offices that do not take petitions from the street; what they get comes by transfer.
const behindTheScenes: ReadonlySet<UnitKind> = new Set([
  'joint-conference-office',
  'mediation-committee',
  'government',
]);
const bureauFirst = (kind: UnitKind) => (kind === 'petition-bureau' ? 0 : 1);

/** Open offices that take petitions, the petition bureaus first. @throws Problem `directory-unavailable`. */
export function receivingUnits(house: House): PublicUnit[] {
  return house.units
    .all()
    .filter((unit) => unit.standing === 'open' && !behindTheScenes.has(unit.kind))
    .toSorted((a, b) => bureauFirst(a.kind) - bureauFirst(b.kind) || a.id - b.id)
    .map(({ id, name, tier }) => ({ id, name, tier }));
}

export async function publicUnits({ house }: Asked): Promise<PublicUnits> {
  return { units: receivingUnits(house) };
}
