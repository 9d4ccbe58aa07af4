import { type Role } from '@huiyin/statute';
import { demoOfficialId } from '@huiyin/organisation';
import { Caller } from '../../../journeys/test/caller.js';
import { type OfficeProcess } from '../../../journeys/test/office-process.js';
import { appoint, newOfficial, signInWithFactor } from '../../../journeys/test/staff.js';
import { patiently } from './patience.js';
import { bureau, county, County } from '../county.js';

/** Demo accounts by unit and role: those of the offices that the lives go through, and some who have nothing to do with them. */
const demoStaff: readonly (readonly [number, Role, string])[] = [
  [county, 'leader', 'leader1'],
  [bureau, 'bureau_triage', 'triage1'],
  [bureau, 'bureau_intake', 'intake1'],
  [bureau, 'bureau_head', 'head1'],
  [bureau, 'bureau_supervisor', 'supervisor1'],
  [bureau, 'bureau_reviewer_prep', 'reviewer1'],
  [bureau, 'archivist', 'archivist1'],
  ...([3, 4, 5] as const).flatMap((unit) => {
    const name = { 3: 'hr', 4: 'housing', 5: 'land' }[unit];
    const officers = [1, 2].map((no) => [unit, 'dept_officer', `${name}${no}`] as const);
    return [...officers, [unit, 'dept_head', `${name}head1`] as const];
  }),
  [6, 'dept_officer', 'agri1'],
  [13, 'township_clerk', 'township1'],
];
/** What the demo county has too few of: a second person for the bureau's rulings, a third officer and a second head for recusals. */
const newcomers: readonly (readonly [number, Role, string])[] = [
  [bureau, 'bureau_triage', 'triage2'],
  ...[3, 4, 5].flatMap((unit) => [
    [unit, 'dept_officer', `officer3@${unit}`] as const,
    [unit, 'dept_head', `head2@${unit}`] as const,
  ]),
];
/** Of another office: nothing of any life reaches this person. */
export const outsider = 'agri1';

export interface Person {
  readonly name: string;
  readonly officialId: string;
  readonly unit: number;
  readonly role: Role;
  readonly caller: Caller;
}

/** Everybody who acts or could, signed in, by the name under which the model knows them. */
export class People {
  readonly all: readonly Person[];
  readonly #byName: ReadonlyMap<string, Person>;

  private constructor(all: readonly Person[]) {
    this.all = all;
    this.#byName = new Map(all.map((person) => [person.name, person]));
  }

  static async of({ url }: OfficeProcess): Promise<People> {
    const door = Caller.anonymous(url);
    const calm = () => patiently(() => door.get('/units'));
    await calm();
    const admin = await Caller.signedIn(url, 'admin1');
    const all: Person[] = [];
    for (const [unit, role, name] of demoStaff) {
      await calm();
      const caller = await Caller.signedIn(url, name);
      all.push({ name, officialId: demoOfficialId(name), unit, role, caller });
    }
    for (const [unit, role, name] of newcomers) {
      await calm();
      const official = await newOfficial(admin);
      const refusal = await appoint(admin, official.officialId, unit, role);
      if (refusal !== undefined) throw new Error(`${name} was not appointed: ${refusal}`);
      const caller = await signInWithFactor(url, official);
      all.push({ name, officialId: official.officialId, unit, role, caller });
    }
    return new People(all);
  }

  /** Whoever the model does not know is the outsider. */
  named(name: string): Person {
    const person = this.#byName.get(name) ?? this.#byName.get(outsider);
    if (person === undefined) throw new Error('there is no outsider');
    return person;
  }

  idOf(name: string): string {
    return this.named(name).officialId;
  }

  nameOf(officialId: string | null | undefined): string | undefined {
    return this.all.find((person) => person.officialId === officialId)?.name;
  }

  /** The offices as the model sees them. */
  county(): County {
    const made = new County();
    made.staff.clear();
    for (const { unit, role, name } of this.all) made.staff.set(unit, [...(made.staff.get(unit) ?? []), [name, role]]);
    made.duty.clear();
    for (const [unit, name] of [[bureau, 'triage1'] as const, [3, 'hr1'] as const, [4, 'housing1'] as const])
      made.duty.set(unit, name);
    made.duty.set(5, 'land1');
    return made;
  }
}
