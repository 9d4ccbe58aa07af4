import {
  type ApplySimplified,
  type Authority,
  type ConvertToOrdinary,
  type OpenHandling,
  Problem,
} from '@huiyin/contracts';
import { lawful, moved } from '../file/move.rules.js';
import { type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { refuseRecused } from '../opinion/officer.rules.js';
import { noteOf } from '../records/record.rows.js';
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
export function handlingOpened(file: HandlingFile, order: OpenHandling, { lead, second }: Pair, now: Date): Ruled {
  const command = 'open-handling';
  lawful(file, command);
  if (file.state === 'in_handling' && file.secondOfficerId !== null)
    throw new Problem('transition-not-allowed', { state: file.state, command });
  if (file.pending !== null) throw new Problem('decision-pending');
  if (order.leadOfficerId === order.secondOfficerId) throw new Problem('officers-unfit');
  refuseRecused(file, order.leadOfficerId);
  refuseRecused(file, order.secondOfficerId);
  refuseUnfit(file, lead);
  refuseUnfit(file, second);
  return moved(file, {
    command,
    at: now,
    changes: {
      officerId: lead.officialId,
      officerName: lead.name,
      secondOfficerId: second.officialId,
      secondOfficerName: second.name,
    },
    values: { unit: file.unitName, officer: lead.name },
  });
}

/**
 * T25, SIMP22 Art. 4: the short track is for simple matters. One that a higher office assigned, or that already needed more time, is none.
 * @throws Problem `simplified-unfit`, `officer-recused`, `transition-not-allowed`.
 */
export function simplified(file: HandlingFile, order: ApplySimplified, by: string, now: Date): Ruled {
  refuseRecused(file, by);
  const move = moved(file, { command: 'apply-simplified', at: now, values: { unit: file.unitName } });
  const isNotSimple = file.isAssigned || file.extensionDays > 0 || file.pending?.act === 'extend';
  if (isNotSimple || file.aspects.includes('simplified')) throw new Problem('simplified-unfit');
  const note = { kind: 'simplified', title: order.ground, content: { reason: order.reason } } as const;
  return { ...move, adds: [noteOf(file, note, by, now)], reason: order.ground };
}

/** T26: back to the ordinary track, and the petitioner was told. @throws Problem `officer-recused`, `transition-not-allowed`. */
export function madeOrdinary(file: HandlingFile, order: ConvertToOrdinary, by: string, now: Date): Ruled {
  refuseRecused(file, by);
  const command = 'convert-to-ordinary';
  const move = moved(file, { command, at: now, values: { unit: file.unitName } });
  if (!file.aspects.includes('simplified')) throw new Problem('transition-not-allowed', { state: file.state, command });
  const note = { kind: 'ordinary', title: command, content: { reason: order.reason } } as const;
  return { ...move, adds: [noteOf(file, note, by, now)] };
}
