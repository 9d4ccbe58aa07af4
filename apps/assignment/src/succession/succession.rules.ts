import { type OfficialReplaced } from '@huiyin/contracts';
import { claimRows, suggestionRows } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';

export interface Heir {
  readonly unitId: number;
  readonly unitName: string;
  readonly officerId: string;
  readonly officerName: string;
}

/** What a reassignment settles: all of it, changed or not. */
type Settled = Pick<
  HandlingFile,
  | 'unitId'
  | 'unitName'
  | 'officerId'
  | 'officerName'
  | 'secondOfficerId'
  | 'secondOfficerName'
  | 'reviewUnit'
  | 'senderUnit'
  | 'executionUnit'
  | 'seenBy'
>;

/** States in which the machines know `reassign`. */
export const movableStates: readonly string[] = [
  ...new Set<string>(
    [...claimRows, ...suggestionRows].filter((row) => row.command === 'reassign').flatMap((row) => [...row.from]),
  ),
];

/** R24 ¶2: whatever a unit that ended was to a file, its successor is; the officers of an ended unit are gone with it. */
export function inherited(file: HandlingFile, endedUnit: number, heir: Heir): Settled {
  const after = <T extends number | null>(unit: T) => (unit === endedUnit ? heir.unitId : unit);
  const isHandler = file.unitId === endedUnit;
  return {
    ...settledOf(file),
    ...(isHandler ? { ...heir, secondOfficerId: null, secondOfficerName: null } : {}),
    reviewUnit: after(file.reviewUnit),
    senderUnit: after(file.senderUnit),
    executionUnit: after(file.executionUnit),
    seenBy: [...new Set([...file.seenBy, heir.unitId])],
  };
}

/** An officer left the post: the replacement takes the same place; one who is the other officer already takes it alone. */
export function replaced(file: HandlingFile, event: Omit<OfficialReplaced, 'at'>): Settled {
  const { officialId, replacementId, replacementName } = event;
  const isSecond = file.secondOfficerId === officialId;
  const lead = file.officerId === officialId ? { officerId: replacementId, officerName: replacementName } : {};
  const second = isSecond ? { secondOfficerId: replacementId, secondOfficerName: replacementName } : {};
  const after = { ...settledOf(file), ...lead, ...second };
  return after.officerId === after.secondOfficerId
    ? { ...after, secondOfficerId: null, secondOfficerName: null }
    : after;
}

function settledOf(file: HandlingFile): Settled {
  const { unitId, unitName, officerId, officerName, secondOfficerId, secondOfficerName } = file;
  const { reviewUnit, senderUnit, executionUnit, seenBy } = file;
  return {
    unitId,
    unitName,
    officerId,
    officerName,
    secondOfficerId,
    secondOfficerName,
    reviewUnit,
    senderUnit,
    executionUnit,
    seenBy,
  };
}
