import { type UnitDirectory } from '@huiyin/service';
import { type Desks } from './matter-task.rules.js';

/** The directory, as the rules about tasks ask it. */
export function desksOf(units: UnitDirectory): Desks {
  return {
    dutyOfficer: (unitId) => units.find(unitId)?.dutyOfficerId,
    isBureau: (unitId) => units.find(unitId)?.kind === 'petition-bureau',
  };
}
