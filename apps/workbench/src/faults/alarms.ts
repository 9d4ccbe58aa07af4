import { Redis } from 'ioredis';
import { type Books } from '../books.js';
import { type System } from '../start.js';
import { type Victim } from './victims.js';

/** All alarms are lost at once. Redis itself keeps running, so that nothing tells anybody. */
export function redisEmptied({ redisUrl }: System): Victim | undefined {
  if (redisUrl === undefined) return undefined;
  return {
    name: 'redis-emptied',
    async strike() {
      await withRedis(redisUrl, (redis) => redis.flushall());
      return async () => true;
    },
  };
}

export interface ArmedAlarms {
  readonly wanted: number;
  readonly armed: number;
}

export function areArmed({ wanted, armed }: ArmedAlarms): boolean {
  return wanted > 0 && armed >= wanted;
}

/** Clocks whose next step comes within the armed time, without its edges, and the alarms that are set. */
export async function alarms(books: Books, redisUrl: string): Promise<ArmedAlarms> {
  const [{ n: wanted } = { n: 0 }] = await books.rows<{ n: number }>(
    `select count(*)::int as n from accountability.clock
      where standing = 'running' and next_step_at between now() + interval '2 minutes' and now() + interval '47 hours'`,
  );
  const armed = await withRedis(redisUrl, async (redis) => {
    const [key] = await redis.keys('*:clock-steps:delayed');
    return key === undefined ? 0 : redis.zcard(key);
  });
  return { wanted, armed };
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: 3 });
  redis.on('error', () => undefined);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
