import { Redis } from 'ioredis';
import {
  type IRateLimiterStoreOptions,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { Problem } from '@huiyin/contracts';
import { type Limits } from '../gateway.limits.js';
import { AddressKeys, networkOf } from './address.js';
import { ProofOfWork } from './proof-of-work.js';

const hour = 3_600;
type Limiter = RateLimiterRedis | RateLimiterMemory;

interface AbuseSettings {
  readonly limits: Limits;
  /** This installation's short name: several may count in one Redis, each for itself. */
  readonly site: string;
  readonly redisUrl: string | undefined;
  readonly throttleKey: string;
  readonly proofKey: string;
}

/** What open doors need: budgets by address, and work as the price beyond them. Redis away: counted in memory, stricter, never open. */
export class AbuseLimits {
  readonly proof: ProofOfWork;
  readonly #redis: Redis | undefined;
  readonly #addresses: AddressKeys;
  readonly #halls: ReadonlySet<string>;
  readonly #used = new Map<string, number>();
  readonly #submissions: Limiter;
  readonly #hallSubmissions: Limiter;
  readonly #wrongCodes: Limiter;
  readonly #signIns: Limiter;
  readonly #uploads: Limiter;
  readonly #accounts: RateLimiterMemory;

  constructor(private readonly settings: AbuseSettings) {
    const { limits, site, redisUrl, throttleKey, proofKey } = settings;
    this.#redis = redisUrl === undefined ? undefined : connect(redisUrl, site);
    this.#addresses = new AddressKeys(throttleKey);
    this.#halls = new Set(limits.hallAddresses.map(networkOf));
    this.#submissions = this.#limiter('submissions', limits.submissions, hour);
    this.#hallSubmissions = this.#limiter('hall', limits.hallSubmissions, hour);
    this.#wrongCodes = this.#limiter('codes', limits.wrongCodes, hour);
    this.#signIns = this.#limiter('sign-ins', limits.signIns, hour / 4);
    this.#uploads = this.#limiter('uploads', limits.uploads, hour);
    this.#accounts = new RateLimiterMemory({ points: limits.accountRequests, duration: 1 });
    this.proof = new ProofOfWork(proofKey, (id, seconds) => this.#useOnce(id, seconds));
  }

  /** Waits a moment for Redis, so that the first requests are counted where the next ones are. */
  async ready(): Promise<void> {
    const redis = this.#redis;
    if (redis === undefined || redis.status === 'ready') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1_000);
      redis.once('ready', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    this.#redis?.disconnect();
  }

  /** A submission by nobody known. Never refused for volume: beyond the budget it costs work, beyond four budgets more work. */
  async submission(address: string, altcha: unknown): Promise<void> {
    const isHall = this.#halls.has(networkOf(address));
    const budget = isHall ? this.settings.limits.hallSubmissions : this.settings.limits.submissions;
    if (budget === Infinity) return;
    const used = await taken(isHall ? this.#hallSubmissions : this.#submissions, this.#addresses.of(address));
    if (used > budget) await this.proof.take(altcha, used > 4 * budget ? 2 : 1);
  }

  /** How hard the next challenge for this address is. */
  async levelFor(address: string): Promise<1 | 2> {
    const known = await this.#submissions.get(this.#addresses.of(address)).catch(() => null);
    return (known?.consumedPoints ?? 0) >= 4 * this.settings.limits.submissions ? 2 : 1;
  }

  /** Opening by number and code: free until ten wrong tries an hour, then each try costs work. `open` says `code-or-number-wrong` by throwing. */
  async opening<T>(address: string, altcha: unknown, open: () => Promise<T>): Promise<T> {
    const key = this.#addresses.of(address);
    const known = await this.#wrongCodes.get(key).catch(() => null);
    if ((known?.consumedPoints ?? 0) >= this.settings.limits.wrongCodes) await this.proof.take(altcha);
    try {
      return await open();
    } catch (error) {
      if (error instanceof Problem && error.code === 'code-or-number-wrong') await taken(this.#wrongCodes, key);
      throw error;
    }
  }

  async signIn(address: string): Promise<void> {
    await within(this.#signIns, this.#addresses.of(address));
  }

  async upload(address: string): Promise<void> {
    await within(this.#uploads, this.#addresses.of(address));
  }

  async account(officialId: string): Promise<void> {
    await within(this.#accounts, officialId);
  }

  /** Remembers something for a while where all copies of the gateway see it; lost where Redis is away. */
  async remember(key: string, text: string, seconds: number): Promise<void> {
    await this.#redis?.set(`gateway:${key}`, text, 'EX', seconds).catch(() => undefined);
  }

  async recall(key: string): Promise<string | undefined> {
    return (await this.#redis?.get(`gateway:${key}`).catch(() => null)) ?? undefined;
  }

  #limiter(name: string, points: number, duration: number): Limiter {
    const counted = Number.isFinite(points) ? points : 1;
    const memory = new RateLimiterMemory({ keyPrefix: name, points: counted, duration });
    if (this.#redis === undefined) return memory;
    const options: IRateLimiterStoreOptions = {
      storeClient: this.#redis,
      keyPrefix: `limit:${name}`,
      points: counted,
      duration,
      insuranceLimiter: memory,
    };
    return new RateLimiterRedis({ ...options, rejectIfRedisNotReady: true });
  }

  async #useOnce(id: string, seconds: number): Promise<boolean> {
    const now = Date.now();
    for (const [old, until] of this.#used) if (until < now) this.#used.delete(old);
    if (this.#used.has(id)) return false;
    this.#used.set(id, now + seconds * 1000);
    const answer = await this.#redis?.set(`pow:${id}`, '1', 'EX', seconds, 'NX').catch(() => 'OK' as const);
    return answer !== null;
  }
}

function connect(url: string, site: string): Redis {
  const redis = new Redis(url, {
    keyPrefix: `hy:${site}:`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 300,
    retryStrategy: (times) => Math.min(2_000, 100 * times),
  });
  // Away is no fault here: the insurance in memory counts on.
  redis.on('error', () => undefined);
  return redis;
}

/** Counts one. @returns how many there are now. */
async function taken(limiter: Limiter, key: string): Promise<number> {
  try {
    return (await limiter.consume(key)).consumedPoints;
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return rejected.consumedPoints;
    throw rejected;
  }
}

async function within(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    throw new Problem('too-many-requests', {}, [], Math.max(1, Math.ceil(rejected.msBeforeNext / 1000)));
  }
}
