import { type Task } from '@huiyin/contracts';
import { type Matter } from './matter.table.js';
import { ownTask } from './matter-move.rules.js';

/** Paths that lead out of the petition procedure (R31 (1)-(5)): the citizen is shown them instead of the matter being forwarded. */
const paths: ReadonlySet<string> = new Set(['P_LIT', 'P_ARB', 'P_PARTY', 'P_ADM', 'P_DUTY']);

export function isGuidedPath(path: string | null): boolean {
  return path !== null && paths.has(path);
}

/** The duty officer of a unit, where there is one. */
export type DutyOfficer = (unitId: number) => string | undefined;

/** What somebody owes on a matter that intake keeps; nothing once the competent office has it. */
export function tasksOf(matter: Matter, dutyOfficer: DutyOfficer): Task[] {
  if (matter.keptBy !== 'intake') return [];
  if (matter.pending !== null) return [{ act: matter.pending.act, unitId: matter.responsibleUnit }];
  switch (matter.state) {
    case 'registered':
      return [ownTask(matter, 'classify')];
    case 'triaged':
      if (matter.kind === 'suggestion') return [ownTask(matter, 'refer-for-study')];
      return [ownTask(matter, isGuidedPath(matter.path) ? 'guide-to-path' : 'forward')];
    case 'forwarded':
    case 'assigned':
    case 'referred':
      return takingTask(matter, dutyOfficer);
    case 'objected':
      return [{ act: 'rule-on-objection', unitId: matter.responsibleUnit, rule: 'TL-05' }];
    case 'jurisdiction_dispute':
      return [{ act: 'decide-jurisdiction', unitId: matter.decidingUnit ?? matter.responsibleUnit }];
    case 'guided_to_path':
      return [ownTask(matter, 'guide-to-path', 'TL-48')];
    default:
      return [];
  }
}

function takingTask(matter: Matter, dutyOfficer: DutyOfficer): Task[] {
  if (matter.offeredTo === null) return [];
  const officerId = dutyOfficer(matter.offeredTo);
  return [{ act: 'take', unitId: matter.offeredTo, rule: 'TL-04', ...(officerId === undefined ? {} : { officerId }) }];
}
