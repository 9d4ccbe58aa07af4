import { Problem } from '@huiyin/contracts';
import { type Sql } from '@huiyin/messaging';

/** Acts that a refusal tells at most. */
const mostTold = 5;

/** Something that was decided on as it was at an older version. */
export interface Outdated {
  readonly schema: string;
  /** As the audit names it. */
  readonly object: string;
  /** The version that the caller saw, and the present one. */
  readonly expected: number;
  readonly current: number;
}

/**
 * The refusal of a change that was decided on an older version: it tells the present one and the last five acts since, in their order, and
 * never whose. In the audit each act on the object stands with the version that it made; a reading stands there without one.
 */
export async function staleVersion(sql: Sql, { schema, object, expected, current }: Outdated): Promise<Problem> {
  const done = (await sql.query(
    `select act, at from (select entry, act, at from ${schema}.audit
        where object = $1 and version > $2 and outcome = 'done' order by entry desc limit ${mostTold}) latest order by entry`,
    [object, expected],
  )) as { act: string; at: Date }[];
  const last = done.at(-1);
  if (last === undefined) return new Problem('stale-version', { current });
  return new Problem('stale-version', { current, acts: done.map(({ act }) => act).join(), at: last.at.toISOString() });
}
