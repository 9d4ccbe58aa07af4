import { queue, type QueueLine } from '@huiyin/contracts';
import { type TestSystem } from '@huiyin/testing';
import { firstOfficer, secondOfficer } from './life.js';
import { ReadingSystem } from './reading-system.js';

export const reading = new ReadingSystem();
export const { neighbours } = reading;
/** Who looks at the queue: two bureaus' roles, two departments, those who act for an area, a township. */
export const cast = {
  triage: neighbours.officialOf(firstOfficer, { role: 'bureau_triage', unitId: 2 }),
  secondTriage: neighbours.official({ role: 'bureau_triage', unitId: 2 }),
  bureauHead: neighbours.official({ role: 'bureau_head', unitId: 2 }),
  preReviewer: neighbours.official({ role: 'bureau_reviewer_prep', unitId: 2 }),
  officer: neighbours.officialOf(secondOfficer, { role: 'dept_officer', unitId: 3 }),
  colleague: neighbours.official({ role: 'dept_officer', unitId: 3 }),
  deptHead: neighbours.official({ role: 'dept_head', unitId: 3, subtree: [3, 5] }),
  otherOfficer: neighbours.official({ role: 'dept_officer', unitId: 4 }),
  otherHead: neighbours.official({ role: 'dept_head', unitId: 4 }),
  supervisor: neighbours.official({ role: 'bureau_supervisor', unitId: 2, area: [1, 2, 3, 4] }),
  leader: neighbours.official({ role: 'leader', unitId: 1, area: [1, 2, 3, 4] }),
  otherLeader: neighbours.official({ role: 'leader', unitId: 8, area: [8, 9] }),
  townshipHead: neighbours.official({ role: 'township_head', unitId: 13, subtree: [13, 16] }),
};
export type Name = keyof typeof cast;
export const names = Object.keys(cast) as Name[];
export const ask: TestSystem['ask'] = (...question) => reading.system.ask(...question);
export const tell: ReadingSystem['tell'] = (...facts) => reading.tell(...facts);

export const linesOf = async (name: Name, isOwn = false): Promise<QueueLine[]> =>
  (await ask(queue, isOwn ? { isOwn } : {}, cast[name])).lines;

/** Who has something in the queue, and what. */
export async function whoOwes(isOwn = false): Promise<Partial<Record<Name, string>>> {
  const all = await Promise.all(
    names.map(async (name) => [name, (await linesOf(name, isOwn)).map((line) => line.what).join(' ')] as const),
  );
  return Object.fromEntries(all.filter(([, what]) => what !== ''));
}

export const each = (what: string, ...who: Name[]) => Object.fromEntries(who.map((name) => [name, what]));
