import { claimMachine, type Machine, suggestionMachine } from '@huiyin/statute';
import { type HandlingFile } from './file.table.js';

/** The machine whose rows a file goes by. */
export function machineOf({ matterKind }: Pick<HandlingFile, 'matterKind'>): Machine {
  return matterKind === 'suggestion' ? suggestionMachine : claimMachine;
}
