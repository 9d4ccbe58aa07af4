import { type ArchiveFile, Problem } from '@huiyin/contracts';
import { defaultCalendar } from '@huiyin/statute';
import { isDisputable } from '../dispute/dispute.rules.js';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';

/**
 * T47, SUG-04: only a complete file goes to the archive: every paper is set, an opinion was served with proof, the reason of the closing
 * stands, what was assigned was reported, and the petitioner may neither evaluate nor dispute the execution any more (T36).
 * @throws Problem `file-incomplete` naming what is missing, `transition-not-allowed`.
 */
export function archived(file: HandlingFile, order: ArchiveFile, hasAllPapers: boolean, now: Date): Move {
  lawful(file, 'archive');
  const missing = missingOf(file, hasAllPapers, now);
  if (missing !== undefined) throw new Problem('file-incomplete', { missing });
  return { command: 'archive', at: now, changes: { shelfMark: order.shelfMark } };
}

function missingOf(file: HandlingFile, hasAllPapers: boolean, now: Date): string | undefined {
  if (!hasAllPapers) return 'papers';
  if (file.state !== 'closed') return undefined;
  if (file.issuedAt !== null && file.servedOn === null) return 'proof-of-service';
  if (file.closingReason === null) return 'closing-reason';
  if (file.isAssigned && !file.hasClosingReport) return 'closing-report';
  // SAT22: the petitioner's window outlives the closing; an archived file could not take the word any more.
  if (file.evaluations.some(({ standing }) => standing === 'pending')) return 'evaluation';
  return isDisputable(file, now, defaultCalendar()) ? 'execution-dispute' : undefined;
}
