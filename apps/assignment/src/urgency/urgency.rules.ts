import { type EscalateUrgent } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';

/**
 * T13.2, SUG-11; Regulations on Petition Work, Art. 25: what is major or urgent is reported at once, by whoever has the matter: what was
 * taken unreported, and what turns out to be urgent later. @throws Problem `transition-not-allowed`.
 */
export function urgentReported(file: HandlingFile, { reason }: Pick<EscalateUrgent, 'reason'>, now: Date): Move {
  const command = 'escalate-urgent';
  lawful(file, command);
  return { command, at: now, changes: { owesUrgentReport: false }, values: {}, reason };
}
