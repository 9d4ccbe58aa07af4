import { Inject, Injectable } from '@nestjs/common';
import { Problem, type UnitEntry } from '@huiyin/contracts';
import { Authorities, Database, type Settings, SETTINGS, UnitDirectory } from '@huiyin/service';
import { desksOf } from '../matter/desks.js';
import { type Offices } from './hand-over.rules.js';
import { type Officer } from './ruling.rules.js';
import { type Recipient } from './transfer.rules.js';

/** Deepest tree of units that is walked. */
const mostTiers = 20;

/** Offices as this service knows them: who may be named as competent, who answers there, what stands above. */
@Injectable()
export class Recipients {
  readonly site: string;
  readonly offices: Offices;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly units: UnitDirectory,
    private readonly authorities: Authorities,
    private readonly database: Database,
  ) {
    this.site = settings.site;
    this.offices = {
      nameOf: (unitId) => units.find(unitId)?.name ?? String(unitId),
      ...desksOf(units),
    };
  }

  /** An office that can be given something. @throws Problem `unit-not-found`, `unit-closed`. */
  open(unitId: number): UnitEntry {
    const unit = this.units.find(unitId);
    if (unit === undefined) throw new Problem('unit-not-found');
    if (unit.standing !== 'open') throw new Problem('unit-closed');
    return unit;
  }

  now(): Date {
    return this.database.now();
  }

  known(unitId: number): UnitEntry | undefined {
    return this.units.find(unitId);
  }

  homeOf(unit: UnitEntry): string {
    return unit.homeSite ?? this.site;
  }

  /** Who answers for a unit until it names somebody. @throws Problem `directory-unavailable` where nobody is known: not a refusal. */
  officerOf(unitId: number): Officer {
    const unit = this.units.find(unitId);
    if (unit?.dutyOfficerId === undefined) throw new Problem('directory-unavailable', {}, [], 2);
    return { id: unit.dutyOfficerId, name: unit.dutyOfficerName ?? '' };
  }

  /** What D.9 looks at. Asks about people only where a matter accuses some. */
  async recipient(unit: UnitEntry, accusedOfficials: readonly string[]): Promise<Recipient> {
    const accused = await Promise.all(accusedOfficials.map((id) => this.authorities.of(id)));
    return {
      unitId: unit.id,
      lineage: this.lineage(unit.id),
      dutyOfficerId: unit.dutyOfficerId,
      unitsOfAccusedPersons: new Set(accused.flatMap((person) => person.posts.map((post) => post.unitId))),
    };
  }

  /** The unit and every unit above it. */
  lineage(unitId: number): number[] {
    const line: number[] = [];
    for (
      let at: number | undefined = unitId;
      at !== undefined && line.length < mostTiers;
      at = this.units.find(at)?.parentId
    )
      line.push(at);
    return line;
  }

  /** The petition bureau that works directly under a unit, or that unit itself where it has none. */
  deciderUnder(superiorId: number): number {
    const bureau = this.units
      .all()
      .find((unit) => unit.kind === 'petition-bureau' && unit.parentId === superiorId && unit.standing === 'open');
    return bureau?.id ?? superiorId;
  }

  /** The nearest open bureau beside or above a unit, of those that `isFit`, with who answers there. */
  bureauAbove(unitId: number, isFit: (unitId: number) => boolean): { unitId: number; officer: Officer } | undefined {
    const bureaus = this.units.all().filter((unit) => unit.kind === 'petition-bureau' && unit.standing === 'open');
    const beside = this.lineage(unitId).flatMap((above) => bureaus.filter(({ parentId }) => parentId === above));
    const bureau = beside.find(({ id, dutyOfficerId }) => dutyOfficerId !== undefined && isFit(id));
    return bureau === undefined ? undefined : { unitId: bureau.id, officer: this.officerOf(bureau.id) };
  }

  async nameOfOfficial(officialId: string): Promise<string> {
    return (await this.authorities.of(officialId)).name;
  }
}
