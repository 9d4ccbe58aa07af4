import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Directory, Problem, type UnitEntry } from '@huiyin/contracts';
import { Database, ownScope } from '@huiyin/service';
import { commonSuperiorOf, headOfArea, type UnitFacts } from './unit.rules.js';

const entryColumns = `u.id, u.version, u.name, u.tier, u.kind, u.parent_id as "parentId", u.division_code as "divisionCode", u.phone,
  u.standing, u.successor_id as "successorId", u.profile, d.official_id as "dutyOfficerId", d.name as "dutyOfficerName"`;
const entries = `unit u left join duty_officer d on d.unit_id = u.id and u.standing = 'open'`;

type EntryRow = { [K in keyof UnitEntry]-?: UnitEntry[K] | null };

/** Leaves out what is not there: absent and null are one thing on the line. */
function entryOf(row: EntryRow): UnitEntry {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as UnitEntry;
}

/** Reading the tree of units. */
@Injectable()
export class DirectoryService {
  /** Subtrees by unit, as of one version of the organisation. */
  #subtrees: { version: number; byUnit: Map<number, number[]> } = { version: -1, byUnit: new Map() };

  #facts: { version: number; units: ReadonlyMap<number, UnitFacts> } = { version: -1, units: new Map() };

  constructor(private readonly database: Database) {}

  async all(): Promise<Directory> {
    return this.database.inScope(ownScope('directory'), async (manager) => {
      const version = await this.versionOf(manager);
      const rows = (await manager.query(`select ${entryColumns} from ${entries} order by u.id`)) as EntryRow[];
      return { version, units: rows.map(entryOf) };
    });
  }

  async versionOf(manager: EntityManager): Promise<number> {
    const rows = (await manager.query(`select version from organisation_version`)) as [{ version: number }];
    return rows[0].version;
  }

  /** @throws Problem `unit-not-found`. */
  async entry(manager: EntityManager, unitId: number): Promise<UnitEntry> {
    const rows = (await manager.query(`select ${entryColumns} from ${entries} where u.id = $1`, [
      unitId,
    ])) as EntryRow[];
    if (rows[0] === undefined) throw new Problem('unit-not-found');
    return entryOf(rows[0]);
  }

  /** @throws Problem `unit-not-found`, `no-common-superior` at the root. */
  async nextHigher(unitId: number): Promise<UnitEntry> {
    return this.database.inScope(ownScope('directory'), async (manager) => {
      const { parentId } = await this.entry(manager, unitId);
      if (parentId === undefined) throw new Problem('no-common-superior');
      return this.entry(manager, parentId);
    });
  }

  /** @throws Problem `unit-not-found`, `no-common-superior` where the roots of authority differ. */
  async commonSuperior(one: number, other: number): Promise<UnitEntry> {
    return this.database.inScope(ownScope('directory'), async (manager) => {
      const units = await this.facts(manager);
      if (!units.has(one) || !units.has(other)) throw new Problem('unit-not-found');
      const superior = commonSuperiorOf(one, other, units);
      if (superior === undefined) throw new Problem('no-common-superior');
      return this.entry(manager, superior);
    });
  }

  async facts(manager: EntityManager): Promise<ReadonlyMap<number, UnitFacts>> {
    const rows = (await manager.query(`select id, parent_id as "parentId", tier, kind from unit`)) as UnitFacts[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Every unit of the area that this one serves, closed ones included. */
  async area(version: number, unitId: number): Promise<number[]> {
    if (this.#facts.version !== version) {
      const units = await this.database.inScope(ownScope('directory'), (manager) => this.facts(manager));
      this.#facts = { version, units };
    }
    return this.subtree(version, headOfArea(unitId, this.#facts.units));
  }

  /** The unit and every unit below it, closed ones included; kept until the organisation changes. */
  async subtree(version: number, unitId: number): Promise<number[]> {
    if (this.#subtrees.version !== version) this.#subtrees = { version, byUnit: new Map() };
    const { byUnit } = this.#subtrees;
    const known = byUnit.get(unitId);
    if (known !== undefined) return known;
    const rows = await this.database.read<{ id: number }>(
      ownScope('directory'),
      `with recursive below (id) as (select $1::int union select u.id from unit u join below b on u.parent_id = b.id)
       select id from below order by id`,
      [unitId],
    );
    const units = rows.map((row) => row.id);
    byUnit.set(unitId, units);
    return units;
  }
}
