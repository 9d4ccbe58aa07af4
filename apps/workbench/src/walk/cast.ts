import { demoOfficialId } from '@huiyin/organisation';

/** Who acts for an office that handles matters: two officers and the head, by their accounts. */
export interface Office {
  readonly unitId: number;
  readonly lead: string;
  readonly second: string;
  readonly head: string;
}

/** The county's petition bureau in the invented county. */
export const bureau = {
  unitId: 2,
  intake: 'intake1',
  triage: 'triage1',
  head: 'head1',
  reviewer: 'reviewer1',
} as const;

/** Offices to which the bureau forwards, in turn. */
export const offices: readonly Office[] = [
  { unitId: 3, lead: 'hr1', second: 'hr2', head: 'hrhead1' },
  { unitId: 4, lead: 'housing1', second: 'housing2', head: 'housinghead1' },
  { unitId: 5, lead: 'land1', second: 'land2', head: 'landhead1' },
  { unitId: 6, lead: 'agri1', second: 'agri2', head: 'agrihead1' },
  { unitId: 13, lead: 'township1', second: 'townclerk1', head: 'townhead1' },
  { unitId: 14, lead: 'township2', second: 'townclerk2', head: 'townhead2' },
  { unitId: 15, lead: 'township3', second: 'townclerk3', head: 'townhead3' },
];

export function officeFor(place: number): Office {
  return offices[place % offices.length] as Office;
}

/** Another office than this one, the same each time. */
export function otherThan(office: Office): Office {
  return officeFor(offices.indexOf(office) + 1);
}

export { demoOfficialId };
