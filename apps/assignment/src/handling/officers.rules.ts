import { type Authority, Problem } from '@huiyin/contracts';
import { isRole, mayAct } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';
import { refuseRecused } from '../opinion/officer.rules.js';

/** The act is one of the two officers'. @throws Problem `officer-recused`, `not-the-officer`. */
export function refuseStrangers(file: HandlingFile, officialId: string): void {
  refuseRecused(file, officialId);
  if (officialId !== file.officerId && officialId !== file.secondOfficerId) throw new Problem('not-the-officer');
}

/**
 * R31(6), SD38: two officers take a record; the one who gives it names the other.
 * @throws Problem `officer-recused`, `not-the-officer`, `two-officers-needed`.
 */
export function refuseOneAlone(file: HandlingFile, officialId: string, secondId: string): void {
  refuseStrangers(file, officialId);
  const other = officialId === file.officerId ? file.secondOfficerId : file.officerId;
  if (secondId !== other || secondId === officialId) throw new Problem('two-officers-needed');
  refuseRecused(file, secondId);
}

/** Acts that are the lead officer's own, or that either of the two takes part in. */
const actOf = { lead: 'draft-opinion', second: 'handle' } as const;

/**
 * R28 ¶3: whoever handles the matter holds a post for it in the unit and did not step aside. The lead writes and serves the opinion, so
 * a head, who signs it, can only be the second. @throws Problem `officers-unfit`.
 */
export function refuseUnfit(
  file: HandlingFile,
  official: Authority | undefined,
  place: keyof typeof actOf,
): asserts official is Authority {
  const holdsPost = official?.posts.some(
    ({ unitId, role }) => unitId === file.unitId && isRole(role) && mayAct(role, actOf[place], 'assigned'),
  );
  if (official?.isEnabled !== true || holdsPost !== true) throw new Problem('officers-unfit');
}
