import { type DecideSuggestion, type ReplySuggestion } from '@huiyin/contracts';
import { moved } from '../file/move.rules.js';
import { type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { noteOf } from '../records/record.rows.js';

/** Regulations on Petition Work, Art. 29; SD49-50 (SUG-02): adopted or not, with reasons. @throws Problem `transition-not-allowed`. */
export function suggestionDecided(file: HandlingFile, order: DecideSuggestion, by: string, now: Date): Ruled {
  const { decision, reasons } = order;
  const move = moved(file, { command: 'decide-suggestion', at: now, values: { unit: file.unitName, decision } });
  const note = { kind: 'suggestion', title: decision, content: { decision, reasons } } as const;
  return { ...move, adds: [noteOf(file, note, by, now)], reason: decision };
}

/** T08: who suggested is answered, unless nobody knows how to reach them. @throws Problem `transition-not-allowed`. */
export function suggestionReplied(file: HandlingFile, order: ReplySuggestion, by: string, now: Date): Ruled {
  const { reply, isContactUnclear = false } = order;
  const move = moved(file, {
    command: 'reply-suggestion',
    at: now,
    changes: { closingReason: 'suggestion_replied', closedAt: now },
    values: { unit: file.unitName },
  });
  const note = { kind: 'suggestion', title: 'reply', content: { reply, isContactUnclear } } as const;
  return { ...move, adds: [noteOf(file, note, by, now)] };
}
