import { QueryCodes } from '@huiyin/intake';
import { secretsFrom } from '@huiyin/service';
import { type BenchSystem } from './bench-system.js';
import { rounded, type Spread, spreadOf } from './figures.rules.js';
import { type FixedRequest, type LoadResult } from './load-order.js';
import { type LoadProcess } from './load-process.js';
import { signedIn } from './sign-in.js';

const sampled = 500;
const auditReason = encodeURIComponent('月度抽查');

/** A named set of requests that one kind of reader sends. */
interface Reading {
  readonly name: string;
  readonly requests: readonly FixedRequest[];
}

export interface ReadFigures {
  readonly name: string;
  readonly small: Spread;
  readonly large: Spread;
  readonly smallPerSecond: Spread;
  readonly largePerSecond: Spread;
  /** p95 with many matters, divided by p95 with few. */
  readonly ratio: number;
  readonly refused: number;
}

export interface ReadPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly log: (line: string) => void;
}

/** What the rounds of one reading gave, on few matters and on many. */
interface Seen {
  readonly small: LoadResult[];
  readonly large: LoadResult[];
}

/** Every reading in turn on few matters and on many. */
export async function measureReads(
  { small, large }: { small: BenchSystem; large: BenchSystem },
  load: LoadProcess,
  plan: ReadPlan,
): Promise<ReadFigures[]> {
  const few = await readingsOf(small);
  const many = await readingsOf(large);
  const seen = new Map<string, Seen>(few.map(({ name }) => [name, { small: [], large: [] }]));
  // The first pass is for the caches and the compiler and counts for nothing.
  for (let nth = 0; nth <= plan.rounds; nth++) {
    for (const [which, reading] of few.entries()) {
      const one = await round(small, load, reading, plan);
      const other = await round(large, load, many[which] ?? reading, plan);
      if (nth === 0) continue;
      seen.get(reading.name)?.small.push(one);
      seen.get(reading.name)?.large.push(other);
      plan.log(`${reading.name} round ${nth}: p95 ${one.p95} ms with few matters, ${other.p95} ms with many`);
    }
  }
  return [...seen].map(([name, of]) => figuresOf(name, of));
}

function figuresOf(name: string, seen: Seen): ReadFigures {
  const p95 = (results: readonly LoadResult[]) => spreadOf(results.map((result) => result.p95));
  const rate = (results: readonly LoadResult[]) => spreadOf(results.map((result) => result.perSecond));
  const refused = [...seen.small, ...seen.large].flatMap((result) => Object.values(result.refused));
  return {
    name,
    small: p95(seen.small),
    large: p95(seen.large),
    smallPerSecond: rate(seen.small),
    largePerSecond: rate(seen.large),
    ratio: rounded(p95(seen.large).median / p95(seen.small).median),
    refused: refused.reduce((sum, n) => sum + n, 0),
  };
}

async function round(one: BenchSystem, load: LoadProcess, { requests }: Reading, { seconds, connections }: ReadPlan) {
  return load.run({ url: one.system.gatewayUrl, seconds, connections, requests });
}

async function readingsOf({ system, books }: BenchSystem): Promise<Reading[]> {
  // The widest scope that goes by units: a clerk with a post in every one of them.
  await books.query(
    `insert into organisation.post (id, version, official_id, unit_id, role, is_duty, began_at)
     select gen_random_uuid(), 1, o.id, u.id, 'village_clerk', false, now() from organisation.official o cross join organisation.unit u
      where o.username = 'village1' and u.standing = 'open' on conflict do nothing`,
  );
  const clerk = await signedIn(system.gatewayUrl, 'village1');
  const auditor = { ...(await signedIn(system.gatewayUrl, 'auditor1')), reason: auditReason };
  const get = (headers: Record<string, string>, ...paths: string[]): FixedRequest[] =>
    paths.map((path) => ({ method: 'GET', path: `/api/v1${path}`, headers }));
  const filters = ['', '?isOverdue=true', '?isOpen=true&isOverdue=false', '?channel=online', '?state=registered'];
  const lists = filters.map((filter) => `/matters${filter}`);
  return [
    { name: 'queue, clerk of every unit', requests: get(clerk, '/queue') },
    { name: 'ledger, clerk of every unit', requests: get(clerk, ...lists) },
    { name: 'ledger, auditor of everything', requests: get(auditor, ...lists) },
    { name: 'timeline by number and code', requests: await openings({ system, books }) },
  ];
}

async function openings({ system, books }: Pick<BenchSystem, 'system' | 'books'>): Promise<FixedRequest[]> {
  const codes = new QueryCodes(secretsFrom(system.secretsFolder)('query-code-key'));
  const rows = await books.rows<{ no: string }>(
    `select submission_no as no from intake.submission order by random() limit ${sampled}`,
  );
  return rows.map(({ no }) => ({
    method: 'POST',
    path: '/api/v1/petitions/open',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ submissionNo: no, queryCode: codes.of(no) }),
  }));
}
