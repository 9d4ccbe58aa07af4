import { type DecideSuggestion } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { type Move } from '../file/move.rules.js';

/** Regulations on Petition Work, Art. 29; SD49-50 (SUG-02): adopted or not, with reasons. */
export function suggestionDecided(file: HandlingFile, { decision }: DecideSuggestion, now: Date): Move {
  const values = { unit: file.unitName, decision };
  return { command: 'decide-suggestion', at: now, values, reason: decision };
}

/** T08: who suggested is answered, unless nobody knows how to reach them. */
export function suggestionReplied(file: HandlingFile, now: Date): Move {
  const changes = { closingReason: 'suggestion_replied', closedAt: now };
  return { command: 'reply-suggestion', at: now, changes, values: { unit: file.unitName } };
}
