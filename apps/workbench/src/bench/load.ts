import { randomInt, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { percentile, rounded } from './figures.rules.js';
import { inventedPetition } from './invented-petition.js';
import { type LivesOrder } from './lives/lives-order.js';
import { runLives } from './lives/lives-load.js';
import { type FixedRequest, type LoadOrder, type LoadResult } from './load-order.js';

// A process of its own, so that what it costs is not charged to the bench and its waiting does not stop for the bench's own work.
process.on('message', (order: LoadOrder | LivesOrder) => {
  const running: Promise<object> = 'phases' in order ? runLives(order) : run(order);
  void running.then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

async function run(order: LoadOrder): Promise<LoadResult> {
  const pool = new Pool(order.url, { connections: order.connections, pipelining: 1, headersTimeout: 15_000 });
  const times: number[] = [];
  const refused: Record<string, number> = {};
  const began = performance.now();
  const until = began + order.seconds * 1000;
  const wished = order.requests === 'petitions' ? 201 : 200;
  const lane = async () => {
    while (performance.now() < until) {
      const request = next(order.requests);
      const sent = performance.now();
      const outcome = await ask(pool, request);
      if (outcome === wished) times.push(performance.now() - sent);
      else refused[outcome] = (refused[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: order.connections }, lane));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  return resultOf(times, seconds, refused);
}

function next(requests: LoadOrder['requests']): FixedRequest {
  if (requests !== 'petitions') return requests[randomInt(requests.length)] as FixedRequest;
  return {
    method: 'POST',
    path: '/api/v1/petitions',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(inventedPetition()),
  };
}

async function ask(pool: Pool, { method, path, headers, body }: FixedRequest): Promise<number | string> {
  try {
    const answer = await pool.request({ method, path, headers, body: body ?? null });
    await answer.body.arrayBuffer();
    return answer.statusCode;
  } catch (error) {
    return (error as { code?: string }).code ?? 'error';
  }
}

function resultOf(times: number[], seconds: number, refused: Record<string, number>): LoadResult {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    seconds: rounded(seconds),
    answered: times.length,
    perSecond: rounded(times.length / seconds),
    p50: rounded(percentile(sorted, 0.5)),
    p95: rounded(percentile(sorted, 0.95)),
    p99: rounded(percentile(sorted, 0.99)),
    slowest: rounded(sorted.at(-1) ?? Number.NaN),
    refused,
  };
}
