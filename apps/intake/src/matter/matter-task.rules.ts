import { type Task } from '@huiyin/contracts';
import { type Matter } from './matter.table.js';
import { ownTask } from './matter-move.rules.js';

/** Paths that lead out of the petition procedure (R31 (1)-(5)): the citizen is shown them instead of the matter being forwarded. */
const paths: ReadonlySet<string> = new Set(['P_LIT', 'P_ARB', 'P_PARTY', 'P_ADM', 'P_DUTY']);

export function isGuidedPath(path: string | null): boolean {
  return path !== null && paths.has(path);
}

/** What is asked of the directory to say who owes what. */
export interface Desks {
  /** The duty officer of a unit, where there is one. */
  readonly dutyOfficer: (unitId: number) => string | undefined;
  /** A petition bureau dispatches and handles nothing itself; any other office may be the competent one. */
  readonly isBureau: (unitId: number) => boolean;
}

/** What somebody owes on a matter that intake keeps; nothing once the competent office has it. */
export function tasksOf(matter: Matter, desks: Desks): Task[] {
  if (matter.keptBy !== 'intake') return [];
  if (matter.pending !== null) {
    const { act, by } = matter.pending;
    return [{ act, unitId: matter.responsibleUnit, notOfficerIds: [by] }];
  }
  switch (matter.state) {
    case 'registered':
      return [ownTask(matter, 'classify')];
    case 'triaged':
      return [ownTask(matter, actOfTriaged(matter, desks))];
    case 'forwarded':
    case 'assigned':
    case 'referred':
      return takingTask(matter, desks);
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

/**
 * R23 ¶2, R29: an office that received a matter itself says first whether it is the competent one; what accuses somebody, and what it sent
 * on once already, it sends on. A bureau always does.
 */
function actOfTriaged(matter: Matter, { isBureau }: Desks): string {
  if (isGuidedPath(matter.path)) return 'guide-to-path';
  const accusesNobody = matter.accusedUnits.length + matter.accusedOfficials.length === 0;
  if (!isBureau(matter.responsibleUnit) && matter.attempt === 0 && accusesNobody) return 'keep-for-own-handling';
  return matter.kind === 'suggestion' ? 'refer-for-study' : 'forward';
}

function takingTask(matter: Matter, { dutyOfficer }: Desks): Task[] {
  if (matter.offeredTo === null) return [];
  const officerId = dutyOfficer(matter.offeredTo);
  return [{ act: 'take', unitId: matter.offeredTo, rule: 'TL-04', ...(officerId === undefined ? {} : { officerId }) }];
}
