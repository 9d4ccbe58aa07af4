import { Injectable } from '@nestjs/common';
import { PersonalData, UnitDirectory } from '@huiyin/service';

/** Names and telephones of offices, and the keys to people's names, for printing. */
@Injectable()
export class ReceiptParts {
  constructor(
    readonly people: PersonalData,
    private readonly units: UnitDirectory,
  ) {}

  unitName(unitId: number): string {
    return this.units.find(unitId)?.name ?? String(unitId);
  }

  phone(unitId: number): string {
    return this.units.find(unitId)?.phone ?? '';
  }

  bureauName(): string {
    return this.units.all().find((unit) => unit.kind === 'petition-bureau' && unit.tier === 'county')?.name ?? '';
  }
}
