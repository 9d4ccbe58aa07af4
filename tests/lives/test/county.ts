import { type Role } from '@huiyin/statute';

/** The offices of the lives: a county, its bureau, four departments, and one that inherits from a department that is closed. */
export const county = 1;
export const bureau = 2;
export const departments = [3, 4, 5] as const;
export const heir = 9;
/** A counter whose clerk may register and not classify: the bureau answers for what it received. */
export const village = 16;
/** Land: some claims accuse it. */
export const accusable = 5;

const ofBureau: readonly [string, Role][] = [
  ['2-a', 'bureau_triage'],
  ['2-b', 'bureau_triage'],
  ['2-h', 'bureau_head'],
  ['2-p', 'bureau_reviewer_prep'],
  ['2-z', 'archivist'],
];
const ofDepartment = (unit: number): [string, Role][] => [
  [`${unit}-a`, 'dept_officer'],
  [`${unit}-b`, 'dept_officer'],
  [`${unit}-c`, 'dept_officer'],
  [`${unit}-h`, 'dept_head'],
  [`${unit}-k`, 'dept_head'],
];

/** Who works where and as what; people leave and others come. */
export class County {
  readonly staff = new Map<number, [string, Role][]>([
    [county, [['1-l', 'leader']]],
    [bureau, [...ofBureau]],
    [village, [['16-a', 'village_clerk']]],
    ...[...departments, heir].map((unit): [number, [string, Role][]] => [unit, ofDepartment(unit)]),
  ]);
  readonly duty = new Map<number, string>([bureau, ...departments, heir, village].map((unit) => [unit, `${unit}-a`]));
  readonly closed = new Set<number>();
  #came = 0;
  lastCame = '';

  roleOf(unit: number, official: string): Role | undefined {
    return this.staff.get(unit)?.find(([id]) => id === official)?.[1];
  }

  all(unit: number, role: Role): string[] {
    return (this.staff.get(unit) ?? []).filter(([, held]) => held === role).map(([id]) => id);
  }

  unitOf(official: string): number {
    return [...this.staff].find(([, people]) => people.some(([id]) => id === official))?.[0] ?? 0;
  }

  open(): number[] {
    return departments.filter((unit) => !this.closed.has(unit)).concat(this.closed.size > 0 ? [heir as 3] : []);
  }

  /** Somebody leaves the post for somebody new. @returns who came. */
  replace(unit: number, official: string): string {
    const successor = `${unit}-n${++this.#came}`;
    this.lastCame = successor;
    const people = this.staff.get(unit) ?? [];
    this.staff.set(
      unit,
      people.map(([id, role]) => [id === official ? successor : id, role]),
    );
    if (this.duty.get(unit) === official) this.duty.set(unit, successor);
    return successor;
  }

  close(unit: number): void {
    this.closed.add(unit);
    this.staff.delete(unit);
  }
}
