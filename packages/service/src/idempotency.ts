import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import { Problem } from '@huiyin/contracts';
import { type Call, type Sql } from '@huiyin/messaging';

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

/** Keys of writes and their answers, kept a day. */
export function idempotencyTable(schema: string, role: string): string[] {
  return [
    `create table ${schema}.idempotency (actor text not null, key text not null, request bytea not null, answer bytea,
       at timestamptz not null default now(), primary key (actor, key))`,
    `create index idempotency_at on ${schema}.idempotency (at)`,
    `grant select, insert, update, delete on ${schema}.idempotency to ${role}`,
  ];
}

/** Whose key it is: one person's keys never meet another's. */
export function keyOwner(call: Call): string {
  return `${call.actor.kind}:${call.actor.id}`;
}

/** Digest of what was asked, to tell a repeat from another request under the same key. */
export function requestDigest(order: string, input: object): Buffer {
  return createHash('sha256').update(order).update(canonicalize(input)).digest();
}

/** The key of one call, and what was asked under it. */
export interface Claim {
  readonly owner: string;
  readonly key: string;
  readonly digest: Buffer;
}

/** Undefined for a service's own work without a key. @throws Problem `idempotency-key-missing`. */
export function claimOf(order: string, call: Call, input: object): Claim | undefined {
  const { idempotencyKey: key } = call;
  if (key !== undefined) return { owner: keyOwner(call), key, digest: requestDigest(order, input) };
  if (call.actor.kind === 'service') return undefined;
  throw new Problem('idempotency-key-missing');
}

/**
 * Does `work` once for the call's idempotency key, inside the caller's transaction: a repeat gets the stored answer, another body under
 * the same key is refused, and a repeat that comes while the first is at work waits for it.
 * @throws Problem `idempotency-key-missing`, `idempotency-key-reused`.
 */
export async function once<A extends object>(
  sql: Sql,
  schema: string,
  order: string,
  call: Call,
  input: object,
  work: () => Promise<A>,
): Promise<A> {
  const claim = claimOf(order, call, input);
  if (claim === undefined) return work();
  const { owner, key, digest } = claim;
  const taken = (await sql.query(
    `insert into ${schema}.idempotency (actor, key, request) values ($1, $2, $3) on conflict do nothing returning key`,
    [owner, key, digest],
  )) as unknown[];
  if (taken.length === 0) return storedAnswer<A>(sql, schema, claim);
  const answer = await work();
  await sql.query(`update ${schema}.idempotency set answer = $3 where actor = $1 and key = $2`, [
    owner,
    key,
    storedForm(answer),
  ]);
  return answer;
}

export function storedForm(answer: object): Buffer {
  return Buffer.from(JSON.stringify(answer));
}

/** The answer that a key's first call got. @throws Problem `idempotency-key-reused` where something else was asked. */
export async function storedAnswer<A>(sql: Sql, schema: string, { owner, key, digest }: Claim): Promise<A> {
  const rows = (await sql.query(`select request, answer from ${schema}.idempotency where actor = $1 and key = $2`, [
    owner,
    key,
  ])) as {
    request: Buffer;
    answer: Buffer | null;
  }[];
  const known = rows[0];
  if (known === undefined || !known.request.equals(digest) || known.answer === null)
    throw new Problem('idempotency-key-reused');
  return JSON.parse(known.answer.toString()) as A;
}
