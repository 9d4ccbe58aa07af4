import { officeShortName } from '@huiyin/statute';

/** The office in whose name a paper is given. */
export function officeOf({ id, name }: { id: number; name: string }) {
  return { unitId: id, name, shortName: officeShortName(name) };
}
