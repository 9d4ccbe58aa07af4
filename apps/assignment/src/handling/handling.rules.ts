import { type ApplySimplified, type Authority, type OpenHandling, Problem } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';
import { refuseRecused } from '../opinion/officer.rules.js';
import { refuseUnfit } from './officers.rules.js';

/** The two whom the head names. */
export interface Pair {
  readonly lead: Authority | undefined;
  readonly second: Authority | undefined;
}

/**
 * T22, R28 ¶3: the head names a lead and a second officer who hold a post in the unit and have no interest in the matter. Named anew (T22.3)
 * only where a succession left one alone.
 * @throws Problem `decision-pending` while a recusal is undecided, `officers-unfit`, `officer-recused`, `transition-not-allowed`.
 */
export function handlingOpened(file: HandlingFile, order: OpenHandling, { lead, second }: Pair, now: Date): Move {
  const command = 'open-handling';
  lawful(file, command);
  if (file.state === 'in_handling' && file.secondOfficerId !== null)
    throw new Problem('transition-not-allowed', { state: file.state, command });
  if (file.pending !== null) throw new Problem('decision-pending');
  if (order.leadOfficerId === order.secondOfficerId) throw new Problem('officers-unfit');
  refuseRecused(file, order.leadOfficerId);
  refuseRecused(file, order.secondOfficerId);
  refuseUnfit(file, lead, 'lead');
  refuseUnfit(file, second, 'second');
  return {
    command,
    at: now,
    changes: {
      officerId: lead.officialId,
      officerName: lead.name,
      secondOfficerId: second.officialId,
      secondOfficerName: second.name,
    },
    values: { unit: file.unitName, officer: lead.name },
  };
}

/**
 * T25, SIMP22 Art. 4: the short track is for simple matters. One that a higher office assigned, or that already needed more time, is none.
 * @throws Problem `simplified-unfit`, `officer-recused`, `transition-not-allowed`.
 */
export function simplified(file: HandlingFile, order: ApplySimplified, by: string, now: Date): Move {
  const command = 'apply-simplified';
  refuseRecused(file, by);
  lawful(file, command);
  const isNotSimple = file.isAssigned || file.extensionDays > 0 || file.pending?.act === 'extend';
  if (isNotSimple || file.aspects.includes('simplified')) throw new Problem('simplified-unfit');
  return { command, at: now, values: { unit: file.unitName }, reason: order.ground };
}

/** T26: back to the ordinary track, and the petitioner was told. @throws Problem `officer-recused`, `transition-not-allowed`. */
export function madeOrdinary(file: HandlingFile, by: string, now: Date): Move {
  const command = 'convert-to-ordinary';
  refuseRecused(file, by);
  lawful(file, command);
  if (!file.aspects.includes('simplified')) throw new Problem('transition-not-allowed', { state: file.state, command });
  return { command, at: now, values: { unit: file.unitName } };
}
