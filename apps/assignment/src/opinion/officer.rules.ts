import { Problem } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';

/** R28: who stepped aside does nothing more on the matter. @throws Problem `officer-recused`. */
export function refuseRecused(file: Pick<HandlingFile, 'recused'>, officialId: string): void {
  if (file.recused.includes(officialId)) throw new Problem('officer-recused');
}

/** The act is the lead officer's own. @throws Problem `officer-recused`, `not-the-officer`. */
export function refuseOthers(file: Pick<HandlingFile, 'recused' | 'officerId'>, officialId: string): void {
  refuseRecused(file, officialId);
  if (file.officerId !== officialId) throw new Problem('not-the-officer');
}
