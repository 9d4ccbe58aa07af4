import { type Route, routes } from '@huiyin/gateway';
import { type Act, isAct, petitionerRoles, policyRows, type Relation, type Role } from '@huiyin/statute';

/** What an order can be about: each is named in its path, or opened by number and code. */
const things = ['matterId', 'handOverId', 'paperId', 'letterId', 'draftId', 'proposalId', 'submissionId'];
const isAbout = ({ path }: Route) => things.some((thing) => path.includes(`:${thing}`));
const isReading = ({ contracts }: Route) => contracts.every((contract) => contract.isReading);
/** Stands only where a unit was dissolved and its heir may not have the matter: no course here comes to that. */
const isOfSuccession = ({ path }: Route) => path.endsWith('/hand-on');
/** A petitioner's order opens the matter first, by number and code. */
const isByCode = ({ who, contracts }: Route) => who === 'anyone' && contracts.length > 1;

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** Every route that changes a matter, a file, a hand-over, a paper, a letter or what was handed in. */
export const orderRoutes: ReadonlyMap<string, Route> = new Map(
  routes
    .filter(
      (route) =>
        route.method === 'POST' && !isReading(route) && !isOfSuccession(route) && (isAbout(route) || isByCode(route)),
    )
    .map((route) => [nameOf(route), route]),
);

/** Acts whose order names none: what waits for the second person tells which right is needed. */
const confirmed: Readonly<Record<string, readonly Act[]>> = {
  'POST /matters/:matterId/confirm-decision': ['rule-on-objection', 'refuse-concluded'],
  'POST /matters/:matterId/handling/confirm-decision': ['decline'],
};

/** The acts of which a caller of the route needs one. */
export function actsOf(name: string): readonly Act[] {
  const act = orderRoutes.get(name)?.contracts.at(-1)?.act;
  return act !== undefined && isAct(act) ? [act] : (confirmed[name] ?? []);
}

/** Relations in which a matter of an office can stand today; reviews, hearings and sponsors are not built. */
const builtRelations: ReadonlySet<Relation> = new Set<Relation>(['own-unit', 'assigned', 'subtree', 'area', 'all']);

export type Doer = Role | 'petitioner';

/**
 * What a village's or a government's own counter receives, a bureau or a township answers for, and no course has a bureau handle a file:
 * none leaves a matter with these.
 */
const answeringForNothing: Readonly<Record<string, readonly Role[]>> = {
  'POST /matters/:matterId/escalate-urgent': ['village_clerk'],
  'POST /matters/:matterId/handling/escalate-urgent': [
    'bureau_head',
    'bureau_intake',
    'bureau_triage',
    'village_clerk',
  ],
  'POST /submissions/:submissionId/reveal-identity': ['village_clerk'],
  'POST /supervision/:letterId/reply': ['village_clerk', 'leader'],
};

/** Who may give the order by part E. */
export function allowedOf(name: string): ReadonlySet<Doer> {
  if (isByCode(orderRoutes.get(name) as Route)) return new Set<Doer>(['petitioner']);
  const acts = actsOf(name);
  const rows = policyRows.filter((row) => acts.includes(row.act) && row.sealed !== true);
  const official = rows.filter(({ role }) => !(petitionerRoles as readonly string[]).includes(role));
  return new Set(official.filter(({ relation }) => builtRelations.has(relation)).map(({ role }) => role));
}

/** Each of them is to be seen carrying it out. */
export function doersOf(name: string): ReadonlySet<Doer> {
  const idle: readonly Doer[] = answeringForNothing[name] ?? [];
  return new Set([...allowedOf(name)].filter((doer) => !idle.includes(doer)));
}
